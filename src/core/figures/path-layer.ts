import { entryAt } from '../run/race-places.ts';
import type { Trace } from '../run/trace.ts';
import { dashes } from './figure-legend.ts';
import type { FigureTheme } from './figure-theme.ts';
import { markerElement, type SeriesStyle } from './series-style.ts';
import { round, type SvgElement, svg } from './svg.ts';

/** A run as a figure draws it. */
export interface FigureRun {
  readonly trace: Trace;
  readonly style: SeriesStyle;
  /** The iteration of the best point, where it is known. */
  readonly best?: number;
  /** Whether it is one of many that look alike: a thin line with a small mark at its iterate. */
  readonly crowded?: boolean;
}

/** Where the iterate at a place of a trace is drawn, in pixels; `undefined` where it has no finite place. */
export type Projection = (trace: Trace, index: number) => readonly [x: number, y: number] | undefined;

/** Iterates closer than this in pixels are not told apart. */
const FINEST = 0.6;

/** Dots for single iterates need room between them. */
const DOT_SPACING = 7;

type Place = readonly [x: number, y: number];

/** A path that leaves the plot is drawn no further than this many pixels; renderers lose precision beyond. */
const FAR = 1e5;

/** How opaque each of n lines of a crowd is: STRONG / √n, and not less than PALEST, so that few are seen as well as many. */
const STRONG = 5;
const PALEST = 0.35;

/**
 * The paths of all runs: the way up to iteration `current` loud, the rest faint; markers at the start (hollow), the
 * current iterate (large), the end, and the best point (a star) where it is neither of the others.
 */
export function pathLayer(
  runs: readonly FigureRun[],
  project: Projection,
  current: number,
  theme: FigureTheme,
): SvgElement {
  const drawn = runs
    .filter(({ trace }) => trace.length > 0)
    // Single runs lie above the crowd.
    .sort((a, c) => Number(c.crowded ?? false) - Number(a.crowded ?? false))
    .map((run) => {
      const now = indexAt(run.trace, current);
      const past = polyline(run.trace, project, 0, now);
      return { run, past, future: polyline(run.trace, project, now, run.trace.length - 1) };
    });
  const crowd = drawn.filter(({ run }) => run.crowded).length;
  const opacity = Math.max(PALEST, Math.min(1, STRONG / Math.sqrt(Math.max(1, crowd))));
  return svg('g', { class: 'paths', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }, [
    // Every halo lies below every line: one run's halo must not hide another run.
    ...drawn.flatMap(({ run, past }) => (run.crowded ? [] : [halo(past, theme)])),
    ...drawn.map(({ run, past, future }) =>
      svg(
        'g',
        { fill: 'none' },
        run.crowded ? thinLines(run.style, past, future, opacity) : lines(run.style, past, future),
      ),
    ),
    ...drawn.map(({ run }) => svg('g', {}, markers(run, project, current, theme))),
  ]);
}

/**
 * The place in a trace of the last recorded iterate at or before iteration k; 0 for a k before the start.
 * @param trace With at least one entry.
 */
export function indexAt({ iteration, length }: Pick<Trace, 'iteration' | 'length'>, k: number): number {
  return entryAt(iteration.subarray(0, length), k);
}

function halo({ d }: Polyline, { background }: FigureTheme): SvgElement {
  return svg('path', { d, fill: 'none', stroke: background, 'stroke-width': 4.5, 'stroke-opacity': 0.75 });
}

function lines(style: SeriesStyle, past: Polyline, future: Polyline): SvgElement[] {
  const paint = { stroke: style.color, 'stroke-dasharray': dashes(style) };
  return [
    svg('path', { d: future.d, ...paint, 'stroke-width': 1.25, 'stroke-opacity': 0.4 }),
    svg('path', { d: past.d, ...paint, 'stroke-width': 2 }),
    svg('path', { d: past.dots, stroke: style.color, 'stroke-width': 5 }),
  ].filter(({ attributes }) => attributes.d !== '');
}

/** One line of many: neither dashes nor dots could be told apart. */
function thinLines({ color }: SeriesStyle, past: Polyline, future: Polyline, opacity: number): SvgElement[] {
  return [
    svg('path', { d: future.d, stroke: color, 'stroke-width': 1, 'stroke-opacity': opacity / 3 }),
    svg('path', { d: past.d, stroke: color, 'stroke-width': 1, 'stroke-opacity': opacity }),
  ].filter(({ attributes }) => attributes.d !== '');
}

/** A part of a path as path data, and the dots of the iterates that stand apart on it. */
interface Polyline {
  readonly d: string;
  readonly dots: string;
}

function polyline(trace: Trace, project: Projection, from: number, to: number): Polyline {
  let d = '';
  let dots = '';
  let last: Place | undefined;
  let before: Place | undefined;
  let room = false;
  for (let index = from; index <= to; index++) {
    const point = project(trace, index);
    if (!point) {
      last = undefined;
      continue;
    }
    const place = [bounded(point[0]), bounded(point[1])] as const;
    // A dot marks an iterate that stands apart from the ones before and after it.
    const apart = before === undefined || distance(before, place) >= DOT_SPACING;
    if (before && room && apart) dots += `M${before[0]},${before[1]}h0`;
    room = apart;
    before = place;
    if (last && index < to && distance(last, place) < FINEST) continue;
    d += `${last ? 'L' : 'M'}${place[0]},${place[1]}`;
    last = place;
  }
  return { d: from < to ? d : '', dots };
}

function markers(
  { trace, style, best, crowded = false }: FigureRun,
  project: Projection,
  current: number,
  theme: FigureTheme,
) {
  const end = trace.length - 1;
  const now = indexAt(trace, current);
  const bestIndex = best === undefined ? end : indexAt(trace, best);
  const found: SvgElement[] = [];
  const mark = (index: number, radius: number, fill: string, stroke: string, width: number) => {
    const point = project(trace, index);
    if (!point) return;
    const [x, y] = [bounded(point[0]), bounded(point[1])];
    found.push(markerElement(style.marker, x, y, radius, { fill, stroke, 'stroke-width': width }));
  };
  if (crowded) {
    mark(now, 2.25, style.color, theme.background, 0.75);
    return found;
  }
  mark(0, 4.5, theme.background, style.color, 1.75);
  if (end !== now && end !== 0) mark(end, 3.5, style.color, theme.background, 1);
  if (bestIndex !== end && bestIndex !== 0) {
    const point = project(trace, bestIndex);
    if (point) found.push(star(bounded(point[0]), bounded(point[1]), style.color, theme.background));
  }
  mark(now, 5.5, style.color, theme.background, 1.5);
  return found;
}

function star(x: number, y: number, fill: string, stroke: string): SvgElement {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    const radius = index % 2 === 0 ? 7 : 3;
    return `${round(x + radius * Math.cos(angle))},${round(y + radius * Math.sin(angle))}`;
  });
  return svg('path', { d: `M${points.join('L')}z`, fill, stroke, 'stroke-width': 1 });
}

const bounded = (value: number): number => round(Math.min(Math.max(value, -FAR), FAR));

const distance = (a: Place, b: Place): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
