import { hypot } from './hypot.ts';

/**
 * x/(x² + y²), the first coordinate of the point (x, y) inverted in the unit circle, without overflow or underflow on the way;
 * 0 at the origin.
 */
export function inversion(x: number, y: number): number {
  const square = x * x + y * y;
  if (square > 1e-290 && square < 1e300) return x / square;
  const radius = hypot(x, y);
  return radius === 0 ? 0 : x / radius / radius;
}
