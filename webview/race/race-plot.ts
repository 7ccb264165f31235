import { axes } from '../../src/core/figures/axes.ts';
import { axisNames } from '../../src/core/figures/axis-names.ts';
import { planeProjection } from '../../src/core/figures/contour-figure.ts';
import { coveredByPaths } from '../../src/core/figures/covered-by-paths.ts';
import { curveLayer, curveProjection, curveRange } from '../../src/core/figures/curve-figure.ts';
import { fieldLayer } from '../../src/core/figures/field-layer.ts';
import { levelLabelLayer } from '../../src/core/figures/level-label-layer.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { type RaceTrack, raceTrack } from '../../src/core/figures/race-track.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import { isCurve, type PlaneWindow } from '../../src/core/sampling/plane.ts';
import type { ObjectiveView } from '../../src/protocol/page.ts';
import type { Picture } from '../model.ts';
import type { PageTheme } from '../theme.ts';
import type { Race } from './race.ts';

/** Where a race takes place. */
export interface RacePlot {
  readonly area: PlotArea;
  /** The ways of the runs, by their places in the plan. */
  readonly tracks: ReadonlyMap<number, RaceTrack>;
  field(theme: PageTheme): SvgElement;
  /** The values of the levels, clear of the ways. */
  labels(theme: PageTheme): SvgElement;
  axes(theme: PageTheme): SvgElement;
}

/** Lays the picture of an objective out for a race. @param place where on screen or in a video a part of the plane is drawn. */
export function racePlot(
  { field, contours }: Picture,
  objective: ObjectiveView,
  { entrants }: Race,
  place: (shown: Pick<PlaneWindow, 'x' | 'y'>) => PlotArea,
): RacePlot {
  const curve = isCurve(field.window);
  const area = place(curve ? { ...field.window, y: curveRange(field, entrants) } : field.window);
  const project = curve ? curveProjection(area) : planeProjection(area, field.window);
  const covered = () =>
    coveredByPaths(
      entrants.map(({ trace, crowd }) => ({ trace, crowded: crowd > 0 })),
      project,
      area,
    );
  const [right, up] = axisNames(field.window, objective.coordinates);
  return {
    area,
    tracks: new Map(entrants.map(({ run, trace, places }) => [run, raceTrack(trace, places, project)])),
    field: (theme) =>
      curve ? within(area, curveLayer(field, area, theme)) : fieldLayer(contours, area, theme),
    labels: (theme) => (curve ? svg('g') : levelLabelLayer(contours, area, theme, {}, covered())),
    axes: (theme) => axes(area, [right, curve ? objective.name : up], theme),
  };
}

/** A curve leaves the plot where it rises far above the runs. */
function within({ left, top, width, height }: PlotArea, layer: SvgElement): SvgElement {
  const viewBox = `${left} ${top} ${width} ${height}`;
  return svg('svg', { x: left, y: top, width, height, viewBox }, [layer]);
}
