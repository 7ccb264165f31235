import type { Graph, NodeId } from '../graph/node.ts';

/** For each node whether a root needs it (1) or not (0). */
export function live(graph: Graph, roots: readonly NodeId[]): Uint8Array {
  const needed = new Uint8Array(graph.length);
  for (const root of roots) needed[root] = 1;
  for (let id = graph.length - 1; id >= 0; id--) {
    if (needed[id]) for (const input of (graph[id] as Graph[number]).inputs) needed[input] = 1;
  }
  return needed;
}
