import type { GraphBuilder } from './builder.ts';
import type { NodeId } from './node.ts';

/** The determinant of a square matrix as a polynomial in its entries, expanded by rows (Laplace). */
export function expandDeterminant(b: GraphBuilder, matrix: NodeId): NodeId {
  const entry = (i: number, j: number) => b.reshape(b.slice(matrix, [i, j], [1, 1], [1, 1]), []);
  const minor = (row: number, columns: readonly number[]): NodeId =>
    columns
      .map((column, place) => {
        const rest = columns.filter((other) => other !== column);
        const term = rest.length > 0 ? b.mul(entry(row, column), minor(row + 1, rest)) : entry(row, column);
        return place % 2 === 0 ? term : b.neg(term);
      })
      .reduce((sum, term) => b.add(sum, term));
  return minor(
    0,
    Array.from({ length: b.shapeOf(matrix)[0] as number }, (_, j) => j),
  );
}
