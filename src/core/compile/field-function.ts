import type { Interval } from '../run/experiment.ts';

/**
 * Fills `out` with f on a grid: entry j·columns + i is f at column i and row j, the outermost on the ends of the intervals.
 * `base` is x with its other entries.
 */
export type FieldFunction = (
  base: Float64Array,
  x: Interval,
  y: Interval,
  columns: number,
  rows: number,
  out: Float64Array,
) => void;

/** The i-th of n evenly spaced samples of an interval; the first and last are its ends exactly. */
export function sampleAt([low, high]: Interval, i: number, n: number): number {
  return i === n - 1 ? high : low + (i * (high - low)) / (n - 1);
}
