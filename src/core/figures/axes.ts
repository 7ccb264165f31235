import { niceTicks } from '../sampling/nice-numbers.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { type SvgElement, svg } from './svg.ts';

/** Pixels between ticks, about. */
const SPACING = { x: 88, y: 56 };

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
    y: niceTicks(...area.y, Math.max(2, height / SPACING.y)).map((value) => ({
      value,
      place: toPixelY(area, value),
    })),
  };
  return axesAt(area, ticks, names, theme);
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
    labels.push(svg('text', { x, y: bottom + 17, 'text-anchor': 'middle' }, formatNumber(value)));
  }
  for (const { value, place } of ticks.y) {
    const y = crisp(place);
    marks.push(`M${crisp(left)},${y}h-4`);
    labels.push(svg('text', { x: left - 8, y: y + 4, 'text-anchor': 'end' }, formatNumber(value)));
  }
  return svg('g', { class: 'axes', 'font-size': 11, fill: theme.muted }, [
    svg('path', {
      d: `M${crisp(left)},${crisp(top)}h${Math.round(width)}v${Math.round(height)}h${-Math.round(width)}z${marks.join('')}`,
      fill: 'none',
      stroke: theme.frame,
    }),
    ...labels,
    svg('g', { 'font-size': 13, 'font-style': 'italic', fill: theme.foreground }, [
      svg('text', { x: left + width / 2, y: bottom + 35, 'text-anchor': 'middle' }, names[0]),
      upName(names[1], top + height / 2),
    ]),
  ]);
}

/** Short names stand upright, θ₂; longer ones run along the axis. */
function upName(name: string, y: number): SvgElement {
  if ([...name].length <= 2) return svg('text', { x: 9, y: y + 4, 'text-anchor': 'middle' }, name);
  return svg('text', { transform: `translate(13 ${y}) rotate(-90)`, 'text-anchor': 'middle' }, name);
}

/** Lines one pixel wide are sharp on half pixels. */
const crisp = (value: number): number => Math.round(value - 0.5) + 0.5;
