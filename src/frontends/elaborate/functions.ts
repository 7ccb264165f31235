import type { GraphBuilder } from '../../core/graph/builder.ts';
import { describeShape, sizeOf } from '../../core/graph/shape.ts';
import { concatenate, filled, identityOf, stack } from './arrays.ts';
import { inverseOf, solutionOf } from './linear-system.ts';
import { NAMED_OPERATORS } from './named-operators.ts';
import { dotOf, NORM_ORDERS, normOf } from './norm.ts';
import { axisOf, fold, sumOf } from './reductions.ts';
import { elementwiseOf, lift, ownShape, type Value } from './value.ts';

/** A function of the language: how many arguments it takes and what it means. Throws a sentence where they do not fit. */
export interface BuiltinFunction {
  readonly minimum: number;
  readonly maximum: number;
  readonly apply: (b: GraphBuilder, values: readonly Value[]) => Value;
  /** Texts that it takes in place of numbers, and the numbers they stand for. */
  readonly words?: Readonly<Record<string, number>>;
}

const scalar = (b: GraphBuilder, value: number): Value => ({ node: b.constant(value), depth: 0 });

function entrywise(op: string, arity = 1): BuiltinFunction {
  return { minimum: arity, maximum: arity, apply: (b, values) => elementwiseOf(b, op, values) };
}

function composed(build: (b: GraphBuilder, x: Value) => Value): BuiltinFunction {
  return { minimum: 1, maximum: 1, apply: (b, [x]) => build(b, x as Value) };
}

/** 1/f(x), as mathjs's sec, csc, cot, coth. */
function reciprocal(op: string): BuiltinFunction {
  return composed((b, x) => elementwiseOf(b, 'div', [scalar(b, 1), elementwiseOf(b, op, [x])]));
}

/** A reduction: of one array (along an axis if given), or of several numbers, as in mathjs. */
function reduction(
  name: string,
  reduce: (b: GraphBuilder, value: Value, axis: number | undefined) => Value,
  pair?: string,
): BuiltinFunction {
  return {
    minimum: 1,
    maximum: Number.POSITIVE_INFINITY,
    apply: (b, values) => {
      const [first, second] = values as [Value, Value | undefined];
      const rank = ownShape(b, first).length;
      if (values.length === 1) {
        return reduce(b, first, undefined);
      }
      if (rank > 0) {
        if (values.length === 2) return reduce(b, first, axisOf(b, first, second, name));
        throw new Error(`${name} takes one array, or numbers; put the entries of all into one array`);
      }
      if (values.some((value) => ownShape(b, value).length > 0)) {
        throw new Error(`${name} takes one array, or numbers; put the entries of all into one array`);
      }
      if (pair) return values.reduce((left, right) => elementwiseOf(b, pair, [left, right]));
      return reduce(b, stack(b, values), undefined);
    },
  };
}

function mean(b: GraphBuilder, value: Value, axis: number | undefined): Value {
  const count = countOf(b, value, axis);
  if (count === 0) throw new Error('mean of no entries has no value');
  return elementwiseOf(b, 'div', [sumOf(b, value, axis), scalar(b, count)]);
}

function countOf(b: GraphBuilder, value: Value, axis: number | undefined): number {
  return axis === undefined ? sizeOf(ownShape(b, value)) : (b.shapeOf(value.node)[axis] as number);
}

/** The unbiased variance Σ(xᵢ − x̄)²/(n − 1), as in mathjs. */
function variance(b: GraphBuilder, value: Value, axis: number | undefined): Value {
  const average = mean(b, value, axis);
  const shape = b.shapeOf(value.node);
  const rank = ownShape(b, value).length;
  const kept =
    axis === undefined
      ? { node: lift(b, average, value.depth, rank), depth: value.depth }
      : {
          node: b.reshape(
            average.node,
            shape.map((extent, i) => (i === axis ? 1 : extent)),
          ),
          depth: value.depth,
        };
  const deviation = elementwiseOf(b, 'sub', [value, kept]);
  const count = countOf(b, value, axis);
  const total = sumOf(b, elementwiseOf(b, 'mul', [deviation, deviation]), axis);
  return elementwiseOf(b, 'div', [total, scalar(b, Math.max(count - 1, 1))]);
}

/** √variance; of two entries |x₁ − x₂|/√2, whose second derivative is exactly 0. */
function deviation(b: GraphBuilder, value: Value, axis: number | undefined): Value {
  if (axis !== undefined || value.depth > 0 || countOf(b, value, axis) !== 2) {
    return elementwiseOf(b, 'sqrt', [variance(b, value, axis)]);
  }
  const flat = b.reshape(value.node, [2]);
  const [first, second] = [0, 1].map((place) => b.reshape(b.slice(flat, [place], [1], [1]), []));
  const distance = b.apply('abs', [b.sub(first as number, second as number)]);
  return { node: b.mul(b.constant(Math.SQRT1_2), distance), depth: 0 };
}

function extremes(op: 'max' | 'min'): BuiltinFunction {
  return reduction(op, (b, value, axis) => fold(b, op, value, axis), op);
}

/** m + log Σ exp(xᵢ − m) with m the greatest entry, so that nothing overflows. */
function logsumexp(b: GraphBuilder, value: Value, axis: number | undefined): Value {
  const rank = ownShape(b, value).length;
  if (rank === 0) return value;
  const greatest = fold(b, 'max', value, axis);
  const kept = keep(b, greatest, value, axis);
  const shifted = elementwiseOf(b, 'exp', [elementwiseOf(b, 'sub', [value, kept])]);
  return elementwiseOf(b, 'add', [greatest, elementwiseOf(b, 'log', [sumOf(b, shifted, axis)])]);
}

/** A reduced value with extent 1 along the axes that are gone, to meet the whole value. */
function keep(b: GraphBuilder, reduced: Value, whole: Value, axis: number | undefined): Value {
  const shape = b.shapeOf(whole.node);
  if (axis === undefined) {
    return { node: lift(b, reduced, whole.depth, ownShape(b, whole).length), depth: reduced.depth };
  }
  return {
    node: b.reshape(
      reduced.node,
      shape.map((extent, i) => (i === axis ? 1 : extent)),
    ),
    depth: whole.depth,
  };
}

/** exp(xᵢ − m)/Σ exp(xⱼ − m) with m the greatest entry: a quotient, so that its derivative does not cancel where it comes near 1. */
function softmax(b: GraphBuilder, value: Value, axis: number | undefined): Value {
  const greatest = keep(b, fold(b, 'max', value, axis), value, axis);
  const powers = elementwiseOf(b, 'exp', [elementwiseOf(b, 'sub', [value, greatest])]);
  return elementwiseOf(b, 'div', [powers, keep(b, sumOf(b, powers, axis), value, axis)]);
}

function whole(b: GraphBuilder, value: Value, name: string): void {
  if (value.depth > 0)
    throw new Error(`${name} cannot depend on an index of sum(i, …); take it out of the sum`);
  const shape = ownShape(b, value);
  if (shape.length !== 2 || shape[0] !== shape[1]) {
    throw new Error(`${name} takes a square matrix, not ${describeShape(shape)}`);
  }
}

/** Every function of the language by name; names and meanings are those of mathjs where it has them. */
export const FUNCTIONS: Readonly<Record<string, BuiltinFunction>> = {
  ...NAMED_OPERATORS,
  ...Object.fromEntries(
    // biome-ignore format: a list of names
    ['exp', 'expm1', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh',
      'asinh', 'acosh', 'atanh', 'sqrt', 'cbrt', 'abs', 'sign', 'floor', 'ceil', 'fix', 'round', 'erf', 'erfc', 'gamma',
      'lgamma', 'sech', 'csch', 'sigmoid', 'softplus'].map((name) => [name, entrywise(name)]),
  ),
  ...Object.fromEntries(
    [
      ['atan2', 'atan2'],
      ['mod', 'mod'],
      ['pow', 'pow'],
      ['dotPow', 'pow'],
      ['dotMultiply', 'mul'],
      ['dotDivide', 'div'],
      ['equal', 'eq'],
      ['unequal', 'ne'],
      ['smaller', 'lt'],
      ['smallerEq', 'le'],
      ['larger', 'gt'],
      ['largerEq', 'ge'],
      ['polygamma', 'polygamma'],
    ].map(([name, op]) => [name, entrywise(op as string, 2)]),
  ),
  /** log(x), log(x, base). */
  log: {
    minimum: 1,
    maximum: 2,
    apply: (b, [x, base]) => {
      const top = elementwiseOf(b, 'log', [x as Value]);
      return base ? elementwiseOf(b, 'div', [top, elementwiseOf(b, 'log', [base])]) : top;
    },
  },
  square: composed((b, x) => elementwiseOf(b, 'pow', [x, scalar(b, 2)])),
  cube: composed((b, x) => elementwiseOf(b, 'pow', [x, scalar(b, 3)])),
  relu: composed((b, x) => elementwiseOf(b, 'max', [scalar(b, 0), x])),
  digamma: composed((b, x) => elementwiseOf(b, 'polygamma', [scalar(b, 0), x])),
  sec: reciprocal('cos'),
  csc: reciprocal('sin'),
  cot: reciprocal('tan'),
  coth: reciprocal('tanh'),
  hypot: {
    minimum: 1,
    maximum: Number.POSITIVE_INFINITY,
    // A 0 beside the entries: the value is ≥ 0 even where there is one alone.
    apply: (b, values) =>
      values.length === 1
        ? elementwiseOf(b, 'hypot', [fold(b, 'hypot', values[0] as Value), scalar(b, 0)])
        : values.reduce((x, y) => elementwiseOf(b, 'hypot', [x, y])),
  },
  sum: reduction('sum', sumOf, 'add'),
  prod: reduction('prod', (b, value, axis) => fold(b, 'mul', value, axis), 'mul'),
  mean: reduction('mean', mean),
  variance: reduction('variance', variance),
  var: reduction('var', variance),
  std: reduction('std', deviation),
  max: extremes('max'),
  min: extremes('min'),
  logsumexp: reduction('logsumexp', logsumexp),
  softmax: reduction('softmax', softmax),
  norm: { minimum: 1, maximum: 3, apply: normOf, words: NORM_ORDERS },
  dot: { minimum: 2, maximum: 3, apply: (b, [x, y, axis]) => dotOf(b, x as Value, y as Value, axis) },
  transpose: composed((b, x) => transposeOf(b, x)),
  trace: composed((b, x) => {
    whole(b, x, 'trace');
    return { node: b.sum(b.diagonal(x.node)), depth: 0 };
  }),
  det: composed((b, x) => {
    whole(b, x, 'det');
    return { node: b.det(x.node), depth: 0 };
  }),
  inv: composed((b, x) => {
    whole(b, x, 'inv');
    return { node: inverseOf(b, x.node), depth: 0 };
  }),
  lusolve: {
    minimum: 2,
    maximum: 2,
    apply: (b, [a, right]) => {
      whole(b, a as Value, 'lusolve');
      return { node: solutionOf(b, (a as Value).node, (right as Value).node), depth: 0 };
    },
  },
  concat: { minimum: 1, maximum: Number.POSITIVE_INFINITY, apply: concatenate },
  zeros: { minimum: 1, maximum: 2, apply: (b, sizes) => filled(b, 'zeros', 0, sizes) },
  ones: { minimum: 1, maximum: 2, apply: (b, sizes) => filled(b, 'ones', 1, sizes) },
  identity: composed(identityOf),
  count: composed((b, x) => scalar(b, sizeOf(ownShape(b, x)))),
  size: composed((b, x) => {
    const shape = ownShape(b, x);
    return { node: b.constant(Float64Array.from(shape), [shape.length]), depth: 0 };
  }),
};

/** Rows become columns; numbers and vectors stay as they are, as in mathjs. */
export function transposeOf(b: GraphBuilder, x: Value): Value {
  const rank = b.shapeOf(x.node).length;
  if (rank - x.depth < 2) return x;
  const order = Array.from({ length: rank }, (_, axis) => axis);
  [order[rank - 2], order[rank - 1]] = [rank - 1, rank - 2];
  return { node: b.permute(x.node, order), depth: x.depth };
}
