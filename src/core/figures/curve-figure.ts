import type { Interval } from '../run/experiment.ts';
import { quantile } from '../run/quantile.ts';
import type { Trace } from '../run/trace.ts';
import type { Field } from '../sampling/field.ts';
import { axes } from './axes.ts';
import { axisNames } from './axis-names.ts';
import { type ContourFigureRequest, figureFrame, withStyles } from './contour-figure.ts';
import { curvePath } from './curve-path.ts';
import { type FigureTheme, PRINT_THEME } from './figure-theme.ts';
import { type FigureRun, type Projection, pathLayer } from './path-layer.ts';
import { type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** What a figure of a curve shows; see {@link ContourFigureRequest}. */
export type CurveFigureRequest = Omit<ContourFigureRequest, 'contours'>;

/** The curve of an objective of one variable with the iterates of runs on it, as a standalone figure. */
export function curveFigure(request: CurveFigureRequest): SvgElement {
  const { field, coordinates, name: f = 'f' } = request;
  const theme = request.theme ?? PRINT_THEME;
  const runs = withStyles(request.runs, theme);
  const width = request.width ?? 720;
  const height = request.height ?? 480;
  const [name] = axisNames(field.window, coordinates);
  const area = plotArea({ x: field.window.x, y: curveRange(field, runs) }, width, height);
  const title = request.title ?? `${f} over ${name}`;
  const { below = [], above = [] } = request.extras?.(area) ?? {};
  return figureFrame({ width, height, area, theme, title, runs }, [
    svg('g', { 'clip-path': 'url(#plot)' }, [curveLayer(field, area, theme), ...below]),
    axes(area, [name, f], theme),
    svg('g', { 'clip-path': 'url(#plot)' }, [
      pathLayer(runs, curveProjection(area), request.current ?? Number.POSITIVE_INFINITY, theme),
      ...above,
    ]),
  ]);
}

/** The curve itself: f along the field's first row, broken where f has no finite value. */
export function curveLayer(field: Field, area: PlotArea, theme: FigureTheme): SvgElement {
  const d = curvePath(field.values.subarray(0, field.columns), field.window.x, area);
  return svg('g', { class: 'field' }, [
    svg('path', {
      d,
      fill: 'none',
      stroke: theme.muted,
      'stroke-width': 1.5,
      'vector-effect': 'non-scaling-stroke',
    }),
  ]);
}

/** How far beyond the iterates' values, in their range, a curve is followed on each side. */
const BEYOND = 1;

/**
 * The interval of f that shows the runs' iterates in the window with a little air, and of the curve what lies near their values, at least
 * the middle half of it: where it rises far above them, it leaves the picture.
 */
export function curveRange(field: Field, runs: readonly Pick<FigureRun, 'trace'>[]): Interval {
  const iterates = iterateRange(field.window.x, runs);
  let [low, high] = iterates ?? [field.minimum, field.maximum];
  const values = field.values.subarray(0, field.columns).filter(Number.isFinite).sort();
  if (iterates && values.length > 0) {
    const reach = BEYOND * (high - low);
    low = Math.min(low, quantile(values, 0.25), Math.max(field.minimum, low - reach));
    high = Math.max(high, quantile(values, 0.75), Math.min(field.maximum, high + reach));
  }
  if (!(high >= low)) return [0, 1];
  const air = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}

/** The least and the greatest f of the iterates in an interval of x; undefined where there are none. */
function iterateRange(
  [left, right]: Interval,
  runs: readonly Pick<FigureRun, 'trace'>[],
): Interval | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { trace } of runs) {
    for (let index = 0; index < trace.length; index++) {
      const x = trace.x[index * trace.dimension] as number;
      const f = trace.f[index] as number;
      if (!Number.isFinite(f) || !(x >= left && x <= right)) continue;
      low = Math.min(low, f);
      high = Math.max(high, f);
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** Draws an iterate at its only entry and its f. */
export function curveProjection(area: PlotArea): Projection {
  return ({ x, dimension, f }: Trace, index: number) => {
    const across = x[index * dimension] as number;
    const value = f[index] as number;
    if (!Number.isFinite(across) || !Number.isFinite(value)) return undefined;
    return [toPixelX(area, across), toPixelY(area, value)];
  };
}
