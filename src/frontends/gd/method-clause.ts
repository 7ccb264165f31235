import { SOURCES } from '../../core/gradients/registry.ts';
import { SEED } from '../../core/gradients/seed.ts';
import { settingComplaint } from '../../core/gradients/settings.ts';
import type { NameSetting, NumberSetting, SourceSetting } from '../../core/gradients/source.ts';
import type { Hyperparameter, Method } from '../../core/methods/method.ts';
import { isSolver, METHODS } from '../../core/methods/registry.ts';
import { hyperparametersOf } from '../../core/methods/rule-options.ts';
import type { Solver } from '../../core/methods/solver.ts';
import { ratesOf, takesGradient } from '../../core/methods/takes.ts';
import { type Problem, ProblemError } from '../../core/problem.ts';
import type { GradientSource, MethodChoice, SweptArgument } from '../../core/run/experiment.ts';
import { isRepetition } from '../../core/run/fan-out.ts';
import { own } from '../own.ts';
import { parseExpression } from '../parse-expression.ts';
import { type Call, listed, readCall, unknown } from './call.ts';
import { attempt } from './declarations.ts';
import type { Definitions } from './definitions.ts';
import { readHyperparameter } from './hyperparameter-value.ts';
import { readRates } from './rate-value.ts';
import { type Piece, splitTop } from './split.ts';
import { readSeeds, readSweep, withFirstSeed } from './sweep-value.ts';

/**
 * `with gd(rate = 0.2), adam(rate = [0.01, 0.1])`: every method, lists fanned out into one run for each entry.
 *
 * @param check - Throws a sentence where a method is not made for the objective; absent: any will do.
 */
export function readMethods(
  body: Piece,
  definitions: Definitions,
  problems: Problem[],
  check: (choice: MethodChoice) => void = () => {},
): MethodChoice[] {
  return splitTop(body.text, body.range.start, ',').flatMap(
    (piece) =>
      attempt(problems, () => {
        const choices = readMethod(piece, definitions);
        attempt(
          problems,
          () => {
            for (const choice of choices) checkAt(piece, choice, check);
          },
          piece.range,
        );
        return choices;
      }) ?? [],
  );
}

/** Tells what is wrong with a method for its objective where the method is written. */
function checkAt({ range }: Piece, choice: MethodChoice, check: (choice: MethodChoice) => void): void {
  try {
    check(choice);
  } catch (error) {
    // The sentences of the core are plain errors; anything else is a defect.
    if (Object.getPrototypeOf(error) === Error.prototype) {
      throw new ProblemError((error as Error).message, range);
    }
    throw error;
  }
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
  checkSeed(call, method);
  return choices.map((choice) => orderSweeps(moveSeeds(choice), hyperparametersOf(method)));
}

/** An update rule draws random numbers for its batches alone: without any a seed would change nothing. */
function checkSeed({ arguments: given }: Call, method: Method | Solver): void {
  if (isSolver(method) || given.some(({ name }) => name === 'batch')) return;
  const seed = given.find(({ name }) => name === 'seed' || name === 'seeds');
  if (!seed) return;
  throw new ProblemError(
    `${seed.name} is for the rows of mini-batches, and there are none; add batch = 32, or take ${seed.name} away (the seed of a gradient stands with it, gradient = forward(seed = 1))`,
    seed.nameRange,
  );
}

/** `seed = 7, seeds = 200`, in any order: the seeds from 7 on. */
function moveSeeds(choice: MethodChoice): MethodChoice {
  const { seed, ...others } = choice.hyperparameters;
  if (seed === undefined || !choice.sweeps?.some(({ argument }) => argument === 'seed')) return choice;
  const sweeps = choice.sweeps.map((sweep) =>
    sweep.argument === 'seed' ? withFirstSeed(sweep, seed) : sweep,
  );
  return { ...choice, hyperparameters: others, sweeps };
}

/** What is swept in the order in which it is written out; repetitions last, so that they lie together. */
function orderSweeps(choice: MethodChoice, declared: readonly Hyperparameter[]): MethodChoice {
  if (!choice.sweeps) return choice;
  const rank = ({ argument }: SweptArgument) => {
    if (isRepetition(argument)) return 1e4;
    if (argument === 'rate') return -1;
    if (argument.startsWith('search.')) return 0;
    return argument.startsWith('gradient.') ? 1e3 : 1 + declared.findIndex(({ name }) => name === argument);
  };
  return { ...choice, sweeps: [...choice.sweeps].sort((a, c) => rank(a) - rank(c)) };
}

/** The names of what a method may be given. */
function argumentsOf(method: Method | Solver): string[] {
  const rates = ratesOf(method);
  return [
    ...(rates.number || rates.search ? ['rate'] : []),
    ...(takesGradient(method) ? ['gradient'] : []),
    ...hyperparametersOf(method).flatMap(({ name }) => (name === 'seed' ? ['seed', 'seeds'] : [name])),
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
    ...((choice.sweeps || variant.sweeps) && {
      sweeps: [...(choice.sweeps ?? []), ...(variant.sweeps ?? [])],
    }),
  };
}

function readArgument(
  method: string,
  name: string,
  value: Piece,
  definitions: Definitions,
): Partial<MethodChoice>[] {
  if (name === 'gradient') return readSources(value, definitions);
  if (name === 'seeds') return [swept(readSeeds('seed', value, definitions))];
  const kind = METHODS[method] as Method | Solver;
  const sweeps: SweptArgument[] = [];
  const read = (piece: Piece): Partial<MethodChoice>[] => {
    if (name === 'rate') return readRates(kind, piece, definitions, sweeps).map((rate) => ({ rate }));
    const declared = hyperparametersOf(kind).find((candidate) => candidate.name === name) as Hyperparameter;
    return readHyperparameter(declared, piece, definitions).map((number) => ({
      hyperparameters: { [name]: number },
    }));
  };
  const sweep = readSweep(value, definitions, read);
  if (sweep) return [{ sweeps: [{ argument: name, ...sweep }] }];
  return read(value).map((variant) => ({ ...variant, ...(sweeps.length > 0 && { sweeps }) }));
}

function swept(sweep: SweptArgument | undefined): Pick<MethodChoice, 'sweeps'> {
  return sweep ? { sweeps: [sweep] } : {};
}

type SweptSource = Pick<MethodChoice, 'gradient' | 'sweeps'>;

/** `gradient = forward(seed = [1, 2])`: every source, lists of sources and of settings fanned out. */
function readSources(value: Piece, definitions: Definitions): SweptSource[] {
  return listed(value).flatMap((piece) => readSource(piece, definitions));
}

function readSource(piece: Piece, definitions: Definitions): SweptSource[] {
  const call = readCall(piece, 'a gradient source', 'forward(seed = 1)', argumentOfSource);
  const source = own(SOURCES, call.name);
  if (!source) throw unknown('gradient source', call.name, call.nameRange, Object.keys(SOURCES));
  const sweeps: SweptArgument[] = [];
  let sources: GradientSource[] = [{ name: source.name, settings: {} }];
  for (const { name, nameRange, value } of call.arguments) {
    const names = source.settings.flatMap((setting) =>
      setting.name === 'seed' ? ['seed', 'seeds'] : [setting.name],
    );
    if (!names.includes(name)) throw unknown('argument', name, nameRange, names, source.name);
    if (name === 'seeds') {
      sweeps.push(...(swept(readSeeds('gradient.seed', value, definitions)).sweeps ?? []));
      continue;
    }
    const declared = source.settings.find((candidate) => candidate.name === name) as SourceSetting;
    const read = (given: Piece): (number | string)[] =>
      declared.kind === 'name' ? readNames(declared, given) : readNumbers(declared, given, definitions);
    const sweep = readSweep(value, definitions, read);
    if (sweep) {
      sweeps.push({ argument: `gradient.${name}`, ...sweep });
      continue;
    }
    const entries = read(value);
    sources = sources.flatMap(({ settings }) =>
      entries.map((entry) => ({ name: source.name, settings: { ...settings, [name]: entry } })),
    );
  }
  if (sweeps.length === 0) return sources.map((gradient) => ({ gradient }));
  return sources.map((gradient) => moveSourceSeeds({ gradient, sweeps }));
}

function moveSourceSeeds({ gradient, sweeps = [] }: SweptSource): SweptSource {
  const { seed, ...settings } = gradient.settings;
  if (typeof seed !== 'number' || !sweeps.some(({ argument }) => argument === 'gradient.seed'))
    return { gradient, sweeps };
  return {
    gradient: { ...gradient, settings },
    sweeps: sweeps.map((sweep) => (sweep.argument === 'gradient.seed' ? withFirstSeed(sweep, seed) : sweep)),
  };
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
