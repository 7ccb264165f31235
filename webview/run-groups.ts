import { type SeriesStyle, seriesStyle } from '../src/core/figures/series-style.ts';
import { isRepetition } from '../src/core/run/fan-out.ts';
import type { RunView } from '../src/protocol/page.ts';
import type { MethodPlan } from '../src/protocol/worker.ts';
import type { Model } from './model.ts';

/** The runs of one method: one run, or several that differ in their start, seed or a swept argument. */
export interface RunGroup {
  /** Its place in the plan. */
  readonly group: number;
  /** The run itself where there is one, else what they have in common. */
  readonly plan: MethodPlan;
  /** The places of the runs, in order. */
  readonly members: readonly number[];
  /** Whether its runs are repetitions of one another, so that their median says something. */
  readonly repeats: boolean;
}

/** More runs of one method than this are drawn as a crowd: thin, and only one of them loud. */
const CROWD = 6;

/** The groups of the runs, in the order of the plan. */
export function runGroups({ runs, plan }: Pick<Model, 'runs' | 'plan'>): RunGroup[] {
  const members = new Map<number, number[]>();
  runs.forEach(({ plan: { group } }, index) => {
    const places = members.get(group);
    if (places) places.push(index);
    else members.set(group, [index]);
  });
  return [...members].map(([group, places]) => {
    const own = (runs[places[0] as number] as RunView).plan;
    const common = plan?.groups[group];
    return {
      group,
      plan: places.length > 1 && common ? common : own,
      members: places,
      repeats: common?.swept.every(isRepetition) ?? true,
    };
  });
}

/** How a run is drawn: as all of its group. */
export function runStyle(run: RunView | undefined, colors: readonly string[]): SeriesStyle {
  return seriesStyle(run?.plan.group ?? 0, colors);
}

/** The places of runs that are drawn as a crowd; the selected run never is. */
export function crowdedRuns(model: Pick<Model, 'runs' | 'plan' | 'selected'>): ReadonlySet<number> {
  const crowded = runGroups(model)
    .filter(({ members }) => members.length > CROWD)
    .flatMap(({ members }) => members);
  return new Set(crowded.filter((index) => index !== model.selected));
}

/** How many runs there are of each method of which there are too many to be told apart, by its place in the plan. */
export function crowdSizes(model: Pick<Model, 'runs' | 'plan'>): ReadonlyMap<number, number> {
  const crowds = runGroups(model).filter(({ members }) => members.length > CROWD);
  return new Map(crowds.map(({ group, members }) => [group, members.length]));
}
