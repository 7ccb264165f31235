import { GraphBuilder } from '../../graph/builder.ts';
import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { elementwise } from '../../graph/primitives/table.ts';
import { excess } from '../excess.ts';
import { live } from '../live.ts';
import { lowerRootShare } from '../lower-root-share.ts';
import { multiplyOut } from '../powers.ts';

/**
 * Rewrites primitives in terms of those that loops compute fastest: powers are multiplied out, and the logistic functions share one
 * exponential.
 */
export function lowerPrimitives(graph: Graph, roots: readonly NodeId[]): { graph: Graph; roots: NodeId[] } {
  const needed = live(graph, roots);
  const b = new GraphBuilder();
  const place = new Int32Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const inputs = node.inputs.map((input) => place[input] as NodeId);
    place[id] = (LOWERED[node.op]?.(b, inputs) ??
      (elementwise(node.op) ? b.apply(node.op, inputs) : b.copy({ ...node, inputs }))) as number;
  }
  return { graph: b.nodes, roots: roots.map((root) => place[root] as NodeId) };
}

const LOWERED: Readonly<Record<string, (b: GraphBuilder, inputs: readonly NodeId[]) => NodeId | undefined>> =
  {
    sub: (b, [x, y]) => excess(b, x as NodeId, y as NodeId),
    pow: (b, [x, y]) => multiplyOut(b, x as NodeId, b.uniformOf(y as NodeId)),
    rootShare: (b, [u, , r]) => lowerRootShare(b, u as NodeId, r as NodeId),
    // σ(x) = (x ≥ 0 ? 1 : e)/(1 + e) with e = exp(−|x|) ≤ 1.
    sigmoid: (b, [x]) => {
      const e = decay(b, x as NodeId);
      const one = b.constant(1);
      return b.div(b.select(b.apply('ge', [x as NodeId, b.constant(0)]), one, e), b.apply('add', [one, e]));
    },
    // σ(x)·σ(−x) = e/(1 + e)².
    sigmoidSlope: (b, [x]) => {
      const e = decay(b, x as NodeId);
      const sum = b.add(b.constant(1), e);
      return b.div(e, b.mul(sum, sum));
    },
    // 1/cosh(x) = 2e/(1 + e²).
    sech: (b, [x]) => {
      const e = decay(b, x as NodeId);
      return b.div(b.mul(b.constant(2), e), b.add(b.constant(1), b.mul(e, e)));
    },
    oneMinusSquare: (b, [x]) => {
      const one = b.constant(1);
      return b.mul(b.sub(one, x as NodeId), b.add(one, x as NodeId));
    },
    // log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|)).
    softplus: (b, [x]) =>
      b.add(b.apply('max', [x as NodeId, b.constant(0)]), b.apply('log1p', [decay(b, x as NodeId)])),
  };

function decay(b: GraphBuilder, x: NodeId): NodeId {
  return b.apply('exp', [b.neg(b.apply('abs', [x]))]);
}
