import { arrow } from './arrow.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** The length of the arrow in pixels; it stands for a direction, not for a length. */
export const DIRECTION_LENGTH = 84;

/** The direction of an angle in degrees, counted from the first axis to the second, as parts along both. */
export function directionOf(degrees: number): [along: number, across: number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Where the arrow of a direction from a place ends, in pixels. */
export function directionEnd(
  area: PlotArea,
  at: readonly [s: number, t: number],
  degrees: number,
): readonly [x: number, y: number] {
  const [along, across] = directionOf(degrees);
  const dx = (along * area.width) / (area.x[1] - area.x[0]);
  const dy = (-across * area.height) / (area.y[1] - area.y[0]);
  const length = DIRECTION_LENGTH / Math.hypot(dx, dy);
  return [toPixelX(area, at[0]) + dx * length, toPixelY(area, at[1]) + dy * length];
}

/** The angle in degrees, 0 … 360, of the direction from a place to a pixel. */
export function directionTo(
  area: PlotArea,
  at: readonly [s: number, t: number],
  [x, y]: readonly [number, number],
): number {
  const along = ((x - toPixelX(area, at[0])) * (area.x[1] - area.x[0])) / area.width;
  const across = ((toPixelY(area, at[1]) - y) * (area.y[1] - area.y[0])) / area.height;
  const degrees = Math.round((Math.atan2(across, along) * 180) / Math.PI);
  return (degrees + 360) % 360;
}

/** A direction v at an iterate as an arrow, with the slope of f along it: the directional derivative ∇f·v, where v has length 1. */
export function directionLayer(
  area: PlotArea,
  at: readonly [s: number, t: number],
  degrees: number,
  slope: number,
  f: string,
  theme: FigureTheme,
): SvgElement {
  const from = [toPixelX(area, at[0]), toPixelY(area, at[1])] as const;
  const to = directionEnd(area, at, degrees);
  const leftward = to[0] < from[0];
  return svg('g', { class: 'direction', 'font-size': 11 }, [
    arrow(from, to, 9, { stroke: theme.foreground, 'stroke-width': 1.5, 'stroke-dasharray': '6 3' }),
    svg('circle', {
      class: 'direction-grip',
      cx: to[0],
      cy: to[1],
      r: 4,
      fill: theme.background,
      stroke: theme.foreground,
      'stroke-width': 1.5,
    }),
    svg(
      'text',
      {
        x: to[0] + (leftward ? -9 : 9),
        y: to[1] + 4,
        'text-anchor': leftward ? 'end' : 'start',
        fill: theme.foreground,
        stroke: theme.background,
        'stroke-width': 3,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      `∇ᵥ${f} = ${formatNumber(slope, 3)}`,
    ),
  ]);
}
