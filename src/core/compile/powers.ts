import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';

/** The greatest exponent that is multiplied out: beyond it Math.pow is as fast, and more exact. */
const GREATEST = 16;

/**
 * x^n for a whole number n as products by repeated squaring, which share their parts: x³ = x·x², x⁴ = (x²)².
 * Undefined where the exponent is not such a number.
 */
export function multiplyOut(b: GraphBuilder, x: NodeId, exponent: number | undefined): NodeId | undefined {
  if (exponent === undefined || !isMultipliedOut(exponent)) return undefined;
  if (exponent < 0) return b.div(b.constant(1), power(b, x, -exponent));
  return power(b, x, exponent);
}

/**
 * xⁿ·√x for x^(n + ½), and 1/(xⁿ·√x) for x^−(n + ½), a tenth of the time of Math.pow. Undefined where the exponent is not such a number. Not for
 * what is differentiated yet: the root has no slope at 0, where x^1.5 has one.
 */
export function byRoot(b: GraphBuilder, x: NodeId, exponent: number | undefined): NodeId | undefined {
  const n = Math.abs(exponent ?? 0) - 0.5;
  if (exponent === undefined || !isMultipliedOut(n) || n < 0) return undefined;
  const root = b.apply('sqrt', [x]);
  // As it is, so that it is known for a power of x where great and small ones are watched.
  const product = (left: NodeId) =>
    b.copy({ op: 'mul', inputs: [left, root], shape: b.shapeOf(x), attributes: {} });
  const size = n === 0 ? root : product(power(b, x, n));
  return exponent < 0 ? b.div(b.constant(1), size) : size;
}

/** Whether a power with this exponent, if it is fixed, is made of products. */
export function isMultipliedOut(exponent: number | undefined): boolean {
  return exponent !== undefined && Number.isInteger(exponent) && Math.abs(exponent) <= GREATEST;
}

function power(b: GraphBuilder, x: NodeId, n: number): NodeId {
  if (n === 0) return b.constant(1);
  if (n === 1) return x;
  if (n % 2 === 1) return b.mul(x, power(b, x, n - 1));
  const half = power(b, x, n / 2);
  return b.mul(half, half);
}
