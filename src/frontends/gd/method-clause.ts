import { SOURCES } from '../../core/gradients/registry.ts';
import { SEED } from '../../core/gradients/seed.ts';
import { settingComplaint } from '../../core/gradients/settings.ts';
import type { NameSetting, NumberSetting } from '../../core/gradients/source.ts';
import type { Hyperparameter, Method } from '../../core/methods/method.ts';
import { isSolver, METHODS } from '../../core/methods/registry.ts';
import { hyperparametersOf } from '../../core/methods/rule-options.ts';
import type { Solver } from '../../core/methods/solver.ts';
import { ratesOf, takesGradient } from '../../core/methods/takes.ts';
import { type Problem, ProblemError } from '../../core/problem.ts';
import type { GradientSource, MethodChoice } from '../../core/run/experiment.ts';
import { own } from '../own.ts';
import { parseExpression } from '../parse-expression.ts';
import { listed, readCall, unknown } from './call.ts';
import { attempt } from './declarations.ts';
import type { Definitions } from './definitions.ts';
import { readHyperparameter } from './hyperparameter-value.ts';
import { readRates } from './rate-value.ts';
import { type Piece, splitTop } from './split.ts';

/** `with gd(rate = 0.2), adam(rate = [0.01, 0.1])`: every method, lists fanned out into one run for each entry. */
export function readMethods(body: Piece, definitions: Definitions, problems: Problem[]): MethodChoice[] {
  return splitTop(body.text, body.range.start, ',').flatMap(
    (piece) => attempt(problems, () => readMethod(piece, definitions)) ?? [],
  );
}

function readMethod(piece: Piece, definitions: Definitions): MethodChoice[] {
  const call = readCall(piece, 'a method', 'gd(rate = 0.1)', exampleArgument);
  const method = own(METHODS, call.name);
  if (!method) throw unknown('method', call.name, call.nameRange, Object.keys(METHODS));
  const allowed = argumentsOf(method);
  let choices: MethodChoice[] = [
    { method: method.name, hyperparameters: {}, gradient: { name: 'backprop', settings: {} } },
  ];
  for (const { name, nameRange, value } of call.arguments) {
    if (!allowed.includes(name)) throw unknown('argument', name, nameRange, allowed, method.name);
    const variants = readArgument(method.name, name, value, definitions);
    choices = choices.flatMap((choice) => variants.map((variant) => mergeChoice(choice, variant)));
    if (choices.length > 1000) {
      throw new ProblemError(
        `${method.name} fans out into more than 1000 runs; shorten the lists`,
        piece.range,
      );
    }
  }
  return choices;
}

/** The names of what a method may be given. */
function argumentsOf(method: Method | Solver): string[] {
  const rates = ratesOf(method);
  return [
    ...(rates.number || rates.search ? ['rate'] : []),
    ...(takesGradient(method) ? ['gradient'] : []),
    ...hyperparametersOf(method).map(({ name }) => name),
  ];
}

/** An argument that a method takes, as it is written; undefined where it takes none. */
function exampleArgument(name: string): string | undefined {
  const method = own(METHODS, name);
  if (!method || !isSolver(method)) return 'rate = 0.1';
  const [first] = method.hyperparameters;
  if (first) return `${first.name} = ${first.choices?.[first.default] ?? first.default}`;
  return method.search ? 'rate = backtracking()' : undefined;
}

function mergeChoice(choice: MethodChoice, variant: Partial<MethodChoice>): MethodChoice {
  return {
    ...choice,
    ...variant,
    hyperparameters: { ...choice.hyperparameters, ...variant.hyperparameters },
  };
}

function readArgument(
  method: string,
  name: string,
  value: Piece,
  definitions: Definitions,
): Partial<MethodChoice>[] {
  if (name === 'gradient') return readSources(value, definitions).map((gradient) => ({ gradient }));
  if (name === 'rate')
    return readRates(METHODS[method] as Method | Solver, value, definitions).map((rate) => ({ rate }));
  const declared = hyperparametersOf(METHODS[method] as Method | Solver).find(
    (candidate) => candidate.name === name,
  );
  return readHyperparameter(declared as Hyperparameter, value, definitions).map((number) => ({
    hyperparameters: { [name]: number },
  }));
}

/** `gradient = forward(seed = [1, 2])`: every source, lists of sources and of settings fanned out. */
function readSources(value: Piece, definitions: Definitions): GradientSource[] {
  return listed(value).flatMap((piece) => readSource(piece, definitions));
}

function readSource(piece: Piece, definitions: Definitions): GradientSource[] {
  const call = readCall(piece, 'a gradient source', 'forward(seed = 1)', argumentOfSource);
  const source = own(SOURCES, call.name);
  if (!source) throw unknown('gradient source', call.name, call.nameRange, Object.keys(SOURCES));
  let sources: GradientSource[] = [{ name: source.name, settings: {} }];
  for (const { name, nameRange, value } of call.arguments) {
    const declared = source.settings.find((candidate) => candidate.name === name);
    if (!declared) {
      throw unknown(
        'argument',
        name,
        nameRange,
        source.settings.map((setting) => setting.name),
        source.name,
      );
    }
    const entries =
      declared.kind === 'name' ? readNames(declared, value) : readNumbers(declared, value, definitions);
    sources = sources.flatMap(({ settings }) =>
      entries.map((entry) => ({ name: source.name, settings: { ...settings, [name]: entry } })),
    );
  }
  return sources;
}

/** One of the allowed names, bare or in quotes, or a list of them. */
function readNames({ name: setting, choices }: NameSetting, value: Piece): string[] {
  const names = choices.map(({ name }) => name);
  return listed(value).map(({ text, range }) => {
    const name = /^(["'])(.*)\1$/su.exec(text)?.[2] ?? text;
    if (!names.includes(name)) throw unknown(setting, name, range, names);
    return name;
  });
}

function readNumbers(setting: NumberSetting, value: Piece, definitions: Definitions): number[] {
  const expression = parseExpression(value.text, value.range.start);
  return (expression.kind === 'array' ? expression.elements : [expression]).map((entry) => {
    const number = definitions.number(entry);
    const complaint = settingComplaint(setting, number);
    if (complaint !== undefined) throw new ProblemError(complaint, entry.range);
    return number;
  });
}

/** An argument that a source takes, as it is written; undefined where it takes none. */
function argumentOfSource(name: string): string | undefined {
  const source = own(SOURCES, name);
  const first = source ? source.settings[0] : SEED;
  return first && `${first.name} = ${first.default ?? 1}`;
}
