import { GraphBuilder } from '../../graph/builder.ts';
import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { elementwise } from '../../graph/primitives/table.ts';
import { differencesFromOne } from '../differences-from-one.ts';
import { excess } from '../excess.ts';
import { live } from '../live.ts';
import { LOWERED_HYPERBOLIC, squareOfSech } from '../lower-hyperbolic.ts';
import { decay, LOWERED_LOGISTIC } from '../lower-logistic.ts';
import { lowerRootShare } from '../lower-root-share.ts';
import { byRoot, multiplyOut } from '../powers.ts';

/**
 * Rewrites primitives in terms of those that loops compute fastest: powers are multiplied out, and logistic and hyperbolic functions
 * share their exponentials.
 */
export function lowerPrimitives(
  original: Graph,
  originalRoots: readonly NodeId[],
): { graph: Graph; roots: NodeId[] } {
  const { graph, roots } = differencesFromOne(original, originalRoots, 'loops');
  const needed = live(graph, roots);
  const b = new GraphBuilder();
  const place = new Int32Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const inputs = node.inputs.map((input) => place[input] as NodeId);
    const [x, y] = node.inputs as readonly [NodeId, NodeId];
    const root = node.op === 'mul' && x === y ? (graph[x] as Node) : undefined;
    if (root?.op === 'sech') {
      place[id] = squareOfSech(b, place[root.inputs[0] as NodeId] as NodeId, 'loops');
      continue;
    }
    place[id] = (LOWERED[node.op]?.(b, inputs) ??
      LOWERED_LOGISTIC[node.op]?.(b, inputs[0] as NodeId) ??
      LOWERED_HYPERBOLIC[node.op]?.(b, inputs[0] as NodeId, 'loops') ??
      (elementwise(node.op) ? b.apply(node.op, inputs) : b.copy({ ...node, inputs }))) as number;
  }
  return { graph: b.nodes, roots: roots.map((root) => place[root] as NodeId) };
}

/** Whether loops compute an operation by others. */
export function isLowered(op: string): boolean {
  return [LOWERED, LOWERED_LOGISTIC, LOWERED_HYPERBOLIC].some((table) => Object.hasOwn(table, op));
}

const LOWERED: Readonly<Record<string, (b: GraphBuilder, inputs: readonly NodeId[]) => NodeId | undefined>> =
  {
    sub: (b, [x, y]) => excess(b, x as NodeId, y as NodeId),
    pow: (b, [x, y]) => {
      const exponent = b.uniformOf(y as NodeId);
      return multiplyOut(b, x as NodeId, exponent) ?? byRoot(b, x as NodeId, exponent);
    },
    rootShare: (b, [u, , r]) => lowerRootShare(b, u as NodeId, r as NodeId),
    // 1/cosh(x) = 2e/(1 + e²).
    sech: (b, [x]) => {
      const e = decay(b, x as NodeId);
      return b.div(b.mul(b.constant(2), e), b.add(b.constant(1), b.mul(e, e)));
    },
    oneMinusSquare: (b, [x]) => {
      const one = b.constant(1);
      return b.mul(b.sub(one, x as NodeId), b.add(one, x as NodeId));
    },
  };
