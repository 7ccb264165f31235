// In the surface's own chunk.
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { surfaceHeights } from '../../src/core/figures/surface-heights.ts';
import { type SvgElement, svg } from '../../src/core/figures/svg.ts';
import type { Interval } from '../../src/core/run/experiment.ts';
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

type Place = readonly [x: number, y: number];

/** A text of the picture. */
interface Label {
  /** The middle of the text, in pixels of the picture. */
  readonly at: Place;
  readonly text: string;
  readonly isName: boolean;
  /** The tick that it belongs to, as a path. */
  readonly tick?: string;
}

/** From the edge of the floor to its numbers and to its name, in pixels of the picture. */
const ROOM = 13;
const NAME_ROOM = 29;
const TICK = 5;
/** How wide a character of a name and one of a number are, about, in pixels. */
const CHARACTER = 7.5;
const DIGIT = 6.8;
/** Between two labels, side by side and one above the other, in pixels. */
const GAP = 6;
const LINE = 12;

/** Values on an axis, about. */
const TICKS = 4;

/** The names of the axes and their numbers, on the edges that face the reader, where the surface hides none of them, and an upright axis of f. */
export function surfaceLabels(
  { project }: Sight,
  { area, names, picture, cut, azimuth, theme }: SurfaceLabels,
): SvgElement[] {
  const [x, y] = [area.width / 2, area.height / 2];
  const [right, up] = [Math.sin(azimuth) > 0 ? 1 : -1, Math.cos(azimuth) > 0 ? -1 : 1];
  const upright = uprightAxis(project, area, names[2], picture);
  const floor = [
    ...floorAxis(area.x, names[0], (part, out) => project((2 * part - 1) * x, up * (y + out), 0)),
    // Along an axis without a name nothing changes: its numbers would say nothing.
    ...(names[1] === ''
      ? []
      : floorAxis(area.y, names[1], (part, out) => project(right * (x + out), (2 * part - 1) * y, 0))),
  ];
  const wanted = [...upright.labels, ...floor].sort((a, b) => Number(b.isName) - Number(a.isName));
  const labels = apart(wanted);
  const lines = [upright.line, ...labels.map(({ tick }) => tick ?? '')].join('');
  const found = [
    svg('path', { d: lines, fill: 'none', stroke: theme.frame }),
    ...labels.map((each) => drawn(each, theme)),
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

/**
 * The name and the numbers of an axis on the floor.
 * @param place Where a part of the axis is drawn, from 0 to 1, so many pixels of the flat plot outside of its edge.
 */
function floorAxis(
  [low, high]: Interval,
  name: string,
  place: (part: number, out: number) => Place,
): Label[] {
  const numbers = niceTicks(low, high, TICKS).map((value): Label => {
    const part = (value - low) / (high - low);
    const text = formatNumber(value, 6);
    const [edge, tick] = [place(part, 0), place(part, TICK)];
    const at = beyond(edge, tick, ROOM, text.length * DIGIT);
    return { at, text, isName: false, tick: `M${pixels(edge)}L${pixels(tick)}` };
  });
  const widest = Math.max(0, ...numbers.map(widthOf));
  const at = beyond(place(0.5, 0), place(0.5, TICK), NAME_ROOM, widest * 2 + name.length * CHARACTER);
  return [{ at, text: name, isName: true }, ...numbers];
}

/** The middle of a text of so many pixels of width, which begins `room` pixels from a place of the picture, away from it as `toward` is. */
function beyond([x, y]: Place, toward: Place, room: number, width: number): Place {
  const [dx, dy] = [toward[0] - x, toward[1] - y];
  const length = Math.hypot(dx, dy) || 1;
  const [right, down] = [dx / length, dy / length];
  const reach = room + (Math.abs(right) * width) / 2;
  return [x + right * reach, y + down * reach];
}

/** The axis of f at the corner farthest to the left, beside the surface; nothing where it is seen from the top. */
function uprightAxis(
  project: Sight['project'],
  { width, height }: PlotArea,
  name: string,
  { field, contours }: Picture,
): { readonly line: string; readonly labels: readonly Label[] } {
  const corners = [-1, 1].flatMap((i) => [-1, 1].map((j) => [(i * width) / 2, (j * height) / 2] as const));
  const across = corners.map((corner) => project(...corner, 0)[0]);
  const [x, y] = corners[across.indexOf(Math.min(...across))] as (typeof corners)[number];
  const [foot, top] = [project(x, y, 0), project(x, y, 1)];
  if (foot[1] - top[1] < 24) return { line: '', labels: [] };
  const heights = surfaceHeights(field, contours);
  const bounds = contours.levels.map(({ value }) => value);
  const every = Math.max(1, Math.round(bounds.length / TICKS));
  const values = heights.proportional
    ? niceTicks(field.minimum, field.maximum, TICKS)
    : bounds.filter((_, index) => index > 0 && index % every === 0);
  const numbers = values.map((value): Label => {
    const [px, py] = project(x, y, heights.height(value));
    const text = formatNumber(value, 6);
    const half = (text.length * DIGIT) / 2;
    const at = [Math.max(px - TICK - 4 - half, half), py] as const;
    return { at, text, isName: false, tick: `M${pixels([px, py])}h${-TICK}` };
  });
  // A long name stays inside of the picture.
  const at = [Math.max(top[0], (name.length * CHARACTER) / 2), top[1] - 14] as const;
  return { line: `M${pixels(foot)}L${pixels(top)}`, labels: [{ at, text: name, isName: true }, ...numbers] };
}

/** Those that have room beside the ones before them. */
function apart(labels: readonly Label[]): Label[] {
  const kept: Label[] = [];
  for (const label of labels) {
    const [x, y] = label.at;
    const isFree = kept.every(
      (other) =>
        Math.abs(other.at[0] - x) > (widthOf(other) + widthOf(label)) / 2 + GAP ||
        Math.abs(other.at[1] - y) > LINE,
    );
    if (isFree) kept.push(label);
  }
  return kept;
}

const widthOf = ({ text, isName }: Label): number => text.length * (isName ? CHARACTER : DIGIT);

const pixels = (place: Place): string => place.map((each) => each.toFixed(1)).join();

function drawn({ at: [x, y], text, isName }: Label, theme: FigureTheme): SvgElement {
  const style = isName
    ? { 'font-size': 13, 'font-style': 'italic', fill: theme.foreground }
    : { 'font-size': 11, fill: theme.muted };
  return svg('text', { x, y: y + 4, 'text-anchor': 'middle', ...style }, text);
}
