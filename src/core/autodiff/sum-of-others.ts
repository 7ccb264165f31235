import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { type Shape, sizeOf } from '../graph/shape.ts';

/** The most entries of which each is left out once: it takes the square of their number of additions. */
const MOST_ENTRIES = 32;

/** Ones beside the diagonal, by size; one array of each, so that equal nodes are known. */
const OFF_DIAGONAL = new Map<number, Float64Array>();

function offDiagonal(b: GraphBuilder, n: number): NodeId {
  const data =
    OFF_DIAGONAL.get(n) ?? Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 0 : 1));
  OFF_DIAGONAL.set(n, data);
  return b.constant(data, [n, n]);
}

/** Whether `sumOfOthers` is there for a shape: for few entries of vectors and matrices. */
export function hasSumOfOthers(shape: Shape, axis: number | undefined): boolean {
  const extent = axis === undefined ? sizeOf(shape) : (shape[axis] as number);
  return extent <= MOST_ENTRIES && (axis === undefined || shape.length <= 2);
}

/** For each entry the sum of all others, Σ_{j ≠ i} xⱼ, of all entries or along an axis; without taking anything away. */
export function sumOfOthers(b: GraphBuilder, x: NodeId, axis: number | undefined): NodeId {
  const shape = b.shapeOf(x);
  if (axis === undefined) {
    const n = sizeOf(shape);
    return b.reshape(b.matmul(offDiagonal(b, n), b.reshape(x, [n])), shape);
  }
  const matrix = offDiagonal(b, shape[axis] as number);
  return axis === 0 ? b.matmul(matrix, x) : b.matmul(x, matrix);
}
