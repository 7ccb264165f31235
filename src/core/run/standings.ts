import { isLost } from './outcome.ts';
import { entryAt } from './race-places.ts';
import type { RunResult } from './run-result.ts';
import type { Trace } from './trace.ts';

/** A run that takes part in a race. */
export interface Racer {
  /** Its place in the plan. */
  readonly run: number;
  readonly trace: Trace;
  /** Of each entry of the trace how far along the race's axis it lies, see `racePlaces`. */
  readonly places: Float64Array;
  /** There when the run has ended. */
  readonly result?: Pick<RunResult, 'reason' | 'best'>;
}

/** Where a run stands at a moment of a race. */
export interface Standing {
  readonly racer: Racer;
  /** The entry of its trace that it has reached. */
  readonly entry: number;
  /** f there. */
  readonly f: number;
  /** How much worse f is than the best value that any run of the race finds, f − f*, or f* − f where f is maximized; at least 0. */
  readonly distance: number;
  /** Whether it has ended by then. */
  readonly finished: boolean;
  /** Whether it has ended by then and was lost: it diverged, or f was not finite. */
  readonly lost: boolean;
}

/** The best value that any of the runs finds. */
export function bestOfRace(racers: readonly Racer[], sense: 'minimize' | 'maximize'): number {
  const sign = sense === 'maximize' ? -1 : 1;
  let best = Number.POSITIVE_INFINITY;
  for (const { trace, result } of racers) {
    if (result) best = Math.min(best, sign * result.best.f);
    else for (let i = 0; i < trace.length; i++) best = Math.min(best, sign * trace.f[i]!);
  }
  return sign * best;
}

/**
 * The runs at a place of the race's axis, the best f first; runs that were lost come last, and of equals the one named first
 * in the plan leads.
 *
 * @param best - f*, see `bestOfRace`.
 */
export function standingsAt(
  racers: readonly Racer[],
  place: number,
  best: number,
  sense: 'minimize' | 'maximize',
): Standing[] {
  const sign = sense === 'maximize' ? -1 : 1;
  const key = ({ lost, f }: Standing) => (lost || Number.isNaN(f) ? Number.POSITIVE_INFINITY : sign * f);
  return racers
    .map((racer): Standing => {
      const entry = entryAt(racer.places, place);
      const f = racer.trace.f[entry]!;
      const finished = racer.result !== undefined && place >= racer.places[racer.trace.length - 1]!;
      const lost = finished && racer.result !== undefined && isLost(racer.result.reason);
      return { racer, entry, f, distance: Math.max(0, sign * (f - best)), finished, lost };
    })
    .sort((a, c) => compare(key(a), key(c)) || a.racer.run - c.racer.run);
}

/** Infinities are equal: their difference is not a number. */
const compare = (a: number, c: number): number => (a === c ? 0 : a < c ? -1 : 1);
