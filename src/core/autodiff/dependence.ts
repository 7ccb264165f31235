import type { Graph } from '../graph/node.ts';

/**
 * For each node whether it depends on a parameter: 1 or 0.
 *
 * @param counts - Which parameters, by their first entry in x; all where absent.
 */
export function dependence(graph: Graph, counts: (offset: number) => boolean = () => true): Uint8Array {
  const depends = new Uint8Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    const { op, inputs, attributes } = graph[id] as Graph[number];
    const leaf = op === 'parameter' && counts(attributes.offset as number);
    depends[id] = leaf ? 1 : 0;
    for (const input of inputs) if (depends[input]) depends[id] = 1;
  }
  return depends;
}
