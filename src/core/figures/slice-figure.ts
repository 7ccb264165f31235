import type { Interval } from '../run/experiment.ts';
import type { Slice } from '../sampling/slices.ts';
import { axes, marginsOf } from './axes.ts';
import { clipToArea } from './clip-to-area.ts';
import { curvePath } from './curve-path.ts';
import { dashes } from './figure-legend.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { markerElement, type SeriesStyle } from './series-style.ts';
import { type SvgElement, svg } from './svg.ts';
import { tangentPath } from './tangent-layer.ts';

/** What a figure of a slice shows. */
export interface SliceFigureRequest {
  readonly slice: Slice;
  /** The point's place on the line. */
  readonly at: number;
  /** f at the point. */
  readonly f: number;
  /** The names of the coordinate and of the objective. */
  readonly names: readonly [x: string, f: string];
  /** The run to which the point belongs. */
  readonly style: SeriesStyle;
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** For the clip path: unlike that of any other figure of the document. */
  readonly id: string;
}

/** Samples of the parabola; it is smooth. */
const PARABOLA_SAMPLES = 96;

/**
 * The curve in which a plane through the point cuts the graph of f, with its tangent there, and the parabola that Newton's
 * method sees: through the point, with its slope and curvature; where it opens upwards, its lowest place is marked. Where f is
 * not finite at the point, there is the curve alone.
 */
export function sliceFigure(request: SliceFigureRequest): SvgElement {
  const { slice, at, f, names, style, theme, width, height, id } = request;
  const range = sliceRange(slice, f);
  const area = plotArea({ x: slice.interval, y: range }, width, height, marginsOf(range, height));
  const place = (x: number, y: number) => [toPixelX(area, x), toPixelY(area, y)] as const;
  const [x, y] = place(at, f);
  const lowest = newtonPlace(slice, at, f);
  const clip = `slice-${id}`;
  const step = lowest && newtonStep(area, [x, y], place(...lowest), theme);
  return svg('g', {}, [
    clipToArea(clip, area),
    axes(area, names, theme),
    svg('g', { 'clip-path': `url(#${clip})`, fill: 'none', 'stroke-linecap': 'round' }, [
      svg('path', {
        class: 'slice-curve',
        d: curvePath(slice.values, slice.interval, area),
        stroke: theme.foreground,
        'stroke-width': 1.75,
        'stroke-linejoin': 'round',
      }),
      svg('path', {
        class: 'slice-parabola',
        d: curvePath(parabola(slice, at, f), slice.interval, area),
        stroke: style.color,
        'stroke-width': 1.75,
        'stroke-dasharray': dashes({ ...style, dash: [2, 4] }),
      }),
      svg('path', {
        class: 'slice-tangent',
        // As long to either side of the point as a third of the plot's smaller extent.
        d: tangentPath(area, [at, f], slice.slope, Math.min(area.width, area.height) / 3),
        stroke: style.color,
        'stroke-width': 2,
      }),
      ...(step ? [step] : []),
      ...(Number.isFinite(f)
        ? [
            markerElement(style.marker, x, y, 5.5, {
              fill: style.color,
              stroke: theme.background,
              'stroke-width': 1.5,
            }),
          ]
        : []),
    ]),
  ]);
}

/** Where the parabola of a slice is lowest, and its value there; `undefined` where it does not open upwards. */
export function newtonPlace(
  { slope, curvature }: Pick<Slice, 'slope' | 'curvature'>,
  at: number,
  f: number,
): readonly [x: number, f: number] | undefined {
  if (!(curvature > 0)) return undefined;
  return [at - slope / curvature, f - slope ** 2 / (2 * curvature)];
}

/** The interval of f that shows the curve and the point, as far as they are finite, with a little air. */
function sliceRange({ values }: Slice, f: number): Interval {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of [f, ...values]) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  const air = (high - low) * 0.07 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}

function parabola({ interval: [low, high], slope, curvature }: Slice, at: number, f: number): Float64Array {
  return Float64Array.from({ length: PARABOLA_SAMPLES }, (_, index) => {
    const t = low + ((high - low) * index) / (PARABOLA_SAMPLES - 1) - at;
    return f + slope * t + 0.5 * curvature * t * t;
  });
}

/** From the point down to where the parabola is lowest: the step that Newton's method would take in this plane. */
function newtonStep(
  area: PlotArea,
  [x]: readonly [number, number],
  [lowX, lowY]: readonly [number, number],
  theme: FigureTheme,
): SvgElement | undefined {
  if (lowX < area.left || lowX > area.left + area.width || Math.abs(lowX - x) < 1) return undefined;
  const y = Math.min(lowY, area.top + area.height - 6);
  return svg('g', { class: 'slice-newton', stroke: theme.muted }, [
    svg('path', { d: `M${lowX.toFixed(1)},${(area.top + area.height).toFixed(1)}V${y.toFixed(1)}` }),
    svg('circle', { cx: lowX, cy: lowY, r: 3.5, fill: theme.background, 'stroke-width': 1.5 }),
  ]);
}
