import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** From a point to the label beside it, the width of a character and the height of a digit, in pixels. */
const GAP = 10;
const CHARACTER = 6.5;
const DIGIT = 8;

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

/**
 * The tangent of a curve at an iterate, with its slope: the derivative there.
 *
 * @param curve - The function of which it is the curve.
 */
export function tangentLayer(
  area: PlotArea,
  at: readonly [number, number],
  slope: number,
  curve: (x: number) => number,
  [f, x]: readonly [f: string, x: string],
  theme: FigureTheme,
): SvgElement {
  const reach = Math.min(area.width, area.height) / 2.6;
  const label = `d${f}/d${x} = ${formatNumber(slope, 3)}`;
  const place = toPixelX(area, at[0]);
  const room = label.length * CHARACTER + GAP;
  // Beside the curve, on the side where it lies lower; on the other where the plot ends.
  const before = slope > 0 ? place - room >= area.left : place + room > area.left + area.width;
  // Along a level tangent the curve may rise into the label: then it stands below, where there is room.
  const middle = at[0] + ((before ? -room : room) / 2 / area.width) * (area.x[1] - area.x[0]);
  const tangent = toPixelY(area, at[1] + slope * (middle - at[0]));
  const height = toPixelY(area, at[1]);
  const under = height + GAP / 2 + DIGIT;
  const below =
    Math.abs(tangent - height) < GAP / 2 &&
    toPixelY(area, curve(middle)) < tangent &&
    under <= area.top + area.height;
  return svg('g', { class: 'tangent', 'font-size': 11 }, [
    svg('path', { d: tangentPath(area, at, slope, reach), stroke: theme.foreground, 'stroke-width': 1.5 }),
    svg(
      'text',
      {
        x: place + (before ? -GAP : GAP),
        y: below ? under : height - GAP,
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
