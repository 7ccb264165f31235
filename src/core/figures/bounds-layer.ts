import type { Interval } from '../run/experiment.ts';
import { isCurve, isOblique, type ObliqueWindow, type PlaneWindow } from '../sampling/plane.ts';
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
 * @returns Undefined where the border does not show.
 */
export function boundsLayer(
  { lower, upper }: BoundsView,
  area: PlotArea,
  window: PlaneWindow,
  theme: FigureTheme,
): SvgElement | undefined {
  if (isOblique(window)) return obliqueLayer({ lower, upper }, area, window, theme);
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
  return drawn(area, `M${x0} ${y0}H${x1}V${y1}H${x0}z`, lines.join(''), theme);
}

/** Everything but the inside paler, and the border. */
function drawn(area: PlotArea, inside: string, border: string, theme: FigureTheme): SvgElement {
  const [left, top] = [round(area.left), round(area.top)];
  const outer = `M${left} ${top}h${round(area.width)}v${round(area.height)}h${round(-area.width)}z`;
  return svg('g', { class: 'bounds' }, [
    svg('path', {
      d: outer + inside,
      'fill-rule': 'evenodd',
      fill: theme.background,
      'fill-opacity': 0.6,
    }),
    svg('path', { d: border, fill: 'none', stroke: theme.muted, 'stroke-width': 1.25 }),
  ]);
}

/** A corner of a polygon in a plane; the side from here to the next corner belongs to the border, or is the window's own. */
interface Corner {
  readonly s: number;
  readonly t: number;
  readonly border: boolean;
}

/** A plane cuts a box in a convex polygon: the window, cut by the half-plane of each end. */
function obliqueLayer(
  { lower, upper }: BoundsView,
  area: PlotArea,
  { x: [left, right], y: [bottom, top], plane: { origin, u, v } }: ObliqueWindow,
  theme: FigureTheme,
): SvgElement | undefined {
  let corners: readonly Corner[] = [
    { s: left, t: bottom, border: false },
    { s: right, t: bottom, border: false },
    { s: right, t: top, border: false },
    { s: left, t: top, border: false },
  ];
  for (let i = 0; i < origin.length; i++) {
    const along = ({ s, t }: Corner) => (origin[i] as number) + s * (u[i] as number) + t * (v[i] as number);
    const [low, high] = [lower[i] ?? Number.NEGATIVE_INFINITY, upper[i] ?? Number.POSITIVE_INFINITY];
    if (low > Number.NEGATIVE_INFINITY) corners = cut(corners, (corner) => along(corner) - low);
    if (high < Number.POSITIVE_INFINITY) corners = cut(corners, (corner) => high - along(corner));
  }
  const place = ({ s, t }: Corner) => `${round(toPixelX(area, s))} ${round(toPixelY(area, t))}`;
  const sides = corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length] as Corner;
    return corner.border ? [`M${place(corner)}L${place(next)}`] : [];
  });
  const isInside = corners.length > 0 && sides.length === 0;
  if (isInside) return undefined;
  const inside = corners.length > 0 ? `M${corners.map(place).join('L')}z` : '';
  return drawn(area, inside, sides.join(''), theme);
}

/** The part of a convex polygon where an affine function is not negative (Sutherland & Hodgman 1974). */
function cut(corners: readonly Corner[], above: (corner: Corner) => number): Corner[] {
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length] as Corner;
    const [here, there] = [above(corner), above(next)];
    if (here >= 0 && there >= 0) return [corner];
    const share = here / (here - there);
    const between = {
      s: corner.s + share * (next.s - corner.s),
      t: corner.t + share * (next.t - corner.t),
    };
    if (here >= 0) return [corner, { ...between, border: true }];
    return there >= 0 ? [{ ...between, border: corner.border }] : [];
  });
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
