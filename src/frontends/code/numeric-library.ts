import type { SourceRange } from '../../core/problem.ts';
import { NEGATION, named, OPERATORS } from './arithmetic.ts';
import { name, number, operation } from './build.ts';
import { choose } from './conditions.ts';
import { lengthOf, toArray, toBoolean, toNumber } from './conversions.ts';
import { itemsOf } from './elements.ts';
import { elementwise } from './elementwise.ts';
import { factor, one, RECIPROCAL, SQUARE, two, unary } from './entrywise-functions.ts';
import type { Given, Library } from './given.ts';
import { asIs, counted, filled, spread, unit } from './made-arrays.ts';
import { COMMON, MATH, unknown } from './math-library.ts';
import { extreme, mean, norm, perRow, product, total, variance } from './reduce.ts';
import { atEachPlace, zip } from './sequences.ts';
import { SQUARE_MATRICES } from './square-matrices.ts';
import { type NumberValue, Refusal, Reshape, type Value } from './value.ts';

/** A reduction along the whole array, or along the rows of a batch where `axis` says so. */
const reduction =
  (reduce: (value: Value, range: SourceRange) => NumberValue, ...extra: string[]) =>
  (given: Given): Value => {
    given.only('axis', 'dim', 'keepdims', ...extra);
    const { range } = given;
    const value = given.at(0, 'a', 'input');
    const axis = given.known(1, 'axis', 'dim');
    if (axis === undefined) return reduce(value.kind === 'list' ? toArrayOrList(value, range) : value, range);
    const vector = toArray(value, range);
    if (vector.parameter !== undefined && vector.shape.length === 1 && !vector.batch && axis === 1) {
      // Only an array of rows has a second axis.
      throw new Reshape(vector.parameter, { kind: 'rows', size: vector.shape[0]! }, range);
    }
    if (vector.batch && (axis === 1 || axis === -1)) return perRow(vector, (row) => reduce(row, range));
    if (!vector.batch && vector.shape.length === 1 && (axis === 0 || axis === -1))
      return reduce(vector, range);
    if (!vector.batch && vector.shape.length === 2) {
      const along = axis < 0 ? axis + 2 : axis;
      const [rows, columns] = vector.shape as readonly [number, number];
      const lines = Array.from({ length: along === 0 ? columns : rows }, (_, place) => {
        const at = number(place + 1, range);
        const all = { kind: 'span', range } as const;
        const indices = along === 0 ? [all, at] : [at, all];
        const expression = { kind: 'index', object: vector.expression, indices, range } as const;
        return reduce({ kind: 'array', expression, shape: [along === 0 ? rows : columns] }, range);
      });
      return toArray({ kind: 'list', items: lines }, range);
    }
    throw new Refusal(
      `axis ${axis} of this array; reduce the whole array, or the rows of a batch with axis=1`,
      range,
    );
  };

const toArrayOrList = (value: Value, range: SourceRange): Value =>
  itemsOf(value, range).every((item) => item.kind === 'number') ? value : toArray(value, range);

/** Entry by entry `condition ? a : b`. */
function where(given: Given): Value {
  given.only();
  const { range } = given;
  const [condition, a, b] = [given.at(0), given.at(1), given.at(2)];
  const wide = [condition, a, b].find(
    (each) => each.kind === 'array' || each.kind === 'sequence' || each.kind === 'list',
  );
  if (!wide) return choose(toBoolean(condition, range), toNumber(a, range), toNumber(b, range), range);
  return atEachPlace([condition, a, b], lengthOf(wide, range), range, ([test, yes, no]) =>
    choose(toBoolean(test as Value, range), yes as Value, no as Value, range),
  );
}

function clip(given: Given): Value {
  given.only('min', 'max', 'a_min', 'a_max');
  const { range } = given;
  const low = given.find(1, 'min', 'a_min');
  const high = given.find(2, 'max', 'a_max');
  let value = given.at(0);
  if (low) value = elementwise(named('max', Math.max), [value, low], range);
  return high ? elementwise(named('min', Math.min), [value, high], range) : value;
}

function difference(given: Given): Value {
  given.only();
  const { range } = given;
  const vector = toArray(given.at(0), range);
  const size = vector.shape[0]!;
  if (given.list.length > 1 || vector.shape.length > 1 || vector.batch || size < 2) {
    throw new Refusal(
      'diff is known for the neighbours of one vector only; write the differences out',
      range,
    );
  }
  const part = (from: number, to: Parameters<typeof name>[0] | number) => {
    const end = typeof to === 'number' ? number(to, range) : name(to, range);
    const span = { kind: 'span', from: number(from, range), to: end, range } as const;
    const expression = { kind: 'index', object: vector.expression, indices: [span], range } as const;
    return { kind: 'array', expression, shape: [size - 1] } as const;
  };
  return elementwise(OPERATORS['-'], [part(2, 'end'), part(1, size - 1)], range);
}

const random = (given: Given): Value => {
  throw new Refusal('random numbers differ from call to call; use fixed numbers', given.range);
};

/** Functions of NumPy, JAX and PyTorch. */
export const NUMPY: Library = {
  ...COMMON,
  ...MATH,
  log: one(named('log', Math.log)),
  absolute: COMMON.abs!,
  fix: COMMON.trunc!,
  rint: (given) => {
    throw new Refusal('rounding half to even has no counterpart; write floor(x + 0.5)', given.range);
  },
  arcsin: COMMON.asin!,
  arccos: COMMON.acos!,
  arctan: COMMON.atan!,
  arcsinh: COMMON.asinh!,
  arccosh: COMMON.acosh!,
  arctanh: COMMON.atanh!,
  arctan2: COMMON.atan2!,
  hypot: two(named('hypot', Math.hypot)),
  deg2rad: one(factor('radians')),
  rad2deg: one(factor('degrees')),
  square: one(SQUARE),
  reciprocal: one(RECIPROCAL),
  negative: one(NEGATION),
  power: COMMON.pow!,
  float_power: COMMON.pow!,
  add: two(OPERATORS['+']),
  subtract: two(OPERATORS['-']),
  multiply: two(OPERATORS['*']),
  divide: two(OPERATORS['/']),
  true_divide: two(OPERATORS['/']),
  floor_divide: two(OPERATORS['//']),
  mod: two(OPERATORS['%']),
  remainder: two(OPERATORS['%']),
  maximum: two(named('max', Math.max)),
  minimum: two(named('min', Math.min)),
  sigmoid: unary('sigmoid', (x) => 1 / (1 + Math.exp(-x))),
  expit: unary('sigmoid', (x) => 1 / (1 + Math.exp(-x))),
  relu: unary('relu', (x) => Math.max(x, 0)),
  softplus: unary('softplus', (x) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0)),
  gammaln: unary('lgamma', unknown),
  sum: reduction((value, range) => total('sum', value, range)),
  prod: reduction((value, range) => total('prod', value, range)),
  mean: reduction(mean),
  average: (given) => {
    given.only();
    return mean(given.at(0), given.range);
  },
  max: reduction((value, range) => extreme('max', value, range)),
  amax: reduction((value, range) => extreme('max', value, range)),
  min: reduction((value, range) => extreme('min', value, range)),
  amin: reduction((value, range) => extreme('min', value, range)),
  var: (given) => {
    given.only('ddof');
    return variance(given.at(0), given.known(1, 'ddof') ?? 0, given.range);
  },
  std: (given) => {
    given.only('ddof');
    return elementwise(
      named('sqrt', Math.sqrt),
      [variance(given.at(0), given.known(1, 'ddof') ?? 0, given.range)],
      given.range,
    );
  },
  dot: (given) => scaledProduct(given),
  matmul: (given) => product(given.at(0), given.at(1), given.range),
  inner: (given) => scaledProduct(given),
  vdot: (given) => scaledProduct(given),
  norm: (given) => {
    given.only('ord');
    return norm(given.at(0), given.known(1, 'ord'), given.range);
  },
  ...SQUARE_MATRICES,
  where,
  clip,
  clamp: clip,
  diff: difference,
  zeros: filled(0),
  ones: filled(1),
  linspace: spread,
  arange: counted,
  eye: unit,
  identity: unit,
  array: asIs,
  asarray: asIs,
  tensor: asIs,
  float64: asIs,
  float32: asIs,
  stack: asIs,
  transpose: (given) => transposed(given.at(0), given.range),
  zip: (given) => zip(given.list, given.range),
  rand: random,
  randn: random,
  random,
  normal: random,
  uniform: random,
};

function scaledProduct(given: Given): Value {
  given.only('b');
  const [a, b] = [given.at(0, 'a'), given.at(1, 'b')];
  const isPlain = (value: Value) => value.kind === 'number' && value.parameter === undefined;
  if (isPlain(a) || isPlain(b)) return elementwise(OPERATORS['*'], [a, b], given.range);
  return product(a, b, given.range);
}

/** Rows and columns exchanged; a vector stays as it is. */
export function transposed(value: Value, range: SourceRange): Value {
  if (value.kind === 'number' && value.parameter === undefined) return value;
  const matrix = toArray(value, range);
  if (matrix.batch) throw new Refusal('the transpose of a batch; write the formula for one point', range);
  if (matrix.shape.length < 2) return matrix;
  return {
    kind: 'array',
    expression: operation("'", [matrix.expression], range),
    shape: [...matrix.shape].reverse(),
  };
}
