import type { GraphBuilder } from './builder.ts';
import type { NodeId } from './node.ts';

/** p where a node is a p-th root, p > 1, also one that is repeated; undefined for every other node. */
export function orderOfRoot(b: GraphBuilder, id: NodeId): number | undefined {
  const { op, inputs } = b.node(id);
  if (op === 'sqrt') return 2;
  if (op === 'cbrt') return 3;
  if (op === 'broadcast' || op === 'reshape') return orderOfRoot(b, inputs[0] as NodeId);
  const exponent = op === 'pow' ? b.uniformOf(inputs[1] as NodeId) : undefined;
  if (exponent === undefined || !(exponent > 0 && exponent < 1)) return undefined;
  const order = 1 / exponent;
  // The reciprocal of 1/3 as it is rounded, and of 1/49, too.
  return Math.abs(order - Math.round(order)) < 1e-15 * order ? Math.round(order) : order;
}
