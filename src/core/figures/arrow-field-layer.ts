import { cellMiddle, type GradientField } from '../sampling/gradient-field.ts';
import { arrowPath } from './arrow.ts';
import type { FigureTheme } from './figure-theme.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** The longest arrow fills this share of its cell. */
const FILLED = 0.82;
/** An arrow shorter than this in pixels has no direction to the eye. */
const SHORTEST = 3;

/**
 * The gradients on a grid as small arrows, uphill, each in the middle of its cell. Their lengths grow with the cube root of the
 * gradient's norm, so that flat parts are not empty.
 */
export function arrowFieldLayer(field: GradientField, area: PlotArea, theme: FigureTheme): SvgElement {
  const { columns, rows, parts } = field;
  const [width, height] = [
    (area.width * share(field.window.x, area.x) * FILLED) / columns,
    (area.height * share(field.window.y, area.y) * FILLED) / rows,
  ];
  const most = Math.min(width, height);
  const [unitX, unitY] = [area.width / (area.x[1] - area.x[0]), area.height / (area.y[1] - area.y[0])];
  let longest = 0;
  for (let at = 0; at < parts.length; at += 2) {
    const norm = Math.hypot(parts[at] as number, parts[at + 1] as number);
    if (Number.isFinite(norm)) longest = Math.max(longest, norm);
  }
  let d = '';
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const at = 2 * (j * columns + i);
      const [gx, gy] = [parts[at] as number, parts[at + 1] as number];
      const norm = Math.hypot(gx, gy);
      const drawn = Math.hypot(gx * unitX, gy * unitY);
      if (!(drawn > 0) || !Number.isFinite(drawn)) continue;
      const length = most * (norm / longest) ** (1 / 3);
      if (length < SHORTEST) continue;
      const [s, t] = cellMiddle(field, i, j);
      const [x, y] = [toPixelX(area, s), toPixelY(area, t)];
      const [dx, dy] = [(gx * unitX * length) / drawn / 2, (-gy * unitY * length) / drawn / 2];
      d += arrowPath([x - dx, y - dy], [x + dx, y + dy], 5);
    }
  return svg('g', { class: 'arrow-field' }, [
    svg('path', { d, fill: 'none', stroke: theme.muted, 'stroke-opacity': 0.7, 'stroke-linecap': 'round' }),
  ]);
}

const share = (part: readonly [number, number], whole: readonly [number, number]): number =>
  (part[1] - part[0]) / (whole[1] - whole[0]);
