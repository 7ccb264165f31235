import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { SeriesStyle } from '../../src/core/figures/series-style.ts';
import type { Model } from '../model.ts';
import { runGroups, runStyle } from '../run-groups.ts';

/** A row for each group of runs of which one is drawn. */
export function legendOf(
  model: Model,
  theme: FigureTheme,
): { readonly style: SeriesStyle; readonly label: string }[] {
  const { runs, hidden } = model;
  return runGroups(model)
    .filter(({ members }) =>
      members.some((run) => !hidden.includes(run) && (runs[run]?.trace?.length ?? 0) > 0),
    )
    .map(({ plan, members }) => ({
      style: runStyle(runs[members[0] as number], theme.series),
      label: plan.text,
    }));
}
