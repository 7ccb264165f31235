import type { Interval } from '../run/experiment.ts';
import type { Trace } from '../run/trace.ts';
import { niceTicks } from '../sampling/nice-numbers.ts';
import type { FigureTheme } from './figure-theme.ts';
import { formatNumber } from './format-number.ts';
import { type PlotArea, plotArea, toPixelY } from './plot-area.ts';
import { markerElement, type SeriesStyle } from './series-style.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** What a figure of a path in parallel coordinates shows. */
export interface ParallelFigureRequest {
  readonly trace: Trace;
  /** The place in the trace of the iterate that is drawn loud. */
  readonly now: number;
  /** The entries of x that have an axis, and their names. */
  readonly entries: readonly number[];
  readonly names: readonly string[];
  readonly style: SeriesStyle;
  readonly theme: FigureTheme;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** The most iterates that are drawn besides the one shown. */
const MOST_LINES = 24;
/** Pixels that the name of an axis needs, about. */
const NAME_ROOM = 34;

/**
 * A path in parallel coordinates: an upright axis for each parameter, all of one scale, and a line across them for each iterate,
 * the later the stronger; the iterate shown is loud.
 */
export function parallelFigure(request: ParallelFigureRequest): SvgElement {
  const { trace, now, entries, names, style, theme, width, height } = request;
  const area = plotArea({ x: [0, 1], y: rangeOf(trace, entries) }, width, height);
  const across = (axis: number) =>
    round(area.left + (area.width * (axis + 0.5)) / Math.max(1, entries.length));
  const line = (index: number) =>
    entries
      .map((entry, axis) => {
        const y = toPixelY(area, trace.x[index * trace.dimension + entry] as number);
        return `${axis === 0 ? 'M' : 'L'}${across(axis)},${round(y)}`;
      })
      .join('');
  const drawn = evenly(trace.length, MOST_LINES);
  const every = Math.max(1, Math.ceil((NAME_ROOM * entries.length) / area.width));
  return svg('g', { class: 'parallel' }, [
    svg('path', {
      d: entries.map((_, axis) => `M${across(axis)},${area.top}v${round(area.height)}`).join(''),
      stroke: theme.frame,
      fill: 'none',
    }),
    scale(area, theme),
    svg(
      'g',
      { 'font-size': 11, 'font-style': 'italic', 'text-anchor': 'middle', fill: theme.foreground },
      names.flatMap((name, axis) =>
        axis % every === 0 ? [svg('text', { x: across(axis), y: area.top + area.height + 17 }, name)] : [],
      ),
    ),
    svg(
      'g',
      { fill: 'none', stroke: style.color, 'stroke-linejoin': 'round' },
      drawn.map((index, place) =>
        svg('path', { d: line(index), 'stroke-opacity': 0.3 + (0.35 * (place + 1)) / drawn.length }),
      ),
    ),
    svg('path', {
      class: 'parallel-now',
      d: line(now),
      fill: 'none',
      stroke: style.color,
      'stroke-width': 2.5,
      'stroke-linejoin': 'round',
    }),
    ...entries.map((entry, axis) => {
      const y = toPixelY(area, trace.x[now * trace.dimension + entry] as number);
      const paint = { fill: style.color, stroke: theme.background, 'stroke-width': 1 };
      return markerElement(style.marker, across(axis), y, 3.5, paint);
    }),
  ]);
}

/** The places of at most so many of a number of things, evenly spread, with the first and the last. */
export function evenly(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, place) => place);
  return Array.from({ length: most }, (_, place) => Math.round((place * (count - 1)) / (most - 1)));
}

function scale(area: PlotArea, theme: FigureTheme): SvgElement {
  const ticks = niceTicks(...area.y, Math.max(2, area.height / 48));
  return svg('g', { 'font-size': 11, 'text-anchor': 'end', fill: theme.muted }, [
    svg('path', {
      d: ticks.map((tick) => `M${area.left},${round(toPixelY(area, tick))}h${round(area.width)}`).join(''),
      stroke: theme.frame,
      'stroke-opacity': 0.5,
      'stroke-dasharray': '2 4',
      fill: 'none',
    }),
    ...ticks.map((tick) =>
      svg('text', { x: area.left - 8, y: toPixelY(area, tick) + 4 }, formatNumber(tick)),
    ),
  ]);
}

function rangeOf({ x, dimension, length }: Trace, entries: readonly number[]): Interval {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < length; index++)
    for (const entry of entries) {
      const value = x[index * dimension + entry] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  if (!(high >= low)) return [-1, 1];
  const air = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}
