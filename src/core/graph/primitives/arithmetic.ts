import { direction } from '../../special/direction.ts';
import { hypot } from '../../special/hypot.ts';
import type { GraphBuilder } from '../builder.ts';
import type { NodeId } from '../node.ts';
import { orderOfRoot } from '../order-of-root.ts';
import { hasPowers } from '../powers-under-root.ts';
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
  /** x^y. The exponent's derivative is 0 where x = 0, the base's is 0 where x = y = 0, and where x is a sum of powers, as of a norm, under a root. */
  pow: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x as number) ** (y as number),
    code: (x, y) => `(${x} ** ${y})`,
    derivative: (b, [x, y], out) => [
      (t) => {
        const exponent = b.uniformOf(y as NodeId);
        if (exponent !== undefined && exponent > 0 && exponent < 1 && hasPowers(b, x as NodeId))
          return guardedQuotient(b, b.mul(t, b.mul(y as NodeId, out)), x as NodeId);
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
  /**
   * u/r for r = (c·uᵖ + q)^(1/p), p = 2 or what r tells of itself, and 0 where r = 0: for p = 2 the slope of r by u, of which c is taken out.
   * ∂/∂u = q/(r·rᵖ) and ∂/∂q = −u/(p·r·rᵖ), with r seen as what u and q make it.
   */
  rootShare: {
    kind: 'elementwise',
    arity: 3,
    value: (u, _, r) => (r === 0 ? 0 : (u as number) / (r as number)),
    code: (u, _, r) => `(${r} === 0 ? 0 : ${u} / ${r})`,
    derivative: (b, [, q, r], out) => {
      const [rest, radius] = [q as NodeId, r as NodeId];
      const order = orderOfRoot(b, radius) ?? 2;
      const power = (x: NodeId) => (order === 2 ? b.mul(x, x) : b.pow(x, b.constant(order)));
      const root = isNonNegative(b, rest) ? b.pow(rest, b.constant(1 / order)) : undefined;
      // (√q/r)² does not overflow where q does; and r² not where it is divided by twice.
      const byPower = (x: NodeId) =>
        order === 2
          ? guardedQuotient(b, guardedQuotient(b, x, radius), radius)
          : guardedQuotient(b, x, power(radius));
      const share = root === undefined ? byPower(rest) : power(guardedQuotient(b, root, radius));
      return [
        (t) => guardedQuotient(b, b.mul(t, share), radius),
        (t) => byPower(b.mul(b.constant(-1 / order), b.mul(t, out))),
        undefined,
      ];
    },
    cost: 4,
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

/** Whether a value is seen to be nowhere below 0: a square, a size, a sum of such. */
function isNonNegative(b: GraphBuilder, id: NodeId): boolean {
  const { op, inputs, attributes } = b.node(id);
  const all = () => inputs.every((input) => isNonNegative(b, input));
  switch (op) {
    case 'constant': {
      const { value } = attributes;
      return typeof value === 'number' ? value >= 0 : (value as Float64Array).every((entry) => entry >= 0);
    }
    case 'mul':
      return inputs[0] === inputs[1] || all();
    case 'pow':
      return (b.uniformOf(inputs[1] as NodeId) ?? 1) % 2 === 0 || isNonNegative(b, inputs[0] as NodeId);
    case 'abs':
    case 'exp':
    case 'sqrt':
    case 'hypot':
      return true;
    case 'add':
    case 'div':
    case 'sum':
    case 'matmul':
    case 'broadcast':
    case 'reshape':
    case 'slice':
      return all();
    default:
      return false;
  }
}

/** x − y·floor(x/y); x where y = 0, as in mathjs. */
export function modulo(x: number, y: number): number {
  return y === 0 ? x : x - y * Math.floor(x / y);
}
