import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Shape } from '../graph/shape.ts';

/** What a sum over all entries, or along an axis, is repeated to the shape of what was summed up. */
export function spread(b: GraphBuilder, sum: NodeId, whole: Shape, axis: number | undefined): NodeId {
  if (axis === undefined) return b.broadcast(sum, whole);
  const kept = whole.map((extent, i) => (i === axis ? 1 : extent));
  return b.broadcast(b.reshape(sum, kept), whole);
}
