import type { SourceRange } from '../../core/problem.ts';
import { named, OPERATORS, withInterval } from './arithmetic.ts';
import { name } from './build.ts';
import { constant, lengthOf, notA, toArray, toNumber } from './conversions.ts';
import { itemsOf, offset } from './elements.ts';
import { elementwise } from './elementwise.ts';
import { type Given, type Library, libraryFunction } from './given.ts';
import { COMMON, MATH } from './math-library.ts';
import { NUMPY, transposed } from './numeric-library.ts';
import { extreme, extremeOf, product, total } from './reduce.ts';
import type { Dialect } from './scope.ts';
import { counting, toSequence, zip } from './sequences.ts';
import type { ArithmeticOperator } from './syntax.ts';
import { type NumberValue, Refusal, type Value } from './value.ts';

const CONSTANTS: Readonly<Record<string, [text: string, value: number]>> = {
  pi: ['pi', Math.PI],
  e: ['e', Math.E],
  tau: ['tau', 2 * Math.PI],
  inf: ['Infinity', Number.POSITIVE_INFINITY],
};

/** Modules that are read, by the first part of their names, and what their functions are. */
const MODULES: Readonly<Record<string, Library>> = {
  math: MATH,
  cmath: {},
  numpy: NUMPY,
  jax: NUMPY,
  torch: NUMPY,
  autograd: NUMPY,
  cupy: NUMPY,
  scipy: NUMPY,
  random: { random: NUMPY.random!, uniform: NUMPY.random!, gauss: NUMPY.random! },
};

/** Parts of those modules that hold more functions. */
const SUBMODULES = new Set(['linalg', 'nn', 'functional', 'special', 'random', 'numpy', 'lax', 'fft']);

/** Methods of arrays that are functions of NumPy, too. */
const METHODS = new Set([
  'sum',
  'mean',
  'prod',
  'dot',
  'max',
  'min',
  'std',
  'var',
  'clip',
  'clamp',
  'transpose',
  'abs',
  'exp',
  'log',
  'sqrt',
  'square',
  'pow',
  'sin',
  'cos',
  'tanh',
  'sigmoid',
  'relu',
  'norm',
  'matmul',
  'trace',
  'det',
]);

/** PyTorch's `var` and `std` divide by n − 1, `max(dim)` returns pairs; only what is the same is carried over. */
const DIFFERENT_IN_TORCH = new Set(['var', 'std', 'matmul', 'round']);

/** Python, with `math`, NumPy, JAX and PyTorch. */
export const PYTHON: Dialect = { builtin, imported, member, binary, slices: true };

function builtin(text: string): Value | undefined {
  const body = BUILTINS[text];
  if (body) return libraryFunction(text, body);
  // Selected text often lacks the imports; these two names mean the same everywhere.
  if (text === 'np') return { kind: 'module', path: 'numpy' };
  return text === 'math' || text === 'numpy' ? { kind: 'module', path: text } : undefined;
}

function imported(path: string): Value {
  const parts = path.split('.');
  if (!Object.hasOwn(MODULES, parts[0]!)) {
    return {
      kind: 'opaque',
      reason: `${path} is a module that is not read; use math or numpy`,
      foreign: true,
    };
  }
  return parts.slice(1).reduce<Value>((module, part) => attribute(module, part) ?? unreadable(path), {
    kind: 'module',
    path: parts[0]!,
  });
}

const unreadable = (path: string): Value => ({
  kind: 'opaque',
  reason: `${path} has no counterpart in a formula; use functions of math or numpy`,
  foreign: false,
});

function attribute(object: Value, text: string): Value | undefined {
  if (object.kind !== 'module') return undefined;
  const root = object.path.split('.')[0]!;
  const library = MODULES[root] ?? {};
  if (Object.hasOwn(CONSTANTS, text)) {
    const [symbol, value] = CONSTANTS[text]!;
    const range = { start: 0, end: 0 };
    return { ...constant(value, range), expression: name(symbol, range) };
  }
  if (SUBMODULES.has(text) && root !== 'math') return { kind: 'module', path: `${object.path}.${text}` };
  if (root === 'torch' && DIFFERENT_IN_TORCH.has(text)) return undefined;
  return Object.hasOwn(library, text) ? libraryFunction(text, library[text]!) : undefined;
}

function member(object: Value, text: string, range: SourceRange): Value {
  if (object.kind === 'module')
    return attribute(object, text) ?? ({ ...unreadable(`${object.path}.${text}`), range } as Value);
  if (object.kind === 'opaque') throw new Refusal(object.reason, object.range ?? range, true);
  if (
    object.kind === 'array' ||
    object.kind === 'sequence' ||
    (object.kind === 'number' && METHODS.has(text))
  ) {
    if (METHODS.has(text)) {
      return {
        kind: 'function',
        name: text,
        call: (given, at) =>
          libraryFunction(text, NUMPY[text]!).call([{ value: object, range }, ...given], at) as Value,
      };
    }
  }
  if (text === 'T') return transposed(object, range);
  if (text === 'size') {
    const vector = toArray(object, range);
    return constant(
      vector.shape.reduce((a, b) => a * b, 1),
      range,
    );
  }
  if (text === 'ndim') return constant(toArray(object, range).shape.length, range);
  if (text === 'shape') {
    return { kind: 'list', items: toArray(object, range).shape.map((extent) => constant(extent, range)) };
  }
  throw new Refusal(`.${text} has no counterpart in a formula; use numbers and arrays`, range, true);
}

function binary(operator: ArithmeticOperator, left: Value, right: Value, range: SourceRange): Value {
  for (const each of [left, right]) {
    if (each.kind === 'opaque') throw notA('number', each, range);
    if (each.kind === 'text') throw new Refusal('a text stands in the arithmetic; use numbers', range, true);
  }
  if (operator === '@') return product(left, right, range);
  const isList = (value: Value) => value.kind === 'list' || (value.kind === 'array' && value.list === true);
  if (isList(left) || isList(right)) {
    const other = isList(left) ? right : left;
    if (isList(left) && isList(right) && operator === '+') {
      return { kind: 'list', items: [...itemsOf(left, range), ...itemsOf(right, range)] };
    }
    if (other.kind !== 'array' || isList(other)) {
      throw new Refusal(
        `${operator} of a list is no arithmetic in Python; make it an array with np.array`,
        range,
      );
    }
  }
  return withInterval(operator, left, right, elementwise(OPERATORS[operator], [left, right], range));
}

const unlisted = (value: Value): Value =>
  value.kind === 'array' && value.list ? { ...value, list: false } : value;

function extremum(which: 'min' | 'max') {
  return (given: Given): Value => {
    given.only();
    const values = given.list;
    if (values.length === 1) return extreme(which, values[0]!, given.range);
    for (const value of values) toNumber(value, given.range);
    return extremeOf(which, values, given.range);
  };
}

function sum(given: Given): Value {
  given.only('start');
  const { range } = given;
  const value = total('sum', unlisted(given.at(0)), range);
  const start = given.find(1, 'start');
  return start ? elementwise(OPERATORS['+'], [start, value], range) : value;
}

function enumerate(given: Given): Value {
  given.only('start');
  const { range } = given;
  const start = given.known(1, 'start') ?? 0;
  const source = toSequence(given.at(0), range);
  const first = source.from.constant ?? 0;
  const place = (counter: NumberValue) => offset(counter, start - first, range);
  return { ...source, at: (counter) => ({ kind: 'list', items: [place(counter), source.at(counter)] }) };
}

function range_(given: Given): Value {
  given.only();
  const { range } = given;
  const numbers = given.list.map((each) => toNumber(each, range));
  if (numbers.length < 1 || numbers.length > 3) throw new Refusal('range takes one to three numbers', range);
  const step = numbers[2] ? numbers[2].constant : 1;
  if (!step) throw new Refusal('the step of range has to be a known number; write it as one', range);
  const [from, to] = numbers.length === 1 ? [constant(0, range), numbers[0]!] : [numbers[0]!, numbers[1]!];
  return counting(from, to, step, range);
}

const refusing =
  (reason: string, foreign: boolean) =>
  (given: Given): Value => {
    throw new Refusal(reason, given.range, foreign);
  };

const BUILTINS: Library = {
  abs: COMMON.abs!,
  pow: COMMON.pow!,
  min: extremum('min'),
  max: extremum('max'),
  sum,
  len: (given) => constant(lengthOf(given.at(0), given.range), given.range),
  range: range_,
  enumerate,
  zip: (given) => {
    given.only('strict');
    return zip(given.list, given.range);
  },
  reversed: (given) => ({ kind: 'list', items: [...itemsOf(given.at(0), given.range)].reverse() }),
  list: (given) => given.at(0),
  tuple: (given) => given.at(0),
  float: (given) => {
    const value = given.at(0);
    if (value.kind === 'text') throw new Refusal('a text is made a number; use numbers', given.range, true);
    return value.kind === 'array' && value.shape.length === 1 && value.shape[0] === 1
      ? value
      : toNumber(value, given.range);
  },
  int: (given) => elementwise(named('fix', Math.trunc), [toNumber(given.at(0), given.range)], given.range),
  round: refusing('rounding half to even has no counterpart; write floor(x + 0.5)', false),
  map: (given) => {
    const { range } = given;
    const [fn, ...rest] = given.list;
    if (fn?.kind !== 'function' || rest.length === 0)
      throw new Refusal('map needs a function and a list', range);
    const source = toSequence(rest.length === 1 ? rest[0]! : zip(rest, range), range);
    return {
      ...source,
      at: (counter) => {
        const element = source.at(counter);
        const values = rest.length === 1 ? [element] : itemsOf(element, range);
        return fn.call(
          values.map((value) => ({ value, range })),
          range,
        );
      },
    };
  },
  print: refusing('print has no place in a formula; leave it out', true),
  input: refusing('input has no place in a formula; use a parameter', true),
  open: refusing('files have no place in a formula; use constants', true),
  str: refusing('texts have no place in a formula; use numbers', true),
};
