import { sizeOf } from '../graph/shape.ts';
import type { Objective } from '../objective.ts';
import { buildExpressionGraph, MOST_OPERATIONS } from './build-expression-graph.ts';
import type { ExpressionGraphView } from './expression-graph.ts';
import { nodeNumbers } from './node-numbers.ts';

/** With more entries in its arrays a graph is not evaluated at every iterate. */
const MOST_ENTRIES = 3_000_000;

/** Where the numbers of a graph are wanted. */
export interface ExpressionGraphRequest {
  readonly x: readonly number[];
  /** The place in x of the coordinate along which the dual parts go. */
  readonly coordinate: number;
}

/** The computation graph of an objective with its numbers at a point, or a sentence where it is too large to be drawn. */
export function viewExpressionGraph(
  objective: Objective,
  { x, coordinate }: ExpressionGraphRequest,
): ExpressionGraphView {
  const none = (note: string) => ({ graph: { nodes: [], output: 0 }, numbers: [], note });
  const entries = objective.graph.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (entries > MOST_ENTRIES) {
    const limit = MOST_ENTRIES.toLocaleString('en');
    return none(`The arrays of ${objective.name} have more than ${limit} entries, too many to be followed.`);
  }
  const built = buildExpressionGraph(objective);
  if (!built) {
    const limit = MOST_OPERATIONS.toLocaleString('en');
    return none(
      `${objective.name} has more than ${limit} operations, too many to be drawn; written with vectors or sum(i, 1, n, …) it has fewer.`,
    );
  }
  const v = x.map((_, i) => (i === coordinate ? 1 : 0));
  return { graph: built.graph, numbers: nodeNumbers(built, objective, Float64Array.from(x), v), note: '' };
}
