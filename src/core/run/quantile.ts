/**
 * The p-quantile of numbers in rising order, interpolated linearly between its neighbours: entry (n − 1)p, counted from 0 (Hyndman &
 * Fan 1996, definition 7; numpy's default). Between a finite number and an infinite one lies the infinite one.
 *
 * @param sorted - In rising order, without NaN; infinities are allowed.
 * @param p - From 0 to 1.
 * @returns NaN where there are no numbers.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  if (low === high) return low;
  if (!Number.isFinite(low)) return low;
  return low + (high - low) * (place - Math.floor(place));
}
