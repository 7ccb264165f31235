import { csch, sech } from '../../special/hyperbolic-reciprocals.ts';
import { inversion } from '../../special/inversion.ts';
import { logcosh } from '../../special/logcosh.ts';
import { oneMinusSquare } from '../../special/one-minus-square.ts';
import type { GraphBuilder } from '../builder.ts';
import type { NodeId } from '../node.ts';
import type { Elementwise } from './primitive.ts';

type Slope = (b: GraphBuilder, t: NodeId, x: NodeId, out: NodeId) => NodeId;

/** A function of one number that Math has, by name; `slope` is t ↦ f′(x)·t. */
function math(name: keyof typeof Math & string, cost: number, slope: Slope, domain?: string): Elementwise {
  return unary(Math[name] as (x: number) => number, (x) => `Math.${name}(${x})`, cost, slope, domain);
}

function unary(
  value: (x: number) => number,
  code: (x: string) => string,
  cost: number,
  slope: Slope,
  domain?: string,
): Elementwise {
  return {
    kind: 'elementwise',
    arity: 1,
    value: value as (...inputs: number[]) => number,
    code: code as (...inputs: string[]) => string,
    derivative: (b, [x], out) => [(t) => slope(b, t, x as NodeId, out)],
    cost,
    ...(domain === undefined ? {} : { domain }),
  };
}

const square = (b: GraphBuilder, x: NodeId) => b.mul(x, x);
const one = (b: GraphBuilder) => b.constant(1);

/** Exponentials, logarithms, circular and hyperbolic functions and their inverses. */
export const TRANSCENDENTAL: Readonly<Record<string, Elementwise>> = {
  exp: math('exp', 20, (b, t, _, out) => b.mul(t, out)),
  expm1: math('expm1', 25, (b, t, x) => b.mul(t, b.apply('exp', [x]))),
  log: math('log', 20, (b, t, x) => b.div(t, x), 'x > 0'),
  log1p: math('log1p', 25, (b, t, x) => b.div(t, b.add(one(b), x)), 'x > -1'),
  log2: math('log2', 20, (b, t, x) => b.div(t, b.mul(x, b.constant(Math.LN2))), 'x > 0'),
  log10: math('log10', 20, (b, t, x) => b.div(t, b.mul(x, b.constant(Math.LN10))), 'x > 0'),
  sin: math('sin', 20, (b, t, x) => b.mul(t, b.apply('cos', [x]))),
  cos: math('cos', 20, (b, t, x) => b.neg(b.mul(t, b.apply('sin', [x])))),
  tan: math('tan', 30, (b, t, _, out) => b.mul(t, b.add(one(b), square(b, out)))),
  asin: math('asin', 30, (b, t, x) => b.mul(t, inverseRoot(b, b.apply('oneMinusSquare', [x]))), '-1 < x < 1'),
  acos: math(
    'acos',
    30,
    (b, t, x) => b.neg(b.mul(t, inverseRoot(b, b.apply('oneMinusSquare', [x])))),
    '-1 < x < 1',
  ),
  atan: math('atan', 30, (b, t, x) => b.div(t, b.add(one(b), square(b, x)))),
  sinh: math('sinh', 30, (b, t, x) => b.mul(t, b.apply('cosh', [x]))),
  cosh: math('cosh', 30, (b, t, x) => b.mul(t, b.apply('sinh', [x]))),
  /** log cosh(x), the log-cosh loss. */
  logcosh: unary(
    logcosh,
    (x) => `logcosh(${x})`,
    45,
    (b, t, x) => b.mul(t, b.apply('tanh', [x])),
  ),
  // sech²: 1 − tanh² cancels for |x| > 1, and 1/cosh² overflows in its own derivatives.
  tanh: math('tanh', 30, (b, t, x) => b.mul(t, square(b, b.apply('sech', [x])))),
  sech: unary(
    sech,
    (x) => `sech(${x})`,
    30,
    (b, t, x, out) => b.neg(b.mul(t, b.mul(out, b.apply('tanh', [x])))),
  ),
  csch: unary(
    csch,
    (x) => `csch(${x})`,
    30,
    (b, t, x, out) => b.neg(b.mul(t, b.div(out, b.apply('tanh', [x])))),
    'x ≠ 0',
  ),
  asinh: math('asinh', 40, (b, t, x) => b.div(t, b.apply('hypot', [x, one(b)]))),
  acosh: math(
    'acosh',
    40,
    (b, t, x) => b.mul(t, b.mul(inverseRoot(b, b.sub(x, one(b))), inverseRoot(b, b.add(x, one(b))))),
    'x > 1',
  ),
  atanh: math('atanh', 40, (b, t, x) => b.div(t, b.apply('oneMinusSquare', [x])), '-1 < x < 1'),
  /** 1 − x², which the derivatives of asin, acos and atanh share. As a product of its own its derivative would cancel near 0. */
  oneMinusSquare: unary(
    oneMinusSquare,
    (x) => `oneMinusSquare(${x})`,
    3,
    (b, t, x) => b.neg(b.mul(t, b.mul(b.constant(2), x))),
  ),
  /** The angle of the point (x, y) as atan2(y, x); its derivative is 0 at the origin. */
  atan2: {
    kind: 'elementwise',
    arity: 2,
    value: (y, x) => Math.atan2(y as number, x as number),
    code: (y, x) => `Math.atan2(${y}, ${x})`,
    derivative: (b, [y, x]) => [
      (t) => b.mul(t, b.apply('inversion', [x as NodeId, y as NodeId])),
      (t) => b.neg(b.mul(t, b.apply('inversion', [y as NodeId, x as NodeId]))),
    ],
    cost: 40,
  },
  /** u = x/(x² + y²), with v = y/(x² + y²): ∂u/∂x = v² − u², ∂u/∂y = −2uv. */
  inversion: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => inversion(x as number, y as number),
    code: (x, y) => `inversion(${x}, ${y})`,
    derivative: (b, [x, y], u) => {
      const v = b.apply('inversion', [y as NodeId, x as NodeId]);
      return [
        (t) => b.mul(t, b.mul(b.sub(v, u), b.add(v, u))),
        (t) => b.neg(b.mul(t, b.mul(b.constant(2), b.mul(u, v)))),
      ];
    },
    cost: 12,
  },
};

/** 1/√x. As a power, for the derivatives of √x at 0 are taken as 0, and those of its reciprocal are infinite there. */
function inverseRoot(b: GraphBuilder, x: NodeId): NodeId {
  return b.pow(x, b.constant(-0.5));
}
