import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import type { Plane } from '../sampling/plane.ts';
import { live } from './live.ts';

/** A function of s and t, and of the plane that gives them a meaning. */
export interface PlaneGraph {
  readonly graph: Graph;
  readonly output: NodeId;
}

/**
 * f on the planes through x-space, as a function of one vector: s and t, then the entries of origin, u and v. One graph serves
 * all planes; what depends on neither s nor t, and so on the plane alone, is for the compiler to lift out.
 * @param size the number of entries of x.
 */
export function composePlane(graph: Graph, output: NodeId, size: number): PlaneGraph {
  const needed = live(graph, [output]);
  const b = new GraphBuilder();
  const s = b.parameter('s', [], 0);
  const t = b.parameter('t', [], 1);
  const place: NodeId[] = new Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const inputs = node.inputs.map((input) => place[input] as NodeId);
    if (node.op === 'parameter') {
      const part = (name: string, vector: number) =>
        b.parameter(name, node.shape, 2 + vector * size + (node.attributes.offset as number));
      const across = b.add(part('origin', 0), b.mul(s, part('u', 1)));
      place[id] = b.add(across, b.mul(t, part('v', 2)));
    } else place[id] = elementwise(node.op) ? b.apply(node.op, inputs) : b.copy({ ...node, inputs });
  }
  return { graph: b.nodes, output: place[output] as NodeId };
}

/** The vector that such a function takes, for one plane; s and t are 0. */
export function planeVector({ origin, u, v }: Plane): Float64Array {
  const n = origin.length;
  const vector = new Float64Array(2 + 3 * n);
  vector.set(origin, 2);
  vector.set(u, 2 + n);
  vector.set(v, 2 + 2 * n);
  return vector;
}
