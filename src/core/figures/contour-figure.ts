import type { Trace } from '../run/trace.ts';
import type { ContourSet } from '../sampling/contour-set.ts';
import type { Field } from '../sampling/field.ts';
import { type PlaneWindow, placeIn } from '../sampling/plane.ts';
import { axes } from './axes.ts';
import { axisNames } from './axis-names.ts';
import { type BoundsView, boundsLayer } from './bounds-layer.ts';
import { clipToArea } from './clip-to-area.ts';
import { coveredByPaths } from './covered-by-paths.ts';
import { type FieldStyle, fieldLayer } from './field-layer.ts';
import { figureLegend, LEGEND_ROW } from './figure-legend.ts';
import { figurePage } from './figure-page.ts';
import { type FigureTheme, PRINT_THEME } from './figure-theme.ts';
import { levelLabelLayer } from './level-label-layer.ts';
import { type FigureRun, type Projection, pathLayer } from './path-layer.ts';
import { MARGINS, type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SeriesStyle, seriesStyle } from './series-style.ts';
import { type SvgElement, svg } from './svg.ts';

/** A run of a standalone figure. */
export interface LabelledRun extends Omit<FigureRun, 'style'> {
  /** By its place among the runs if absent. */
  readonly style?: SeriesStyle;
  /** What it is, for the legend below the figure; without any label there is no legend. */
  readonly label?: string;
}

/** What a contour figure shows. */
export interface ContourFigureRequest {
  readonly field: Field;
  readonly contours: ContourSet;
  readonly runs: readonly LabelledRun[];
  /** The box in which x was sought. */
  readonly bounds?: BoundsView;
  /** The name of every entry of x. */
  readonly coordinates: readonly string[];
  /** The name of f, where it has an axis; `f` if absent. */
  readonly name?: string;
  /** What it shows, in a sentence, for readers of the screen. */
  readonly title?: string;
  /** {@link PRINT_THEME} if absent. */
  readonly theme?: FigureTheme;
  /** In pixels; 720 if absent. */
  readonly width?: number;
  /** In pixels; if absent, one unit is as long upwards as to the right, within 420 … 900. */
  readonly height?: number;
  /** The iteration up to which paths are drawn loud; to the end if absent. */
  readonly current?: number;
  /** How the levels are drawn; filled and labelled if absent. */
  readonly style?: FieldStyle;
  /** What is drawn besides, below the paths and above them. */
  readonly extras?: (area: PlotArea) => FigureExtras | undefined;
}

/** What a figure shows besides field and paths. */
export interface FigureExtras {
  readonly below: readonly SvgElement[];
  readonly above: readonly SvgElement[];
}

/**
 * The contour plot of a field of two coordinates with the paths of runs, as a standalone figure.
 * Objectives with more entries are shown in the window's plane: paths are projected onto it.
 */
export function contourFigure(request: ContourFigureRequest): SvgElement {
  const { field, contours, coordinates } = request;
  const theme = request.theme ?? PRINT_THEME;
  const runs = withStyles(request.runs, theme);
  const width = request.width ?? 720;
  const height = request.height ?? evenHeight(field.window, width);
  const area = plotArea(field.window, width, height);
  const names = axisNames(field.window, coordinates);
  const title = request.title ?? `Contour plot over ${names[0]} and ${names[1]}`;
  const box = request.bounds && boundsLayer(request.bounds, area, field.window, theme);
  const current = request.current ?? Number.POSITIVE_INFINITY;
  const { below = [], above = [] } = request.extras?.(area) ?? {};
  const project = planeProjection(area, field.window);
  return figureFrame({ width, height, area, theme, title, runs }, [
    svg('g', { 'clip-path': 'url(#plot)' }, [
      fieldLayer(contours, area, theme, request.style),
      levelLabelLayer(contours, area, theme, request.style, coveredByPaths(runs, project, area)),
      ...(box ? [box] : []),
      ...below,
    ]),
    axes(area, names, theme),
    svg('g', { 'clip-path': 'url(#plot)' }, [pathLayer(runs, project, current, theme), ...above]),
  ]);
}

/** What stands around the plot of a standalone figure. */
export interface FigureFrame {
  /** In pixels, the legend apart. */
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly theme: FigureTheme;
  readonly title: string;
  readonly runs: readonly (LabelledRun & { readonly style: SeriesStyle })[];
}

/** The outermost element of a standalone figure, with its background, title, legend and the clip path `plot`. */
export function figureFrame(
  { width, height: inner, area, theme, title, runs }: FigureFrame,
  content: readonly SvgElement[],
): SvgElement {
  const entries = runs.flatMap(({ style, label }) => (label ? [{ style, label }] : []));
  const height = inner + (entries.length > 0 ? entries.length * LEGEND_ROW + 10 : 0);
  const { left } = area;
  return figurePage({ width, height, title, theme }, [
    svg('defs', {}, [clipToArea('plot', area)]),
    ...content,
    ...(entries.length > 0 ? [figureLegend(entries, left, inner, theme)] : []),
  ]);
}

/** The runs, each with the style that its place gives it where it has none of its own. */
export function withStyles(
  runs: readonly LabelledRun[],
  theme: FigureTheme,
): (LabelledRun & { readonly style: SeriesStyle })[] {
  return runs.map((run, index) => ({ ...run, style: run.style ?? seriesStyle(index, theme.series) }));
}

/** Draws an iterate at its foot in the plane of a window. */
export function planeProjection(area: PlotArea, window: PlaneWindow): Projection {
  return ({ x, dimension }: Trace, index: number) => {
    const [across, upward] = placeIn(window, x, index * dimension);
    if (!Number.isFinite(across) || !Number.isFinite(upward)) return undefined;
    return [toPixelX(area, across), toPixelY(area, upward)];
  };
}

function evenHeight({ x, y }: Field['window'], width: number): number {
  const { left, right, top, bottom } = MARGINS;
  const inner = ((width - left - right) * (y[1] - y[0])) / (x[1] - x[0]);
  return Math.round(Math.min(Math.max(inner + top + bottom, 420), 900));
}
