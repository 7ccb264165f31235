import { direction } from '../../special/direction.ts';
import { hypot } from '../../special/hypot.ts';
import type { GraphBuilder } from '../builder.ts';
import type { NodeId } from '../node.ts';
import type { Elementwise } from './primitive.ts';

/** t / d, and 0 where d = 0: the smallest subgradient where the quotient has none. A NaN stays one. */
export function guardedQuotient(b: GraphBuilder, t: NodeId, d: NodeId): NodeId {
  return b.select(b.apply('eq', [d, b.constant(0)]), b.constant(0), b.div(t, d));
}

/** t · p, and 0 where all of `zeros` are 0, whatever p is there. */
function guardedProduct(b: GraphBuilder, t: NodeId, p: NodeId, ...zeros: readonly NodeId[]): NodeId {
  const holds = zeros.map((zero) => b.apply('eq', [zero, b.constant(0)]));
  const all = holds.reduce((left, right) => b.apply('and', [left, right]));
  return b.select(all, b.constant(0), b.mul(t, p));
}

/** Sums, products, quotients and powers. */
export const ARITHMETIC: Readonly<Record<string, Elementwise>> = {
  add: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x as number) + (y as number),
    code: (x, y) => `(${x} + ${y})`,
    derivative: () => [(t) => t, (t) => t],
    cost: 1,
  },
  sub: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x as number) - (y as number),
    code: (x, y) => `(${x} - ${y})`,
    derivative: (b) => [(t) => t, (t) => b.neg(t)],
    cost: 1,
  },
  mul: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x as number) * (y as number),
    code: (x, y) => `(${x} * ${y})`,
    derivative: (b, [x, y]) => [(t) => b.mul(t, y as NodeId), (t) => b.mul(t, x as NodeId)],
    cost: 1,
  },
  div: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x as number) / (y as number),
    code: (x, y) => `(${x} / ${y})`,
    derivative: (b, [, y], out) => [
      (t) => b.div(t, y as NodeId),
      // Not t·(out/y): the quotient of a small y may overflow where the rate t/y does not.
      (t) => b.neg(b.mul(b.div(t, y as NodeId), out)),
    ],
    cost: 4,
    domain: 'denominator ≠ 0',
  },
  neg: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => -(x as number),
    code: (x) => `(-${x})`,
    derivative: (b) => [(t) => b.neg(t)],
    cost: 1,
  },
  /** x^y. The exponent's derivative is 0 where x = 0, the base's is 0 where x = y = 0. */
  pow: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x as number) ** (y as number),
    code: (x, y) => `(${x} ** ${y})`,
    derivative: (b, [x, y], out) => [
      (t) => {
        const exponent = b.constantOf(y as NodeId);
        const slope = b.mul(y as NodeId, b.pow(x as NodeId, b.sub(y as NodeId, b.constant(1))));
        return exponent === undefined
          ? guardedProduct(b, t, slope, x as NodeId, y as NodeId)
          : b.mul(t, slope);
      },
      (t) => guardedProduct(b, t, b.mul(out, b.apply('log', [x as NodeId])), x as NodeId),
    ],
    cost: 40,
    domain: 'base ≥ 0, or an integer exponent',
  },
  sqrt: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => Math.sqrt(x as number),
    code: (x) => `Math.sqrt(${x})`,
    derivative: (b, _, out) => [(t) => guardedQuotient(b, t, b.mul(b.constant(2), out))],
    cost: 6,
    domain: 'x ≥ 0',
  },
  cbrt: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => Math.cbrt(x as number),
    code: (x) => `Math.cbrt(${x})`,
    derivative: (b, _, out) => [(t) => guardedQuotient(b, t, b.mul(b.constant(3), b.mul(out, out)))],
    cost: 20,
  },
  hypot: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => hypot(x as number, y as number),
    code: (x, y) => `hypot(${x}, ${y})`,
    derivative: (b, [x, y]) => [
      (t) => b.mul(t, b.apply('direction', [x as NodeId, y as NodeId])),
      (t) => b.mul(t, b.apply('direction', [y as NodeId, x as NodeId])),
    ],
    cost: 12,
  },
  /** x/√(x² + y²). A primitive, since the derivative of the quotient, y²/r³, would come as 1/r − x²/r³ and cancel. */
  direction: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => direction(x as number, y as number),
    code: (x, y) => `direction(${x}, ${y})`,
    derivative: (b, [x, y], out) => {
      const other = b.apply('direction', [y as NodeId, x as NodeId]);
      const radius = b.apply('hypot', [x as NodeId, y as NodeId]);
      return [
        (t) => guardedQuotient(b, b.mul(t, b.mul(other, other)), radius),
        (t) => b.neg(guardedQuotient(b, b.mul(t, b.mul(out, other)), radius)),
      ];
    },
    cost: 16,
  },
  /** The remainder with the sign of the divisor, x − y·floor(x/y), as in mathjs. */
  mod: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => modulo(x as number, y as number),
    code: (x, y) => `modulo(${x}, ${y})`,
    derivative: (b, [x, y]) => [
      (t) => t,
      (t) => b.neg(b.mul(t, b.apply('floor', [b.div(x as NodeId, y as NodeId)]))),
    ],
    cost: 8,
  },
};

/** x − y·floor(x/y); x where y = 0, as in mathjs. */
export function modulo(x: number, y: number): number {
  return y === 0 ? x : x - y * Math.floor(x / y);
}
