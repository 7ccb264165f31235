/**
 * Kolmogorov's √n·D of a sample against a distribution function; above 1.95 in one of a thousand samples that
 * follow it.
 */
export function kolmogorov(sample: Float64Array, distribution: (x: number) => number): number {
  const sorted = sample.toSorted();
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = distribution(x);
    distance = Math.max(distance, (i + 1) / n - p, p - i / n);
  });
  return Math.sqrt(n) * distance;
}

/** The mean of f over a sample. */
export function mean(sample: Float64Array, f: (x: number) => number = (x) => x): number {
  return sample.reduce((sum, x) => sum + f(x), 0) / sample.length;
}

/**
 * The correlation of each entry with the one that comes `lag` later, for a sample of mean 0 and variance 1.
 */
export function autocorrelation(sample: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < sample.length; i++) sum += sample[i]! * sample[i - lag]!;
  return sum / (sample.length - lag);
}

/** Pearson's χ² of counts that should all be equal, as standard deviations from its mean. */
export function chiSquareDeviation(counts: ArrayLike<number>): number {
  const list = Array.from(counts);
  const expected = list.reduce((sum, c) => sum + c, 0) / list.length;
  const chi = list.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0);
  const freedom = list.length - 1;
  return (chi - freedom) / Math.sqrt(2 * freedom);
}
