import { hypot } from './hypot.ts';

/** x/√(x² + y²), the cosine of the angle of the point (x, y), without overflow or underflow on the way; 0 at the origin. */
export function direction(x: number, y: number): number {
  const radius = hypot(x, y);
  return radius === 0 ? 0 : x / radius;
}
