import { type Outcomes, outcomesOf } from './outcome.ts';
import type { RunResult } from './run-result.ts';

/** Values that a number runs through, one run for each: evenly spaced, or evenly spaced in their logarithm. */
export interface Sweep {
  readonly scale: 'linear' | 'log';
  readonly from: number;
  /** On the logarithmic scale both ends are positive. */
  readonly to: number;
  /** The number of values, at least 2; both ends are among them. */
  readonly count: number;
}

/**
 * The values of a sweep, in order: value i of n is from + (to − from)·i/(n − 1), or from·(to/from)^(i/(n − 1)), rounded to 15 digits,
 * so that round values are round.
 */
export function sweepValues({ scale, from, to, count }: Sweep): number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    if (i === count - 1) return to;
    const part = i / (count - 1);
    return Number((scale === 'log' ? from * (to / from) ** part : from + (to - from) * part).toPrecision(15));
  });
}

/** What the runs with one value of a swept number came to. */
export interface SweepPoint extends Outcomes {
  readonly value: number;
}

/** Sums up the runs of a sweep, value by value, in rising order; runs with the same value (other seeds, other starts) go together. */
export function sweepPoints(
  runs: readonly { readonly value: number; readonly result: RunResult }[],
  sense: 'minimize' | 'maximize',
): SweepPoint[] {
  const byValue = new Map<number, RunResult[]>();
  for (const { value, result } of runs) byValue.set(value, [...(byValue.get(value) ?? []), result]);
  return [...byValue]
    .sort(([a], [c]) => a - c)
    .map(([value, results]) => ({ value, ...outcomesOf(results, sense) }));
}

/** The value with the best median of f, the first of equals; undefined where every one is infinite. */
export function bestOfSweep(
  points: readonly SweepPoint[],
  sense: 'minimize' | 'maximize',
): SweepPoint | undefined {
  const sign = sense === 'minimize' ? 1 : -1;
  return points
    .filter(({ f }) => Number.isFinite(f.median))
    .reduce<SweepPoint | undefined>(
      (best, point) => (best && sign * best.f.median <= sign * point.f.median ? best : point),
      undefined,
    );
}
