// In the surface's own chunk.
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { surfaceHeights } from '../../src/core/figures/surface-heights.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import { niceTicks } from '../../src/core/sampling/nice-numbers.ts';
import type { Picture } from '../model.ts';
import type { Cut } from './cut.ts';
import type { Sight } from './sight.ts';

/** What the labels of a raised surface tell. */
export interface SurfaceLabels {
  readonly area: PlotArea;
  /** The names of both axes and of f. */
  readonly names: readonly [x: string, y: string, f: string];
  readonly picture: Picture;
  readonly cut?: Cut | undefined;
  /** How far the surface is turned, in radians. */
  readonly azimuth: number;
  readonly theme: FigureTheme;
}

/** From the edge of the plot to the middle of its labels, in pixels of the flat plot. */
const ROOM = 26;
const TICK = 5;
/** How wide a character of a name and one of a number are, about, in pixels. */
const CHARACTER = 7.5;
const DIGIT = 6.8;

/** Values on the upright axis, about. */
const TICKS = 4;

/** The names of the axes with their ends on the edges that face the reader, where the surface hides none of them, and an upright axis of f. */
export function surfaceLabels(
  { project }: Sight,
  { area, names, picture, cut, azimuth, theme }: SurfaceLabels,
): SvgElement[] {
  const [x, y] = [area.width / 2, area.height / 2];
  const text = (at: readonly [number, number], content: string, isName = false) =>
    label(project(...at, 0), [0, 4], content, theme, isName);
  const [right, up] = [Math.sin(azimuth) > 0 ? 1 : -1, Math.cos(azimuth) > 0 ? -1 : 1];
  const [side, front] = [right * (x + ROOM), up * (y + ROOM)];
  // Along an axis without a name nothing changes: its numbers would say nothing.
  const second =
    names[1] === ''
      ? []
      : [
          text([side, 0], names[1], true),
          text([side, -0.94 * y], formatNumber(area.y[0], 3)),
          text([side, 0.94 * y], formatNumber(area.y[1], 3)),
        ];
  const found = [
    text([0, front], names[0], true),
    text([-0.94 * x, front], formatNumber(area.x[0], 3)),
    text([0.94 * x, front], formatNumber(area.x[1], 3)),
    ...second,
    ...uprightAxis(project, area, names[2], picture, theme),
  ];
  if (cut?.label) {
    const [px, py] = project(...cut.at);
    const paint = { stroke: theme.background, 'stroke-width': 3, 'paint-order': 'stroke' };
    found.push(
      svg('text', { x: px + 12, y: py - 10, 'font-size': 11, fill: theme.foreground, ...paint }, cut.label),
    );
  }
  return found;
}

/** The axis of f at the corner farthest to the left, beside the surface; nothing where it is seen from the top. */
function uprightAxis(
  project: Sight['project'],
  { width, height }: PlotArea,
  name: string,
  { field, contours }: Picture,
  theme: FigureTheme,
): SvgElement[] {
  const corners = [-1, 1].flatMap((i) => [-1, 1].map((j) => [(i * width) / 2, (j * height) / 2] as const));
  const across = corners.map((corner) => project(...corner, 0)[0]);
  const [x, y] = corners[across.indexOf(Math.min(...across))] as (typeof corners)[number];
  const [foot, top] = [project(x, y, 0), project(x, y, 1)];
  if (foot[1] - top[1] < 24) return [];
  const heights = surfaceHeights(field, contours);
  const bounds = contours.levels.map(({ value }) => value);
  const every = Math.max(1, Math.round(bounds.length / TICKS));
  const values = heights.proportional
    ? niceTicks(field.minimum, field.maximum, TICKS)
    : bounds.filter((_, index) => index > 0 && index % every === 0);
  const ticks = values.map((value) => ({ value, place: project(x, y, heights.height(value)) }));
  const marks = ticks.map(({ place: [px, py] }) => `M${px.toFixed(1)},${py.toFixed(1)}h${-TICK}`);
  const line = `M${foot.map((each) => each.toFixed(1))}L${top.map((each) => each.toFixed(1))}`;
  return [
    svg('path', { d: line + marks.join(''), fill: 'none', stroke: theme.frame }),
    ...ticks.map(({ value, place: [px, py] }) => {
      const text = formatNumber(value, 6);
      return label([Math.max(px - TICK - 4, text.length * DIGIT), py], [0, 4], text, theme, false, 'end');
    }),
    // A long name stays inside of the picture.
    label([Math.max(top[0], (name.length * CHARACTER) / 2), top[1]], [0, -10], name, theme, true),
  ];
}

function label(
  [x, y]: readonly [number, number],
  [right, down]: readonly [number, number],
  content: string,
  theme: FigureTheme,
  isName: boolean,
  anchor = 'middle',
): SvgElement {
  return svg(
    'text',
    {
      x: x + right,
      y: y + down,
      'text-anchor': anchor,
      'font-size': isName ? 13 : 11,
      ...(isName ? { 'font-style': 'italic', fill: theme.foreground } : { fill: theme.muted }),
    },
    content,
  );
}
