import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { type CodeKind, type Exponentials, exponentials } from './exponentials.ts';

/** tanh(x) = ±(1 − q)/(1 + q) with q = exp(−2|x|), which the square of sech(x) shares. */
export function lowerTanh(b: GraphBuilder, x: NodeId, kind: CodeKind): NodeId {
  const { excess } = decays(b, x, kind);
  const size = b.div(b.neg(excess), b.add(b.constant(2), excess));
  return b.select(b.apply('lt', [x, b.constant(0)]), b.neg(size), size);
}

/** sech(x)², the slope of tanh(x), as 4q/(1 + q)². */
export function squareOfSech(b: GraphBuilder, x: NodeId, kind: CodeKind): NodeId {
  const { whole } = decays(b, x, kind);
  const sum = b.add(b.constant(1), whole);
  return b.div(b.mul(b.constant(4), whole), b.mul(sum, sum));
}

function decays(b: GraphBuilder, x: NodeId, kind: CodeKind): Exponentials {
  return exponentials(b, b.mul(b.constant(-2), b.apply('abs', [x])), kind);
}
