/** The greatest double below ½. */
const ALMOST_HALF = 0.49999999999999994;

/**
 * The nearest whole number, halves away from zero as in mathjs (Math.round goes up): round(−2.5) = −3.
 *
 * Exact for every double: with ½ itself added, 0.49999999999999994 would become 1, while a half plus almost a
 * half is rounded up to the whole number. Keeps ±∞ and NaN.
 */
export function round(x: number): number {
  return Math.trunc(x + (x < 0 ? -ALMOST_HALF : ALMOST_HALF));
}
