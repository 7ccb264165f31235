import { isLost, outcomeOf } from './outcome.ts';
import { quantile } from './quantile.ts';
import type { RunResult } from './run-result.ts';
import type { Trace } from './trace.ts';

/** A run as a band sees it; without a result it still goes on. */
export interface BandRun {
  readonly trace: Trace;
  readonly result?: Pick<RunResult, 'f' | 'reason'>;
}

/** How f falls in the middle of several runs, and between which bounds. */
export interface Band {
  /** The number of runs. */
  readonly runs: number;
  /** How many of them were lost (diverged, or not finite); after their end they count as the worst there is. */
  readonly lost: number;
  /** What `at` counts: steps, or evaluations of every kind together. */
  readonly axis: 'iteration' | 'evaluations';
  /** Rising places of the axis; the other columns belong to them. */
  readonly at: Float64Array;
  /** The 10th percentile of f. */
  readonly p10: Float64Array;
  readonly median: Float64Array;
  /** The 90th percentile of f. */
  readonly p90: Float64Array;
}

/** The places of a band where nothing else is asked for. */
const PLACES = 512;

/**
 * The median and the 10th and 90th percentile of f over several runs, place by place. A run counts with its last value at or
 * before the place: a run that has ended keeps its value, a run that was lost counts as ∞ (maximized: −∞) from then on.
 *
 * @param places - The greatest number of places, evenly spaced, besides the last.
 */
export function band(
  runs: readonly BandRun[],
  sense: 'minimize' | 'maximize',
  axis: Band['axis'] = 'iteration',
  places = PLACES,
): Band {
  const shown = runs.filter(({ trace }) => trace.length > 0);
  const at = placesOf(
    shown.map(({ trace }) => trace),
    axis,
    places,
  );
  const [p10, median, p90] = [0, 0, 0].map(() => new Float64Array(at.length)) as Triple;
  const next = new Int32Array(shown.length);
  const values = new Float64Array(shown.length);
  for (let i = 0; i < at.length; i++) {
    for (const [r, { trace, result }] of shown.entries()) {
      const column = trace[axis];
      while (next[r]! + 1 < trace.length && column[next[r]! + 1]! <= at[i]!) next[r]!++;
      const over = result && column[trace.length - 1]! < at[i]!;
      values[r] = over && isLost(result.reason) ? outcomeOf(result, sense) : trace.f[next[r]!]!;
    }
    const sorted = values.slice().sort();
    p10[i] = quantile(sorted, 0.1);
    median[i] = quantile(sorted, 0.5);
    p90[i] = quantile(sorted, 0.9);
  }
  const lost = shown.filter(({ result }) => result && isLost(result.reason)).length;
  return { runs: shown.length, lost, axis, at, p10, median, p90 };
}

type Triple = [Float64Array, Float64Array, Float64Array];

/** From the first place at which every run has a value to the last of all, no finer than the most thinned trace. */
function placesOf(traces: readonly Trace[], axis: Band['axis'], most: number): Float64Array {
  if (traces.length === 0) return new Float64Array(0);
  const first = Math.max(...traces.map((trace) => trace[axis][0]!));
  const last = Math.max(first, ...traces.map((trace) => trace[axis][trace.length - 1]!));
  const stride = axis === 'iteration' ? Math.max(...traces.map((trace) => trace.stride)) : 1;
  const step = stride * Math.max(1, Math.ceil((last - first) / stride / most));
  const places: number[] = [];
  for (let place = first; place < last; place += step) places.push(place);
  places.push(last);
  return Float64Array.from(places);
}
