import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { type CodeKind, type Exponentials, exponentials } from './exponentials.ts';

/** log cosh(x) is |x| − log 2 to the last digit from here on, and far from where exp(|x|) overflows. */
const FAR = 300;

/** Hyperbolic functions by exp(±|x|) and its difference from 1, which all of the same x share. */
export const LOWERED_HYPERBOLIC: Readonly<
  Record<string, (b: GraphBuilder, x: NodeId, kind: CodeKind) => NodeId>
> = {
  // ±(m + m/(1 + m))/2 with m = exp(|x|) − 1.
  sinh: (b, x, kind) => {
    const { whole, excess } = growth(b, x, kind);
    const size = b.mul(b.constant(0.5), b.add(excess, b.div(excess, whole)));
    return signed(b, x, size);
  },
  // (e + 1/e)/2 with e = exp(|x|).
  cosh: (b, x, kind) => {
    const { whole } = growth(b, x, kind);
    return b.mul(b.constant(0.5), b.add(whole, b.div(b.constant(1), whole)));
  },
  // log(1 + (cosh(x) − 1)) with cosh(x) − 1 = (e − 1)²/2e.
  logcosh: (b, x, kind) => {
    const { whole, excess } = growth(b, x, kind);
    const size = b.apply('abs', [x]);
    const near = b.apply('log1p', [b.div(b.mul(excess, excess), b.mul(b.constant(2), whole))]);
    const far = b.sub(size, b.constant(Math.LN2));
    return b.select(b.apply('lt', [size, b.constant(FAR)]), near, far);
  },
  // ±(1 − q)/(1 + q) with q = exp(−2|x|).
  tanh: (b, x, kind) => {
    const { excess } = decay(b, x, kind);
    return signed(b, x, b.div(b.neg(excess), b.add(b.constant(2), excess)));
  },
};

/** sech(x)², the slope of tanh(x), as 4q/(1 + q)² with the q of tanh(x). */
export function squareOfSech(b: GraphBuilder, x: NodeId, kind: CodeKind): NodeId {
  const { whole } = decay(b, x, kind);
  const sum = b.add(b.constant(1), whole);
  return b.div(b.mul(b.constant(4), whole), b.mul(sum, sum));
}

function growth(b: GraphBuilder, x: NodeId, kind: CodeKind): Exponentials {
  const size = b.apply('abs', [x]);
  if (kind === 'loops') return exponentials(b, size, kind);
  const excess = b.apply('expm1', [size]);
  return { whole: b.add(b.constant(1), excess), excess };
}

function decay(b: GraphBuilder, x: NodeId, kind: CodeKind): Exponentials {
  return exponentials(b, b.mul(b.constant(-2), b.apply('abs', [x])), kind);
}

/** The size with the sign of x. */
function signed(b: GraphBuilder, x: NodeId, size: NodeId): NodeId {
  return b.select(b.apply('lt', [x, b.constant(0)]), b.neg(size), size);
}
