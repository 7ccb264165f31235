import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { isGreatest } from '../graph/simplify.ts';

/**
 * x − m where m is the greatest of several values, but 0 where both are the same infinity: exp(x − m) is then 1, so that log Σ exp(xᵢ)
 * is the infinity that it is, and infinite entries share the slope evenly.
 *
 * @returns Undefined where m is no greatest value.
 */
export function excess(b: GraphBuilder, x: NodeId, m: NodeId): NodeId | undefined {
  if (!isGreatest(b, m)) return undefined;
  return b.select(b.apply('eq', [x, m]), b.constant(0), b.apply('sub', [x, m]));
}
