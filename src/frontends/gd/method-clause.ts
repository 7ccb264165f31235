import { SOURCES } from '../../core/gradients/registry.ts';
import { settingComplaint } from '../../core/gradients/settings.ts';
import type { NameSetting, NumberSetting } from '../../core/gradients/source.ts';
import { METHODS } from '../../core/methods/registry.ts';
import { type Problem, ProblemError, type SourceRange } from '../../core/problem.ts';
import type { GradientSource, MethodChoice, Rate } from '../../core/run/experiment.ts';
import type { Expression } from '../expression.ts';
import { nearest } from '../nearest.ts';
import { own } from '../own.ts';
import { parseExpression } from '../parse-expression.ts';
import { attempt } from './declarations.ts';
import type { Definitions } from './definitions.ts';
import { closingBracket, type Piece, splitTop } from './split.ts';

/** A call as it is written: `gd(rate = 0.2)`; without parentheses there are no arguments. */
interface Call {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly range: SourceRange;
  readonly arguments: readonly {
    readonly name: string;
    readonly nameRange: SourceRange;
    readonly value: Piece;
  }[];
}

/** `with gd(rate = 0.2), adam(rate = [0.01, 0.1])`: every method, lists fanned out into one run for each entry. */
export function readMethods(body: Piece, definitions: Definitions, problems: Problem[]): MethodChoice[] {
  return splitTop(body.text, body.range.start, ',').flatMap(
    (piece) => attempt(problems, () => readMethod(piece, definitions)) ?? [],
  );
}

function readMethod(piece: Piece, definitions: Definitions): MethodChoice[] {
  const call = readCall(piece, 'a method', 'gd(rate = 0.1)');
  const method = own(METHODS, call.name);
  if (!method) throw unknown('method', call.name, call.nameRange, Object.keys(METHODS));
  const allowed = ['rate', 'gradient', ...method.hyperparameters.map(({ name }) => name)];
  let choices: MethodChoice[] = [
    { method: method.name, hyperparameters: {}, gradient: { name: 'backprop', settings: {} } },
  ];
  for (const { name, nameRange, value } of call.arguments) {
    if (!allowed.includes(name)) throw unknown(`argument of ${method.name}`, name, nameRange, allowed);
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
  const expression = parseExpression(value.text, value.range.start);
  const entries = expression.kind === 'array' ? expression.elements : [expression];
  if (name === 'rate') return entries.map((entry) => ({ rate: readRate(entry, value, definitions) }));
  const declared = METHODS[method]?.hyperparameters.find((candidate) => candidate.name === name);
  return entries.map((entry) => {
    const number = definitions.number(entry);
    const { minimum, maximum, open } = (declared as NonNullable<typeof declared>).range;
    const low = open === 'minimum' || open === 'both' ? number > minimum : number >= minimum;
    const high = open === 'maximum' || open === 'both' ? number < maximum : number <= maximum;
    if (!low || !high) {
      const [left, right] = [open === 'minimum' || open === 'both', open === 'maximum' || open === 'both'];
      throw new ProblemError(
        `${name} lies between ${minimum}${left ? ' (excluded)' : ''} and ${maximum}${right ? ' (excluded)' : ''}, not at ${number}; its default is ${declared?.default}`,
        entry.range,
      );
    }
    return { hyperparameters: { [name]: number } };
  });
}

function readRate(expression: Expression, value: Piece, definitions: Definitions): Rate {
  const { graph, output } = definitions.schedule(expression, 'k');
  const node = graph[output] as NonNullable<(typeof graph)[number]>;
  if (node.op === 'constant') {
    const rate = node.attributes.value as number;
    if (!(rate > 0) || !Number.isFinite(rate)) {
      throw new ProblemError(
        `the rate is a positive number, not ${rate}; write one such as 0.1`,
        expression.range,
      );
    }
    return { kind: 'constant', value: rate };
  }
  const { start, end } = expression.range;
  return {
    kind: 'schedule',
    graph,
    output,
    text: value.text.slice(start - value.range.start, end - value.range.start),
  };
}

/** `gradient = forward(seed = [1, 2])`: every source, lists of sources and of settings fanned out. */
function readSources(value: Piece, definitions: Definitions): GradientSource[] {
  return listed(value).flatMap((piece) => readSource(piece, definitions));
}

function readSource(piece: Piece, definitions: Definitions): GradientSource[] {
  const call = readCall(piece, 'a gradient source', 'backprop');
  const source = own(SOURCES, call.name);
  if (!source) throw unknown('gradient source', call.name, call.nameRange, Object.keys(SOURCES));
  let sources: GradientSource[] = [{ name: source.name, settings: {} }];
  for (const { name, nameRange, value } of call.arguments) {
    const declared = source.settings.find((candidate) => candidate.name === name);
    if (!declared) {
      throw unknown(
        `argument of ${source.name}`,
        name,
        nameRange,
        source.settings.map((setting) => setting.name),
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

/** The entries of a list `[a, b]`; anything else is its own only entry. */
function listed(piece: Piece): Piece[] {
  const { text, range } = piece;
  if (!text.startsWith('[') || closingBracket(text, 0) !== text.length - 1) return [piece];
  return splitTop(text.slice(1, -1), range.start + 1, ',');
}

function readCall(piece: Piece, what: string, example: string): Call {
  const { text, range } = piece;
  const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(text)?.[0];
  if (!name) throw new ProblemError(`${what} begins with its name; write ${example}`, range);
  const nameRange = { start: range.start, end: range.start + name.length };
  const open = text.slice(name.length).search(/\S/) + name.length;
  if (open < name.length) return { name, nameRange, range, arguments: [] };
  const close = text[open] === '(' ? closingBracket(text, open) : -1;
  if (close !== text.length - 1) {
    throw new ProblemError(
      text[open] === '('
        ? close < 0
          ? `the arguments of ${name} are not closed; write the missing ")"`
          : `"${text.slice(close + 1).trim()}" follows ${name}(…); separate methods by commas`
        : `"${text.slice(open)}" follows ${name}; write its arguments in parentheses, ${name}(rate = 0.1)`,
      { start: range.start + (close < 0 ? open : close + 1), end: range.end },
    );
  }
  const inner = text.slice(open + 1, close);
  if (inner.trim() === '') return { name, nameRange, range, arguments: [] };
  const seen = new Set<string>();
  const given = splitTop(inner, range.start + open + 1, ',').map((argument) => {
    const match = /^([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)\s*(.+)$/su.exec(argument.text);
    if (!match) {
      throw new ProblemError(
        `arguments are written name = value; write ${name}(rate = ${argument.text || '0.1'})`,
        argument.range,
      );
    }
    const [, key, value] = match as unknown as [string, string, string];
    const keyRange = { start: argument.range.start, end: argument.range.start + key.length };
    if (seen.has(key)) throw new ProblemError(`${key} is there twice; take one away`, keyRange);
    seen.add(key);
    return {
      name: key,
      nameRange: keyRange,
      value: { text: value, range: { start: argument.range.end - value.length, end: argument.range.end } },
    };
  });
  return { name, nameRange, range, arguments: given };
}

function unknown(what: string, name: string, range: SourceRange, names: readonly string[]): ProblemError {
  const near = nearest(name, names);
  const hint = near
    ? `did you mean ${near}?`
    : names.length > 0
      ? `there is ${names.join(', ')}`
      : 'it takes none';
  return new ProblemError(`there is no ${what} ${name}; ${hint}`, range, near);
}
