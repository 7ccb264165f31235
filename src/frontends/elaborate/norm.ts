import type { GraphBuilder } from '../../core/graph/builder.ts';
import { describeShape, sameShape } from '../../core/graph/shape.ts';
import { axisOf, fold, sumOf } from './reductions.ts';
import { elementwiseOf, ownShape, type Value } from './value.ts';

/** Σ xᵢ·yᵢ of two vectors of one length; with an axis, beyond mathjs, along it: `dot(X, Y, 2)` of each pair of rows. */
export function dotOf(b: GraphBuilder, x: Value, y: Value, dimension?: Value): Value {
  const [left, right] = [ownShape(b, x), ownShape(b, y)];
  if (dimension ? !sameShape(left, right) : left.length !== 1 || right.length !== 1 || left[0] !== right[0]) {
    const wanted = dimension ? 'two arrays of one size' : 'two vectors of one length';
    const instead =
      !dimension && left.length > 1 && sameShape(left, right) ? '; along an axis write dot(X, Y, 1)' : '';
    throw new Error(`dot takes ${wanted}, not ${describeShape(left)} and ${describeShape(right)}${instead}`);
  }
  return sumOf(b, elementwiseOf(b, 'mul', [x, y]), axisOf(b, x, dimension, 'dot'));
}

/** Stands for the order "fro", which is no number. */
const FROBENIUS = Number.NaN;

/** What `norm` takes for its order besides numbers, as in mathjs. */
export const NORM_ORDERS: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  fro: FROBENIUS,
};

/**
 * `norm(x)`, `norm(x, p)` with the meaning of mathjs: (Σ|xᵢ|ᵖ)^(1/p) of a vector, 2 where p is absent, the greatest |xᵢ| for
 * Infinity, the least for -Infinity; of a matrix the greatest column sum for 1, the greatest row sum for Infinity, and √(Σ Aᵢⱼ²) for
 * "fro". Beyond mathjs, `norm(A, p, axis)` is the norm of the vectors along an axis.
 */
export function normOf(b: GraphBuilder, [x, p, dimension]: readonly Value[]): Value {
  const value = x as Value;
  // Of a number it is the absolute value, whatever the order.
  if (ownShape(b, value).length === 0 && !dimension) return elementwiseOf(b, 'abs', [value]);
  const order = p ? b.constantOf(p.node) : 2;
  if (order === undefined || order === 0) {
    throw new Error(
      'the order of norm is a fixed number other than 0, "inf" or "fro"; write 1, 2 or Infinity',
    );
  }
  const rank = ownShape(b, value).length;
  if (dimension || rank < 2) return vectorNorm(b, value, order, axisOf(b, value, dimension, 'norm'));
  const axis = value.depth + rank;
  const size = elementwiseOf(b, 'abs', [value]);
  if (rank === 2 && order === 1) return fold(b, 'max', sumOf(b, size, axis - 2));
  if (rank === 2 && order === Number.POSITIVE_INFINITY) return fold(b, 'max', sumOf(b, size, axis - 1));
  if (Number.isNaN(order)) return vectorNorm(b, value, order, undefined);
  throw new Error(
    p && order !== 2
      ? 'the order of a matrix\'s norm is 1, Infinity or "fro"; along an axis write norm(A, p, 1)'
      : 'in mathjs this norm of a matrix is its greatest singular value, which is not to be had here; write norm(A, "fro"), or norm(A, 2, 1) along an axis',
  );
}

/** Of the vectors along an axis, or of all entries as one. */
function vectorNorm(b: GraphBuilder, value: Value, order: number, axis: number | undefined): Value {
  const size = elementwiseOf(b, 'abs', [value]);
  if (ownShape(b, value).length === 0) return size;
  if (order === Number.POSITIVE_INFINITY) return fold(b, 'max', size, axis);
  if (order === Number.NEGATIVE_INFINITY) return fold(b, 'min', size, axis);
  if (order === 1) return sumOf(b, size, axis);
  if (order === 2 || Number.isNaN(order)) {
    // Of two numbers it neither overflows nor loses digits in its derivatives.
    if (isPair(b, value)) return fold(b, 'hypot', value);
    return elementwiseOf(b, 'sqrt', [sumOf(b, elementwiseOf(b, 'mul', [value, value]), axis)]);
  }
  const number = (constant: number): Value => ({ node: b.constant(constant), depth: 0 });
  const powers = elementwiseOf(b, 'pow', [size, number(order)]);
  return elementwiseOf(b, 'pow', [sumOf(b, powers, axis), number(1 / order)]);
}

/** Whether a value is an array of two numbers as it is written, [x, y]. */
function isPair(b: GraphBuilder, { node, depth }: Value): boolean {
  const { op, inputs, shape } = b.node(node);
  const isPlaced = op === 'add' && inputs.every((input) => b.node(input).op === 'pad');
  return isPlaced && depth === 0 && shape.length === 1 && shape[0] === 2;
}
