import type { Graph, Node, NodeId } from '../graph/node.ts';
import { PRIMITIVES } from '../graph/primitives/table.ts';
import { sizeOf } from '../graph/shape.ts';
import { live } from './live.ts';

/**
 * The work of evaluating a graph once, in additions.
 *
 * @param least - Operations on fewer entries do not count.
 */
export function graphWork(graph: Graph, roots: readonly NodeId[], least = 1): number {
  const needed = live(graph, roots);
  let work = 0;
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const { op, shape, inputs } = graph[id] as Node;
    const entries = op === 'sum' ? sizeOf((graph[inputs[0] as NodeId] as Node).shape) : sizeOf(shape);
    const inner = op === 'matmul' ? ((graph[inputs[1] as NodeId] as Node).shape[0] as number) : 1;
    const cost = op === 'pow' ? powerCost(graph, inputs[1] as NodeId) : (PRIMITIVES[op]?.cost ?? 0);
    if (entries * inner >= least) work += entries * inner * cost;
  }
  return work;
}

/** A power with a fixed exponent is multiplied out. */
function powerCost(graph: Graph, exponent: NodeId): number {
  return (graph[exponent] as Node).op === 'constant' ? 2 : (PRIMITIVES.pow?.cost as number);
}
