import { scalarize } from '../compile/scalarize.ts';
import type { Graph, NodeId } from '../graph/node.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import { withPlainLogarithms } from './with-plain-logarithms.ts';

/** An objective as a graph of numbers, in which every coordinate of x has a name. */
export interface ReadableForm {
  readonly graph: Graph;
  readonly output: NodeId;
  /** By their places in x: `θ1`, `w[3]`. */
  readonly names: readonly string[];
}

/** The most operations of an objective whose vectors are written entry by entry. */
export const MOST_OPERATIONS = 2000;

/**
 * The objective operation by operation on numbers, as its text has them: powers stay powers, vectors are taken apart.
 *
 * @returns Undefined where that is more than 2,000 operations, or where an operation works on a matrix as a whole.
 */
export function readableForm(objective: Objective): ReadableForm | undefined {
  const { graph, output } = objective;
  const scalar = graph.every(({ shape }) => shape.length === 0);
  if (scalar && graph.length > 2 * MOST_OPERATIONS) return undefined;
  const apart = scalar ? undefined : scalarize(graph, [output], MOST_OPERATIONS, 'reading');
  if (!scalar && !apart) return undefined;
  const plain = apart
    ? withPlainLogarithms(apart.graph, apart.roots[0]?.[0] as NodeId)
    : withPlainLogarithms(graph, output);
  return { ...plain, names: coordinateNames(objective) };
}
