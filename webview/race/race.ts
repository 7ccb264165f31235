import type { SeriesStyle } from '../../src/core/figures/series-style.ts';
import { type RaceAxis, racePlaces } from '../../src/core/run/race-places.ts';
import { bestOfRace, type Racer, type Standing, standingsAt } from '../../src/core/run/standings.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { Model } from '../model.ts';
import { crowdSizes, runStyle } from '../run-groups.ts';

/** A run in the race with how it is named and drawn. */
export interface Entrant extends Racer {
  readonly view: RunView;
  readonly style: SeriesStyle;
  /** How many runs of its method are drawn as one crowd; 0 where it is drawn by itself. */
  readonly crowd: number;
}

/** The runs that are shown, racing along an axis. */
export interface Race {
  readonly axis: RaceAxis;
  readonly entrants: readonly Entrant[];
  /** Where each of them ends. */
  readonly ends: readonly number[];
  /** Where the last of them ends; above 0. */
  readonly end: number;
  /** About one step along the axis. */
  readonly unit: number;
  /** How many runs are left out since their time is not known yet. */
  readonly waiting: number;
  /** The best to the worst at a place of the axis. */
  standings(place: number): Standing[];
}

/** The race of a model's runs, those that are hidden or have no iterate left out. */
export function raceOf(model: Model, axis: RaceAxis, colors: readonly string[]): Race {
  const { runs, objective } = model;
  const hidden = new Set(model.hidden);
  const crowds = crowdSizes(model);
  const sense = objective?.sense ?? 'minimize';
  let waiting = 0;
  const entrants = runs.flatMap((view, run): Entrant[] => {
    const { trace, result } = view;
    if (!trace || trace.length === 0 || hidden.has(run)) return [];
    const places = racePlaces(trace, axis, result?.seconds);
    if (!places) waiting++;
    const crowd = crowds.get(view.plan.group) ?? 0;
    return places
      ? [{ run, trace, places, view, style: runStyle(view, colors), crowd, ...(result && { result }) }]
      : [];
  });
  const ends = entrants.map(({ places }) => places[places.length - 1] ?? 0);
  const end = Math.max(...ends, 0) || 1;
  // A step in time: that of the run that spends the least on one.
  const unit =
    axis === 'time'
      ? Math.min(...entrants.map(({ trace }, i) => (ends[i] as number) / Math.max(1, trace.length)), end) ||
        end
      : 1;
  const best = bestOfRace(entrants, sense);
  return {
    axis,
    entrants,
    ends,
    end,
    unit,
    waiting,
    standings: (place) => standingsAt(entrants, place, best, sense),
  };
}

/** The entrant of a standing. */
export const entrantOf = ({ racer }: Standing): Entrant => racer as Entrant;
