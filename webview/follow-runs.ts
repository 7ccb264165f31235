import type { RunView } from '../src/protocol/page.ts';
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
  const places = new Map(keysOf(runs).map((key, place) => [key, place]));
  const keys = keysOf(before);
  /** A run that was changed, but is one of as many, is where it was. */
  const follow = (place: number): number | undefined =>
    places.get(keys[place] ?? '') ??
    (before.length === runs.length && place < runs.length ? place : undefined);
  const followed = hidden.flatMap((place) => follow(place) ?? []);
  const same = followed.length === hidden.length && followed.every((place, at) => place === hidden[at]);
  return { runs, hidden: same ? hidden : [...new Set(followed)], selected: follow(selected) ?? 0 };
}

/** What tells each run from the others: what it does, from where, and of several such runs the how many-th it is. */
function keysOf(runs: readonly RunView[]): string[] {
  const seen = new Map<string, number>();
  return runs.map(({ plan: { text, start, values } }) => {
    const key = JSON.stringify([text, start, values]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${count} ${key}`;
  });
}
