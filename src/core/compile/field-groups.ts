import type { Graph, Node } from '../graph/node.ts';

/** What each node of a graph of numbers depends on: 0 neither coordinate, 1 the horizontal one, 2 the vertical one, 3 both. */
export interface FieldGroups {
  readonly group: Uint8Array;
  /** The entries of x that the columns and rows of a field vary. */
  readonly horizontal: number;
  readonly vertical: number;
}

/** Sorts the nodes of a graph of numbers by the coordinates that they depend on. */
export function fieldGroups(graph: Graph, [horizontal, vertical]: readonly [number, number]): FieldGroups {
  const group = new Uint8Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    const { op, inputs, attributes } = graph[id] as Node;
    if (op === 'parameter') {
      group[id] = attributes.offset === horizontal ? 1 : attributes.offset === vertical ? 2 : 0;
    }
    for (const input of inputs) group[id] = (group[id] as number) | (group[input] as number);
  }
  return { group, horizontal, vertical };
}
