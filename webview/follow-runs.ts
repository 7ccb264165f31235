import type { RunView } from '../src/protocol/page.ts';
import { followPlaces } from './follow-places.ts';
import type { Model } from './model.ts';

/**
 * Puts runs into the place of others, and lets what the user chose about runs follow them: where methods are added, removed or
 * put elsewhere, the same runs stay hidden, and the same one selected.
 */
export function followRuns(
  { runs: before, hidden, selected }: Pick<Model, 'runs' | 'hidden' | 'selected'>,
  runs: readonly RunView[],
): Pick<Model, 'runs' | 'hidden' | 'selected'> {
  if (runs.length === 0 || before === runs || (hidden.length === 0 && selected === 0))
    return { runs, hidden, selected: selected < runs.length ? selected : 0 };
  const follow = followPlaces(keysOf(before), keysOf(runs));
  const followed = hidden.flatMap((place) => follow(place) ?? []);
  const same = followed.length === hidden.length && followed.every((place, at) => place === hidden[at]);
  return { runs, hidden: same ? hidden : [...new Set(followed)], selected: follow(selected) ?? 0 };
}

/** What tells each run from the others: what it does, and from where. */
const keysOf = (runs: readonly RunView[]): string[] =>
  runs.map(({ plan: { text, start, values } }) => JSON.stringify([text, start, values]));
