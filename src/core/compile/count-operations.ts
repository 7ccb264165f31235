import type { Graph, NodeId } from '../graph/node.ts';
import { live } from './live.ts';

/** The number of operations that the roots of a graph need, leaves not counted. */
export function countOperations(graph: Graph, roots: readonly NodeId[]): number {
  const needed = live(graph, roots);
  let operations = 0;
  for (let id = 0; id < graph.length; id++)
    if (needed[id] && (graph[id] as Graph[number]).inputs.length > 0) operations++;
  return operations;
}
