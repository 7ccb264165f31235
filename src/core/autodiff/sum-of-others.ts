import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';
import { spread } from './spread.ts';

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

/**
 * For each entry the sum of all others, Σ_{j ≠ i} xⱼ, of all entries or along an axis; without cancellation.
 *
 * @param x - Entries that are nowhere below 0.
 */
export function sumOfOthers(b: GraphBuilder, x: NodeId, axis: number | undefined): NodeId {
  const shape = b.shapeOf(x);
  const extent = axis === undefined ? sizeOf(shape) : (shape[axis] as number);
  if (extent > MOST_ENTRIES || (axis !== undefined && shape.length > 2))
    return sumWithoutGreatest(b, x, axis);
  const matrix = offDiagonal(b, extent);
  if (axis === undefined) return b.reshape(b.matmul(matrix, b.reshape(x, [extent])), shape);
  return axis === 0 ? b.matmul(matrix, x) : b.matmul(x, matrix);
}

/** The sum less the entry, which leaves all digits but one unless the entry is more than half of it; then the sum of what is not. */
function sumWithoutGreatest(b: GraphBuilder, x: NodeId, axis: number | undefined): NodeId {
  const along = (sum: NodeId) => spread(b, sum, b.shapeOf(x), axis);
  const total = along(b.sum(x, axis));
  const prevails = b.apply('gt', [x, b.mul(b.constant(0.5), total)]);
  const rest = b.sum(b.select(prevails, b.constant(0), x), axis);
  return b.select(prevails, along(rest), b.sub(total, x));
}
