import type { Interval } from '../run/experiment.ts';
import { niceTicks } from '../sampling/nice-numbers.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { MARGINS, type Margins, type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { shortName } from './short-name.ts';
import { type SvgElement, svg } from './svg.ts';

/** Pixels between ticks, about. */
const SPACING = { x: 88, y: 56 };

/** The size of the numbers, and how wide their characters may be. */
const SIZE = 11;
const DIGIT = 7;
const SIGN = 9.5;

/** How wide a letter of a name is, about. */
const LETTER = 7.2;

/** The room between the plot and its numbers, and that for the name of the upward axis. */
const GAP = 8;
const NAME = 15;

/** A number on an axis, and its place in pixels. */
export interface Tick {
  readonly value: number;
  readonly place: number;
}

/** The frame, ticks at nice numbers with their labels, and the names of both axes. */
export function axes(area: PlotArea, names: readonly [x: string, y: string], theme: FigureTheme): SvgElement {
  const { width, height } = area;
  const ticks = {
    x: niceTicks(...area.x, Math.max(2, width / SPACING.x)).map((value) => ({
      value,
      place: toPixelX(area, value),
    })),
    y: ticksUp(area.y, height).map((value) => ({ value, place: toPixelY(area, value) })),
  };
  return axesAt(area, ticks, names, theme);
}

/** The margins of a plot of that height, in pixels, whose upward axis shows an interval: see {@link marginsFor}. */
export function marginsOf(interval: Interval, height: number): Margins {
  return marginsFor(ticksUp(interval, height - MARGINS.top - MARGINS.bottom));
}

/** The margins of a plot with these numbers on its upward axis: the longest has its place beside the axis's name. */
export function marginsFor(ticks: readonly number[]): Margins {
  const widest = Math.max(0, ...ticks.map((value) => widthOf(formatNumber(value))));
  return { ...MARGINS, left: Math.max(MARGINS.left, Math.ceil(NAME + widest + GAP)) };
}

/** How wide a text of the numbers' size may be. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character === '−' ? SIGN : DIGIT), 0);
}

function ticksUp(interval: Interval, height: number): number[] {
  return niceTicks(...interval, Math.max(2, height / SPACING.y));
}

/** The frame, given ticks with their labels, and the names of both axes. */
export function axesAt(
  { left, top, width, height }: PlotArea,
  ticks: { readonly x: readonly Tick[]; readonly y: readonly Tick[] },
  names: readonly [x: string, y: string],
  theme: FigureTheme,
): SvgElement {
  const bottom = top + height;
  const marks: string[] = [];
  const labels: SvgElement[] = [];
  for (const { value, place } of ticks.x) {
    const x = crisp(place);
    marks.push(`M${x},${crisp(bottom)}v4`);
    const label = formatNumber(value);
    // The last one stays inside of the picture.
    const most = left + width + MARGINS.right - widthOf(label) / 2;
    labels.push(svg('text', { x: Math.min(x, most), y: bottom + 17, 'text-anchor': 'middle' }, label));
  }
  const middle = top + height / 2;
  const reach = isShort(names[1]) ? 14 : widthOf(names[1]) / 2 + 12;
  for (const { value, place } of ticks.y) {
    const y = crisp(place);
    const label = formatNumber(value);
    marks.push(`M${crisp(left)},${y}h-4`);
    // Where a number would run into the name, the mark says enough.
    const runsInto = NAME + widthOf(label) + GAP > left && Math.abs(place - middle) < reach;
    if (!runsInto) labels.push(svg('text', { x: left - GAP, y: y + 4, 'text-anchor': 'end' }, label));
  }
  return svg('g', { class: 'axes', 'font-size': SIZE, fill: theme.muted }, [
    svg('path', {
      d: `M${crisp(left)},${crisp(top)}h${Math.round(width)}v${Math.round(height)}h${-Math.round(width)}z${marks.join('')}`,
      fill: 'none',
      stroke: theme.frame,
    }),
    ...labels,
    svg('g', { 'font-size': 13, 'font-style': 'italic', fill: theme.foreground }, [
      svg(
        'text',
        { x: left + width / 2, y: bottom + 35, 'text-anchor': 'middle' },
        shortName(names[0], (width + 2 * MARGINS.right) / LETTER),
      ),
      upName(shortName(names[1], (height + 2 * MARGINS.top) / LETTER), middle),
    ]),
  ]);
}

/** Short names stand upright, θ₂; longer ones run along the axis. */
const isShort = (name: string): boolean => [...name].length <= 2;

function upName(name: string, y: number): SvgElement {
  if (isShort(name)) return svg('text', { x: 9, y: y + 4, 'text-anchor': 'middle' }, name);
  return svg('text', { transform: `translate(11 ${y}) rotate(-90)`, 'text-anchor': 'middle' }, name);
}

/** Lines one pixel wide are sharp on half pixels. */
const crisp = (value: number): number => Math.round(value - 0.5) + 0.5;
