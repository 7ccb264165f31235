import type { PageState } from './page.ts';

/** The point through which a plane of two coordinates goes: where the best run has ended, else the start. */
export function basePoint({
  runs,
  plan,
  objective,
}: Pick<PageState, 'runs'> & {
  readonly plan?: PageState['plan'] | undefined;
  readonly objective?: PageState['objective'] | undefined;
}): readonly number[] {
  const sign = objective?.sense === 'maximize' ? -1 : 1;
  const results = runs.flatMap(({ result }) => (result ? [result] : []));
  const best = results.sort((a, b) => sign * (a.f - b.f))[0];
  return best?.x ?? plan?.start ?? [];
}
