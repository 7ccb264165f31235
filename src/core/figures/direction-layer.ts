import { arrow } from './arrow.ts';
import { directionEnd } from './direction-ends.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

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
