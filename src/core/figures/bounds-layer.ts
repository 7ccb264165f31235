import type { Interval } from '../run/experiment.ts';
import { isCurve, isOblique, type PlaneWindow } from '../sampling/plane.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** The ends of every entry of x; null or infinite where there is none. */
export interface BoundsView {
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/**
 * The part of a box that lies in the window: what is outside is paler, and a quiet line runs along the border.
 *
 * @returns Undefined where the border does not show: no end lies inside the window, or its plane lies askew of the axes.
 */
export function boundsLayer(
  { lower, upper }: BoundsView,
  area: PlotArea,
  window: PlaneWindow,
  theme: FigureTheme,
): SvgElement | undefined {
  if (isOblique(window)) return undefined;
  const [right, up] = window.coordinates;
  const [left, rightEnd] = sides(lower[right], upper[right], area.x);
  const [bottom, top] = isCurve(window) ? area.y : sides(lower[up], upper[up], area.y);
  const [x0, x1] = [left, rightEnd].map((value) => round(toPixelX(area, value)));
  const [y0, y1] = [bottom, top].map((value) => round(toPixelY(area, value)));
  const lines = [
    ...(left > area.x[0] ? [`M${x0} ${y0}V${y1}`] : []),
    ...(rightEnd < area.x[1] ? [`M${x1} ${y0}V${y1}`] : []),
    ...(bottom > area.y[0] ? [`M${x0} ${y0}H${x1}`] : []),
    ...(top < area.y[1] ? [`M${x0} ${y1}H${x1}`] : []),
  ];
  if (lines.length === 0) return undefined;
  const [outerLeft, outerTop] = [round(area.left), round(area.top)];
  const outer = `M${outerLeft} ${outerTop}h${round(area.width)}v${round(area.height)}h${round(-area.width)}z`;
  return svg('g', { class: 'bounds' }, [
    svg('path', {
      d: `${outer}M${x0} ${y0}H${x1}V${y1}H${x0}z`,
      'fill-rule': 'evenodd',
      fill: theme.background,
      'fill-opacity': 0.6,
    }),
    svg('path', { d: lines.join(''), fill: 'none', stroke: theme.muted, 'stroke-width': 1.25 }),
  ]);
}

/** The interval between two ends within the window's. */
function sides(
  low: number | null | undefined,
  high: number | null | undefined,
  [from, to]: Interval,
): readonly [number, number] {
  const inside = (value: number) => Math.min(to, Math.max(from, value));
  return [inside(low ?? Number.NEGATIVE_INFINITY), inside(high ?? Number.POSITIVE_INFINITY)];
}
