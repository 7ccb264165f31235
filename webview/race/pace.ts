/** How the clock of a race runs along its axis: evenly, or by powers, so that the first steps are not over in a blink. */
export type Pace = 'even' | 'logarithmic';

/** Runs whose ends differ by more than this factor are watched on the logarithmic clock. */
const FAR_APART = 20;

/** The clock of a race: shares of its duration, from 0 to 1, and places on its axis. */
export interface Clock {
  /** The end of the axis; above 0. */
  readonly end: number;
  /** Where the even part of a logarithmic clock ends: about one step. */
  readonly unit: number;
  readonly pace: Pace;
}

/** The pace that shows most where nothing else was chosen. @param ends where each run ends. */
export function paceFor(ends: readonly number[]): Pace {
  const positive = ends.filter((end) => end > 0);
  return Math.max(...positive) > FAR_APART * Math.min(...positive) ? 'logarithmic' : 'even';
}

/** The place on the axis at a share of the race's duration. */
export function placeOf({ end, unit, pace }: Clock, share: number): number {
  if (share >= 1) return end;
  return pace === 'even' ? end * share : unit * ((1 + end / unit) ** share - 1);
}

/** The share of the race's duration at which the clock comes by a place on the axis. */
export function shareOf({ end, unit, pace }: Clock, place: number): number {
  const share = pace === 'even' ? place / end : Math.log1p(place / unit) / Math.log1p(end / unit);
  return Math.min(1, Math.max(0, share));
}
