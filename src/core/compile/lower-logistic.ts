import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';

/**
 * The logistic function and its relatives by one exponential e = exp(−|x|) ≤ 1, which all of the same x share; to the last bit what
 * `special` computes.
 */
export const LOWERED_LOGISTIC: Readonly<Record<string, (b: GraphBuilder, x: NodeId) => NodeId>> = {
  // σ(x) = (x ≥ 0 ? 1 : e)/(1 + e).
  sigmoid: (b, x) => {
    const e = decay(b, x);
    const one = b.constant(1);
    return b.div(b.select(b.apply('ge', [x, b.constant(0)]), one, e), b.apply('add', [one, e]));
  },
  // σ(x)·σ(−x) = e/(1 + e)².
  sigmoidSlope: (b, x) => {
    const e = decay(b, x);
    const sum = b.add(b.constant(1), e);
    return b.div(e, b.mul(sum, sum));
  },
  // log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|)).
  softplus: (b, x) => b.add(b.apply('max', [x, b.constant(0)]), b.apply('log1p', [decay(b, x)])),
};

/** exp(−|x|). */
export function decay(b: GraphBuilder, x: NodeId): NodeId {
  return b.apply('exp', [b.neg(b.apply('abs', [x]))]);
}
