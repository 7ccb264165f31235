import type { Bounds } from '../methods/bounds.ts';

/**
 * Writes x + d to `plus` and x − d to `minus`; within bounds about the nearest point that has room for both, and d cut to half the width
 * where there is none.
 *
 * @param d - The displacement, changed where it is cut.
 */
export function pairInside(
  x: Float64Array,
  d: Float64Array,
  bounds: Bounds | undefined,
  plus: Float64Array,
  minus: Float64Array,
): void {
  for (let i = 0; i < x.length; i++) {
    let center = x[i] as number;
    let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (bounds) {
      [low, high] = [bounds.lower[i] as number, bounds.upper[i] as number];
      const half = (high - low) / 2;
      const length = Math.min(Math.abs(d[i] as number), half);
      d[i] = (d[i] as number) < 0 ? -length : length;
      center = Math.min(Math.max(center, low + length), high - length);
    }
    // Rounding may lead out by a hair.
    plus[i] = Math.min(Math.max(center + (d[i] as number), low), high);
    minus[i] = Math.min(Math.max(center - (d[i] as number), low), high);
  }
}
