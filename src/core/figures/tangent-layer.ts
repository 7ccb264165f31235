import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** From a point to the label beside it, and the width of a character, in pixels. */
const GAP = 10;
const CHARACTER = 6.5;

/** The path data of a line through a point of a curve with a slope, so many pixels long to either side; nothing where it has no direction. */
export function tangentPath(
  area: PlotArea,
  [at, f]: readonly [number, number],
  slope: number,
  reach: number,
): string {
  const [x, y] = [toPixelX(area, at), toPixelY(area, f)];
  const rise = toPixelY(area, f + slope) - y;
  const run = toPixelX(area, at + 1) - x;
  const length = Math.hypot(run, rise);
  if (!(length > 0) || !Number.isFinite(length)) return '';
  const number = (value: number) => value.toFixed(1);
  const [dx, dy] = [(run * reach) / length, (rise * reach) / length];
  return `M${number(x - dx)},${number(y - dy)}L${number(x + dx)},${number(y + dy)}`;
}

/** The tangent of a curve at an iterate, with its slope: the derivative there. */
export function tangentLayer(
  area: PlotArea,
  at: readonly [number, number],
  slope: number,
  [f, x]: readonly [f: string, x: string],
  theme: FigureTheme,
): SvgElement {
  const reach = Math.min(area.width, area.height) / 2.6;
  const label = `d${f}/d${x} = ${formatNumber(slope, 3)}`;
  const place = toPixelX(area, at[0]);
  const room = label.length * CHARACTER + GAP;
  // Beside the curve, on the side where it lies lower; on the other where the plot ends.
  const before = slope > 0 ? place - room >= area.left : place + room > area.left + area.width;
  return svg('g', { class: 'tangent', 'font-size': 11 }, [
    svg('path', { d: tangentPath(area, at, slope, reach), stroke: theme.foreground, 'stroke-width': 1.5 }),
    svg(
      'text',
      {
        x: place + (before ? -GAP : GAP),
        y: toPixelY(area, at[1]) - GAP,
        'text-anchor': before ? 'end' : 'start',
        fill: theme.foreground,
        stroke: theme.background,
        'stroke-width': 3,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      label,
    ),
  ]);
}
