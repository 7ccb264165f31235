import { erf } from '../../special/erf.ts';
import { erfc } from '../../special/erfc.ts';
import { erfcHazard, hazardExcess } from '../../special/erfc-hazard.ts';
import { gamma } from '../../special/gamma.ts';
import { lgamma } from '../../special/lgamma.ts';
import { logerfc } from '../../special/logerfc.ts';
import { polygamma } from '../../special/polygamma.ts';
import { sigmoid } from '../../special/sigmoid.ts';
import { sigmoidSlope } from '../../special/sigmoid-slope.ts';
import { softplus } from '../../special/softplus.ts';
import type { GraphBuilder } from '../builder.ts';
import type { NodeId } from '../node.ts';
import type { Elementwise } from './primitive.ts';

/** Functions that Math lacks. */
export const SPECIAL: Readonly<Record<string, Elementwise>> = {
  erf: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => erf(x as number),
    code: (x) => `erf(${x})`,
    derivative: (b, [x]) => [(t) => b.mul(t, bell(b, x as NodeId))],
    cost: 30,
  },
  /** 1 − erf(x), without the cancellation for large x. */
  erfc: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => erfc(x as number),
    code: (x) => `erfc(${x})`,
    derivative: (b, [x]) => [(t) => b.neg(b.mul(t, bell(b, x as NodeId)))],
    cost: 30,
  },
  /** log(erfc(x)), which does not underflow. */
  logerfc: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => logerfc(x as number),
    code: (x) => `logerfc(${x})`,
    derivative: (b, [x]) => [(t) => b.neg(b.mul(t, b.apply('erfcHazard', [x as NodeId])))],
    cost: 50,
  },
  /** h(x) = 2/√π·exp(−x²)/erfc(x). A primitive, since the derivative of the quotient, h² − 2xh, cancels far out. */
  erfcHazard: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => erfcHazard(x as number),
    code: (x) => `erfcHazard(${x})`,
    derivative: (b, [x], out) => [(t) => b.mul(t, b.mul(out, b.apply('hazardExcess', [x as NodeId])))],
    cost: 40,
  },
  /** h(x) − 2x with the h of `erfcHazard`. */
  hazardExcess: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => hazardExcess(x as number),
    code: (x) => `hazardExcess(${x})`,
    derivative: (b, [x], out) => [
      (t) => b.mul(t, b.sub(b.mul(b.apply('erfcHazard', [x as NodeId]), out), b.constant(2))),
    ],
    cost: 40,
  },
  gamma: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => gamma(x as number),
    code: (x) => `gamma(${x})`,
    derivative: (b, [x], out) => [(t) => b.mul(t, b.mul(out, b.polygamma(0, x as NodeId)))],
    cost: 60,
    domain: 'x not 0, -1, -2 …',
  },
  lgamma: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => lgamma(x as number),
    code: (x) => `lgamma(${x})`,
    derivative: (b, [x]) => [(t) => b.mul(t, b.polygamma(0, x as NodeId))],
    cost: 60,
    domain: 'x not 0, -1, -2 …',
  },
  /** ψ⁽ᵐ⁾(x), the m-th derivative of the digamma function; polygamma(m, x) with a constant m ≥ 0. */
  polygamma: {
    kind: 'elementwise',
    arity: 2,
    value: (m, x) => polygamma(m as number, x as number),
    code: (m, x) => `polygamma(${m}, ${x})`,
    derivative: (b, [m, x]) => [
      undefined,
      (t) => b.mul(t, b.polygamma((b.constantOf(m as NodeId) as number) + 1, x as NodeId)),
    ],
    cost: 80,
    domain: 'x not 0, -1, -2 …',
  },
  /** σ(x) = 1/(1 + exp(−x)), without overflow. */
  sigmoid: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => sigmoid(x as number),
    code: (x) => `sigmoid(${x})`,
    derivative: (b, [x]) => [(t) => b.mul(t, b.apply('sigmoidSlope', [x as NodeId]))],
    cost: 22,
  },
  /** σ(x)·σ(−x). A primitive, since the derivative of the product, −σ(x)σ(−x)·tanh(x/2), would come as a difference and cancel near 0. */
  sigmoidSlope: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => sigmoidSlope(x as number),
    code: (x) => `sigmoidSlope(${x})`,
    derivative: (b, [x], out) => [
      (t) => b.neg(b.mul(t, b.mul(out, b.apply('tanh', [b.mul(b.constant(0.5), x as NodeId)])))),
    ],
    cost: 22,
  },
  /** log(1 + exp(x)), without overflow. */
  softplus: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => softplus(x as number),
    code: (x) => `softplus(${x})`,
    derivative: (b, [x]) => [(t) => b.mul(t, b.apply('sigmoid', [x as NodeId]))],
    cost: 40,
  },
};

/** 2/√π·exp(−x²), the derivative of erf. */
function bell(b: GraphBuilder, x: NodeId): NodeId {
  return b.mul(b.constant(2 / Math.sqrt(Math.PI)), b.apply('exp', [b.neg(b.mul(x, x))]));
}
