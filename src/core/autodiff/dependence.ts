import type { Graph } from '../graph/node.ts';

/** For each node whether it depends on a parameter: 1 or 0. */
export function dependence(graph: Graph): Uint8Array {
  const depends = new Uint8Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    const { op, inputs } = graph[id] as Graph[number];
    depends[id] = op === 'parameter' || inputs.some((input) => depends[input]) ? 1 : 0;
  }
  return depends;
}
