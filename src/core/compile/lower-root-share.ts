import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { guardedQuotient } from '../graph/primitives/arithmetic.ts';

/** u/r as u·(1/r), a division for all u together; 0 where r is. What the rest under the root is counts for derivatives only. */
export function lowerRootShare(b: GraphBuilder, u: NodeId, r: NodeId): NodeId {
  return b.mul(u, guardedQuotient(b, b.constant(1), r));
}
