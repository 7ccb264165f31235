// A chunk of its own, loaded when the contour plot is first exported.
import { axisNames } from '../../src/core/figures/axis-names.ts';
import type { FigureExtras } from '../../src/core/figures/contour-figure.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { objectiveFigure } from '../../src/core/figures/objective-figure.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { isCurve } from '../../src/core/sampling/plane.ts';
import type { Table } from '../../src/core/table.ts';
import { plotOptions } from '../contour/plot-options.ts';
import { currentIteration, type Model } from '../model.ts';
import { crowdedRuns, runGroups, runStyle } from '../run-groups.ts';

const WIDTH = 800;

/** The contour plot, or the curve, as it is on screen, with a legend; `undefined` where there is no picture yet. */
export function contourExport(
  model: Model,
  theme: FigureTheme,
  extras: (area: PlotArea) => FigureExtras | undefined,
): SvgElement | undefined {
  const { objective, picture, runs, hidden, plan } = model;
  if (!objective || !picture) return undefined;
  const crowded = crowdedRuns(model);
  const isShown = (run: number) => !hidden.includes(run) && (runs[run]?.trace?.length ?? 0) > 0;
  const firsts = new Map(runGroups(model).map((each) => [each.members.find(isShown), each.plan.text]));
  const shown = runs.flatMap(({ trace, result }, index) =>
    trace && trace.length > 0 && !hidden.includes(index)
      ? [
          {
            trace,
            // One row of the legend for each group.
            label: firsts.get(index) ?? '',
            style: runStyle(runs[index], theme.series),
            crowded: crowded.has(index),
            ...(result && { best: result.best.iteration }),
          },
        ]
      : [],
  );
  return objectiveFigure({
    field: picture.field,
    contours: picture.contours,
    runs: shown,
    coordinates: objective.coordinates,
    name: objective.name,
    ...(plan?.bounds && { bounds: plan.bounds }),
    title: objective.text,
    theme,
    width: WIDTH,
    current: currentIteration(model),
    style: plotOptions(model),
    extras,
  });
}

/** The samples of f that the picture shows: a row per place. */
export function fieldTable({ objective, picture }: Model): Table | undefined {
  if (!objective || !picture) return undefined;
  const { window, columns, rows, values } = picture.field;
  const along = ([low, high]: readonly [number, number], at: number, count: number) =>
    low + ((high - low) * at) / (count - 1);
  const curve = isCurve(window);
  const [right, up] = axisNames(window, objective.coordinates);
  return {
    columns: [right, ...(curve ? [] : [up]), objective.name],
    rows: Array.from({ length: columns * (curve ? 1 : rows) }, (_, at) => {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      const place = [along(window.x, column, columns), ...(curve ? [] : [along(window.y, row, rows)])];
      return [...place, values[at] as number];
    }),
  };
}
