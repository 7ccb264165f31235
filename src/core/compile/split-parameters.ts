import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { SCALAR, sizeOf, stridesOf } from '../graph/shape.ts';
import type { Objective, Parameter } from '../objective.ts';
import { live } from './live.ts';

/** An objective in a builder, to which its derivatives are added. */
export interface SplitObjective {
  readonly builder: GraphBuilder;
  readonly output: NodeId;
  readonly parameters: readonly Parameter[];
}

/** The least share of a vector's entries that must be read, one in so many: for the others there would be a parameter for nothing. */
const SPARSEST = 2;

/**
 * Begins a graph that holds an objective, in which the entries of vectors and matrices that are only read entry by entry, as by a sum
 * that is written out term by term, are parameters of their own. The adjoint of each entry is then one number, instead of a vector
 * of zeros around it.
 *
 * @returns The builder, the node of f in it, and its parameters, whose entries have the places in x that they always had.
 */
export function splitParameters({ graph, output, parameters }: Objective): SplitObjective {
  const needed = live(graph, [output]);
  const split = entrywiseParameters(graph, needed);
  if (split.size === 0) return { builder: new GraphBuilder(graph), output, parameters };
  const b = new GraphBuilder();
  const place = new Int32Array(graph.length);
  /** The entries of x that single nodes are. */
  const entries = new Map<NodeId, number>();
  const placeOf = (id: NodeId): NodeId => {
    const entry = entries.get(id);
    if (entry === undefined) return place[id] as NodeId;
    return b.broadcast(b.parameter('', SCALAR, entry), (graph[id] as Node).shape);
  };
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const [input] = node.inputs as [NodeId?];
    const entry =
      node.op === 'slice' && split.has(input as NodeId)
        ? entryOf(graph[input as NodeId] as Node, node)
        : node.op === 'reshape'
          ? entries.get(input as NodeId)
          : undefined;
    if (entry !== undefined) entries.set(id, entry);
    else if (!split.has(id)) place[id] = b.copy({ ...node, inputs: node.inputs.map(placeOf) });
  }
  const offsets = new Set(Array.from(split, (id) => (graph[id] as Node).attributes.offset));
  return {
    builder: b,
    output: placeOf(output),
    parameters: parameters.flatMap((parameter) =>
      offsets.has(parameter.offset) ? entriesOf(parameter) : [parameter],
    ),
  };
}

/** The parameters all of whose uses read one entry, if they read enough of them. */
function entrywiseParameters(graph: Graph, needed: Uint8Array): ReadonlySet<NodeId> {
  const uses = new Map<NodeId, number>();
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const { op, inputs, shape } = graph[id] as Node;
    if (op === 'parameter' && sizeOf(shape) > 1) uses.set(id, 0);
    for (const input of inputs) {
      const before = uses.get(input);
      if (before === undefined) continue;
      if (op === 'slice' && sizeOf(shape) === 1) uses.set(input, before + 1);
      else uses.delete(input);
    }
  }
  const enough = [...uses].filter(([id, count]) => SPARSEST * count >= sizeOf((graph[id] as Node).shape));
  return new Set(enough.map(([id]) => id));
}

/** The entry of x that a slice of one entry reads. */
function entryOf({ shape, attributes: { offset } }: Node, { attributes: { start } }: Node): number {
  const strides = stridesOf(shape);
  return strides.reduce((sum, stride, axis) => sum + stride * (start?.[axis] as number), offset as number);
}

function entriesOf({ name, offset, size }: Parameter): Parameter[] {
  return Array.from({ length: size }, (_, i) => ({ name, shape: SCALAR, offset: offset + i, size: 1 }));
}
