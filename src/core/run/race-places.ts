import type { Trace } from './trace.ts';

/** What runs race by: steps, evaluations of every kind together, or seconds of computing. */
export type RaceAxis = 'iteration' | 'evaluations' | 'time';

/**
 * How far along the axis each recorded iterate of a run lies; never falling.
 *
 * A trace keeps no times, since reading a clock would cost more than many a step. The time of a run, which is measured, is
 * spread over its evaluations: one is taken to be as long as another, and what a step does besides to belong to them.
 *
 * @param seconds - The time that the whole run took; without it there are no places in time.
 */
export function racePlaces(trace: Trace, axis: RaceAxis, seconds?: number): Float64Array | undefined {
  const { length, iteration, evaluations } = trace;
  if (axis === 'iteration') return iteration.subarray(0, length);
  if (axis === 'evaluations') return evaluations.subarray(0, length);
  if (seconds === undefined) return undefined;
  const all = Math.max(1, evaluations[length - 1] ?? 1);
  return evaluations.slice(0, length).map((count) => (seconds * count) / all);
}

/**
 * The last entry whose place is at or before `place`; 0 where all lie beyond it.
 * @param places - Never falling, at least one.
 */
export function entryAt(places: Float64Array, place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
