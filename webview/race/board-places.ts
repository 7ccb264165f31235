import { REASON_LABELS } from '../../src/core/run/reason-label.ts';
import type { Standing } from '../../src/core/run/standings.ts';
import type { RunPlan } from '../../src/protocol/worker.ts';
import { entrantOf } from './race.ts';

/** A row of the leader board: a run, or a crowd of runs of one method by its median. */
export interface BoardPlace {
  /** The same as long as the runs are. */
  readonly key: string;
  /** The method's place in the plan. */
  readonly group: number;
  readonly title: string;
  readonly detail: string;
  readonly f: number;
  /** f − f*, see `Standing`. */
  readonly distance: number;
  readonly lost: boolean;
  /** Whether it goes on, in words. */
  readonly state: string;
}

/** What repeated runs of one method differ by. */
const SEED = /(?:^|, )seed = \d+$/;

/** The leader board of a moment, the best first. @param standings of the runs, the best first. */
export function boardPlaces(standings: readonly Standing[]): BoardPlace[] {
  const crowds = new Map<number, Standing[]>();
  const places: BoardPlace[] = [];
  for (const standing of standings) {
    const { crowd, view } = entrantOf(standing);
    const { group } = view.plan;
    const others = crowds.get(group);
    if (crowd === 0) places.push(placeOfRun(standing));
    else if (others) others.push(standing);
    else crowds.set(group, [standing]);
  }
  if (crowds.size === 0) return places;
  places.push(...[...crowds.values()].map(placeOfCrowd));
  return places.sort((a, b) => Number(a.lost) - Number(b.lost) || a.distance - b.distance || 0);
}

/** The row of the board to which a run belongs, see {@link BoardPlace.key}. */
export function placeKey(standing: Standing): string {
  const { run, crowd, view } = entrantOf(standing);
  return crowd > 0 ? `group ${view.plan.group}` : `run ${run}`;
}

function placeOfRun(standing: Standing): BoardPlace {
  const { view } = entrantOf(standing);
  const { f, distance, finished, lost, racer } = standing;
  const reason = racer.result?.reason;
  const { group, title, detail } = view.plan;
  const state = finished && reason ? `${lost ? '✕' : '⚑'} ${REASON_LABELS[reason]}` : '';
  return { key: placeKey(standing), group, title, detail, f, distance, lost, state };
}

function placeOfCrowd(standings: readonly Standing[]): BoardPlace {
  const plans = standings.map((standing) => entrantOf(standing).view.plan);
  const { group, title: method } = plans[0] as RunPlan;
  const title = `${method} × ${standings.length}`;
  const { f, distance, lost } = medianOf(standings);
  const ended = standings.filter(({ finished }) => finished).length;
  const common = new Set(plans.map((plan) => plan.detail.replace(SEED, '')));
  const detail = [...(common.size === 1 ? common : []), 'median'].filter(Boolean).join(', ');
  const state = ended > 0 ? `⚑ ${ended} ended` : '';
  return { key: placeKey(standings[0] as Standing), group, title, detail, f, distance, lost, state };
}

/** The median of standings in their order: that of the middle one, or between the middle two, of which a lost one counts as infinitely bad. */
function medianOf(standings: readonly Standing[]): Pick<Standing, 'f' | 'distance' | 'lost'> {
  const better = standings[(standings.length - 1) >> 1] as Standing;
  const worse = standings[standings.length >> 1] as Standing;
  if (worse.lost) return worse;
  const between = (one: number, other: number) => one + (other - one) / 2;
  return {
    f: between(better.f, worse.f),
    distance: between(better.distance, worse.distance),
    lost: false,
  };
}
