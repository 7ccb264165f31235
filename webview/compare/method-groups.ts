import type { ChoiceView } from '../../src/protocol/worker.ts';
import type { Model } from '../model.ts';
import { runGroups } from '../run-groups.ts';

/**
 * The group of runs that each method of a profile is drawn like, the first that it has.
 * @param count How many methods the profile has: where they are others than those of the runs, each is drawn by its place.
 */
export function methodGroups(model: Pick<Model, 'runs' | 'plan'>, count: number): readonly number[] {
  const firsts = new Map<string, number>();
  for (const { group, plan } of runGroups(model)) {
    const method = withoutNumber(plan.choice);
    if (!firsts.has(method)) firsts.set(method, group);
  }
  const groups = [...firsts.values()];
  return groups.length === count ? groups : Array.from({ length: count }, (_, place) => place);
}

/** A rate that is one number is found anew for each problem, and tells no methods apart. */
const withoutNumber = ({ rate, ...others }: ChoiceView): string =>
  JSON.stringify([others, rate?.kind === 'constant' ? undefined : rate]);
