import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { SCALAR, sizeOf, stridesOf } from '../graph/shape.ts';
import type { Objective, Parameter } from '../objective.ts';
import { live } from './live.ts';

/** An objective in a builder, to which its derivatives are added. */
export interface SplitObjective {
  readonly builder: GraphBuilder;
  readonly output: NodeId;
  /** What f depends on; where an array is read both entry by entry and as a whole, the array and then each of its entries. */
  readonly parameters: readonly Parameter[];
  /** Adjoints of the parameters as those of x, in its order. */
  readonly merged: (adjoints: readonly NodeId[]) => NodeId[];
}

/** The least share of a vector's entries that must be read, one in so many: for the others there would be a parameter for nothing. */
const SPARSEST = 2;

/**
 * Begins a graph that holds an objective, in which the entries of vectors and matrices that are read entry by entry, as by a sum
 * that is written out term by term, are parameters of their own. The adjoint of each entry is then one number, instead of a vector
 * of zeros around it. An array that is read as a whole besides is there as a parameter, too.
 *
 * @returns The builder, the node of f in it, and its parameters, whose entries have the places in x that they always had.
 */
export function splitParameters({
  graph,
  output,
  parameters,
}: Pick<Objective, 'graph' | 'output' | 'parameters'>): SplitObjective {
  const needed = live(graph, [output]);
  const split = entrywiseParameters(graph, needed);
  if (split.size === 0) {
    return { builder: new GraphBuilder(graph), output, parameters, merged: (adjoints) => [...adjoints] };
  }
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
      isEntry(node) && split.has(input as NodeId)
        ? entryOf(graph[input as NodeId] as Node, node)
        : node.op === 'reshape'
          ? entries.get(input as NodeId)
          : undefined;
    if (entry !== undefined) entries.set(id, entry);
    else if (split.get(id) !== 'entries') place[id] = b.copy({ ...node, inputs: node.inputs.map(placeOf) });
  }
  const kinds = new Map(Array.from(split, ([id, kind]) => [(graph[id] as Node).attributes.offset, kind]));
  const partsOf = (parameter: Parameter): Parameter[] => {
    const kind = kinds.get(parameter.offset);
    if (kind === undefined) return [parameter];
    return kind === 'both' ? [parameter, ...entriesOf(parameter)] : entriesOf(parameter);
  };
  return {
    builder: b,
    output: placeOf(output),
    parameters: parameters.flatMap(partsOf),
    merged: (adjoints) => {
      const left = [...adjoints];
      return parameters.flatMap((parameter) => {
        const parts = left.splice(0, partsOf(parameter).length);
        return kinds.get(parameter.offset) === 'both' ? sumOfParts(b, parameter, parts) : parts;
      });
    },
  };
}

/** The adjoints of an array's entries, from that of the whole and those of the entries. */
function sumOfParts(b: GraphBuilder, { size }: Parameter, [whole, ...parts]: readonly NodeId[]): NodeId[] {
  const flat = b.reshape(whole as NodeId, [size]);
  return parts.map((part, i) => b.add(b.reshape(b.slice(flat, [i], [1], [1], true), SCALAR), part));
}

/**
 * The arrays of which enough entries are read one by one: those that are read in no other way (`entries`), and those that are read as
 * a whole as well (`both`).
 */
function entrywiseParameters(graph: Graph, needed: Uint8Array): ReadonlyMap<NodeId, 'entries' | 'both'> {
  const uses = new Map<NodeId, { single: number; other: number }>();
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    if (node.op === 'parameter' && sizeOf(node.shape) > 1) uses.set(id, { single: 0, other: 0 });
    for (const input of node.inputs) {
      const count = uses.get(input);
      if (count) count[isEntry(node) ? 'single' : 'other']++;
    }
  }
  const enough = [...uses].filter(
    ([id, { single }]) => SPARSEST * single >= sizeOf((graph[id] as Node).shape),
  );
  return new Map(enough.map(([id, { other }]) => [id, other > 0 ? 'both' : 'entries']));
}

/** Whether a node reads one entry of its input. */
function isEntry({ op, shape }: Node): boolean {
  return op === 'slice' && sizeOf(shape) === 1;
}

/** The entry of x that a slice of one entry reads. */
function entryOf({ shape, attributes: { offset } }: Node, { attributes: { start } }: Node): number {
  const strides = stridesOf(shape);
  return strides.reduce((sum, stride, axis) => sum + stride * (start?.[axis] as number), offset as number);
}

function entriesOf({ name, offset, size }: Parameter): Parameter[] {
  return Array.from({ length: size }, (_, i) => ({ name, shape: SCALAR, offset: offset + i, size: 1 }));
}
