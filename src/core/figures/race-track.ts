import { entryAt } from '../run/race-places.ts';
import type { Trace } from '../run/trace.ts';
import type { Projection } from './path-layer.ts';

/** The way of a run in a race, in pixels: vertices that are told apart, and when it comes by them. */
export interface RaceTrack {
  /** Of each vertex its place on the race's axis; never falling. */
  readonly at: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The length of the way up to each vertex: where its dashes stand. */
  readonly length: Float64Array;
}

/** Vertices closer than this in pixels are not told apart. */
const FINEST = 0.6;
/** What leaves the plot is drawn no further than this many pixels. */
const FAR = 1e4;

/** The way of a run: its iterates where the projection puts them, those left out that it has no place for. */
export function raceTrack(trace: Trace, places: Float64Array, project: Projection): RaceTrack {
  const columns: [number[], number[], number[], number[]] = [[], [], [], []];
  const [at, x, y, length] = columns;
  const bounded = (value: number) => Math.min(Math.max(value, -FAR), FAR);
  for (let index = 0; index < trace.length; index++) {
    const point = project(trace, index);
    if (!point) continue;
    const [px, py] = [bounded(point[0]), bounded(point[1])];
    const last = at.length - 1;
    const step = last < 0 ? 0 : Math.hypot(px - x[last]!, py - y[last]!);
    if (last >= 0 && step < FINEST && index < trace.length - 1) continue;
    at.push(places[index]!);
    x.push(px);
    y.push(py);
    length.push(last < 0 ? 0 : length[last]! + step);
  }
  const [placesAt, xs, ys, lengths] = columns.map((column) => Float64Array.from(column)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { at: placesAt, x: xs, y: ys, length: lengths };
}

/** Where a run is at a moment of the race. */
export interface TrackPosition {
  readonly x: number;
  readonly y: number;
  /** The length of the way so far. */
  readonly length: number;
  /** The last vertex at or behind it. */
  readonly vertex: number;
}

/**
 * Where a run is at a place of the race's axis: on the line between two vertices, or, where it moves in steps, at the last one.
 * @returns nothing where the run has no vertex.
 */
export function positionAt(
  { at, x, y, length }: RaceTrack,
  place: number,
  inSteps = false,
): TrackPosition | undefined {
  if (at.length === 0) return undefined;
  const vertex = entryAt(at, place);
  const gap = vertex + 1 < at.length ? at[vertex + 1]! - at[vertex]! : 0;
  const share = inSteps || gap <= 0 ? 0 : Math.min(1, Math.max(0, (place - at[vertex]!) / gap));
  const between = (column: Float64Array) =>
    share === 0 ? column[vertex]! : column[vertex]! + share * (column[vertex + 1]! - column[vertex]!);
  return { x: between(x), y: between(y), length: between(length), vertex };
}
