import { coordinateLabel } from '../../src/core/figures/coordinate-label.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { markerElement, type SeriesStyle } from '../../src/core/figures/series-style.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Model } from '../model.ts';

const SIZE = 190;
const MARGIN = 30;

/**
 * The step in the plane of the first two coordinates: straight to the next iterate, and faint the way first along one
 * axis, then along the other. `undefined` where there is no next iterate, or only one coordinate.
 */
export function stepWalk(
  { runs, selected, objective }: Model,
  k: number,
  style: SeriesStyle,
  theme: FigureTheme,
): SvgElement | undefined {
  const trace = runs[selected]?.trace;
  if (!trace || !objective || trace.dimension < 2) return undefined;
  const at = trace.iteration.indexOf(k);
  const next = trace.iteration.indexOf(k + 1);
  if (at < 0 || next < 0) return undefined;
  const entry = (row: number, axis: number) => trace.x[row * trace.dimension + axis] as number;
  const [dx, dy] = [entry(next, 0) - entry(at, 0), entry(next, 1) - entry(at, 1)];
  const longest = Math.max(Math.abs(dx), Math.abs(dy));
  if (!(longest > 0)) return undefined;
  const scale = (SIZE - 2 * MARGIN) / longest;
  const [width, height] = [dx * scale, -dy * scale];
  const x0 = (SIZE - width) / 2;
  const y0 = (SIZE - height) / 2;
  const [x1, y1] = [x0 + width, y0 + height];
  const [right, up] = [0, 1].map((axis) => coordinateLabel(objective.coordinates[axis] ?? '')) as [
    string,
    string,
  ];
  const mark = (x: number, y: number, fill: string) =>
    markerElement(style.marker, x, y, 5, { fill, stroke: style.color, 'stroke-width': 1.5 });
  const label = (text: string, x: number, y: number, anchor: string) =>
    svg('text', { x, y, 'text-anchor': anchor, 'font-style': 'italic', fill: theme.muted }, text);
  return svg(
    'svg',
    {
      width: SIZE,
      height: SIZE,
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      'font-size': 12,
      'font-family': theme.font,
      'aria-hidden': 'true',
    },
    [
      svg('path', {
        d: `M${x0},${y0}H${x1}V${y1}`,
        fill: 'none',
        stroke: theme.muted,
        'stroke-dasharray': '3 4',
      }),
      svg('path', { d: `M${x0},${y0}L${x1},${y1}`, stroke: style.color, 'stroke-width': 2 }),
      label(right, (x0 + x1) / 2, y0 + (height > 0 ? -8 : 17), 'middle'),
      label(up, x1 + (width > 0 ? 8 : -8), (y0 + y1) / 2 + 4, width > 0 ? 'start' : 'end'),
      mark(x0, y0, theme.background),
      mark(x1, y1, style.color),
    ],
  );
}
