import { isCurve, type ObliqueWindow, type PlaneWindow, placeIn } from '../sampling/plane.ts';
import type { Interval, Window } from './experiment.ts';
import type { Trace } from './trace.ts';

/** The least extent of one side relative to the other, and of a side relative to the place it lies at. */
const LEAST_RATIO = 0.4;

/** How much longer a side is than what lies in it. A path on a curve ends at a side of it: that it rises beyond is to be seen. */
const AIR = 1.3;
const CURVE_AIR = 2;

const ANY = { x: [-1, 1], y: [-1, 1] } as const;

/**
 * The window of two entries of x that shows paths best, see {@link planePathWindow}. Along a curve, both entries the same, it is the paths
 * that lie in the middle, not their end: a curve beyond them is often so steep that nothing else would be seen.
 */
export function pathWindow(traces: readonly Trace[], coordinates: readonly [number, number]): Window {
  return { coordinates, ...intervals(traces, { coordinates, ...ANY }) };
}

/**
 * The window of a plane that shows paths best: their common end in the middle, every point inside with a margin, no side much
 * shorter than the other, its ends round numbers. Points far beyond all others (a run that diverged) are left out.
 *
 * @param traces - At least one, none of them empty.
 */
export function planePathWindow(traces: readonly Trace[], plane: ObliqueWindow['plane']): ObliqueWindow {
  return { plane, ...intervals(traces, { plane, ...ANY }) };
}

function intervals(traces: readonly Trace[], window: PlaneWindow): Pick<Window, 'x' | 'y'> {
  const [x, y] = extents(traces, window);
  const least = LEAST_RATIO * Math.max(x.half, y.half);
  const air = isCurve(window) ? CURVE_AIR : AIR;
  const interval = ({ center, half }: Extent): Interval =>
    roundedInterval(center, air * Math.max(half, least, 1e-6 * Math.abs(center)));
  if (x.half === 0 && y.half === 0) {
    return {
      x: roundedInterval(x.center, unit(x.center)),
      y: roundedInterval(y.center, unit(y.center)),
    };
  }
  return { x: interval(x), y: interval(y) };
}

interface Extent {
  readonly center: number;
  readonly half: number;
}

const unit = (center: number) => Math.max(1, Math.abs(center));

function extents(traces: readonly Trace[], window: PlaneWindow): [Extent, Extent] {
  const calm = traces.filter((trace) => !ranAway(trace));
  const shown = calm.length > 0 ? calm : traces;
  const best = shown.reduce((a, c) =>
    (c.f[c.length - 1] as number) < (a.f[a.length - 1] as number) ? c : a,
  );
  const ends = placeIn(window, best.x, (best.length - 1) * best.dimension);
  const [low, high] = [[...ends], [...ends]];
  for (const trace of shown) {
    const reach = calm.length > 0 ? trace.length : Math.min(trace.length, 8);
    for (let i = 0; i < reach; i++) {
      const place = placeIn(window, trace.x, i * trace.dimension);
      for (const side of [0, 1] as const) {
        low[side] = Math.min(low[side] as number, place[side]);
        high[side] = Math.max(high[side] as number, place[side]);
      }
    }
  }
  const extent = (side: 0 | 1): Extent => {
    const [from, to] = [low[side] as number, high[side] as number];
    if (isCurve(window)) return { center: from + (to - from) / 2, half: (to - from) / 2 };
    return { center: ends[side], half: Math.max(ends[side] - from, to - ends[side]) };
  };
  return [extent(0), extent(1)];
}

/** A run whose steps grow and grow. */
function ranAway({ f, length }: Trace): boolean {
  return length > 1 && (f[length - 1] as number) > 1e3 * (1 + Math.abs(f[0] as number));
}

/** The interval around a center, its ends moved outwards to the next round numbers of about a twentieth of its length. */
function roundedInterval(center: number, half: number): Interval {
  const step = 10 ** Math.floor(Math.log10(half / 2));
  const low = Math.floor((center - half) / step) * step;
  const high = Math.ceil((center + half) / step) * step;
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return digits > 20 ? [low, high] : [Number(low.toFixed(digits)), Number(high.toFixed(digits))];
}
