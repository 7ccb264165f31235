import { norm } from '../methods/vector.ts';
import type { Window } from '../run/experiment.ts';

/** A plane in the space of x that need not be parallel to its axes: the points origin + s·u + t·v. */
export interface Plane {
  /** What it is told apart by: planes with the same key are the same plane. */
  readonly key: string;
  readonly origin: Float64Array;
  /** Directions of length 1 at right angles to each other. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** What s and t are, for the axes of a picture. */
  readonly labels: readonly [s: string, t: string];
}

/** A window in a plane that need not be parallel to the axes: intervals of s and t. */
export interface ObliqueWindow extends Pick<Window, 'x' | 'y'> {
  readonly plane: Plane;
}

/** The part of a plane that a picture shows: a plane of two coordinates of x, or any other. */
export type PlaneWindow = Window | ObliqueWindow;

export function isOblique(window: PlaneWindow): window is ObliqueWindow {
  return 'plane' in window;
}

/** Whether a window shows f as a curve over its only coordinate. */
export function isCurve(window: PlaneWindow): boolean {
  return !isOblique(window) && window.coordinates[0] === window.coordinates[1];
}

/** Whether two windows lie in the same plane. */
export function samePlane(a: PlaneWindow, b: PlaneWindow): boolean {
  if (isOblique(a) || isOblique(b)) return isOblique(a) && isOblique(b) && a.plane.key === b.plane.key;
  return a.coordinates[0] === b.coordinates[0] && a.coordinates[1] === b.coordinates[1];
}

/**
 * The foot of the perpendicular from a point to the window's plane, in the plane's own coordinates.
 * @param first where in `x` the point begins.
 */
export function placeIn(window: PlaneWindow, x: ArrayLike<number>, first = 0): [s: number, t: number] {
  if (!isOblique(window)) {
    const [right, up] = window.coordinates;
    return [x[first + right] as number, x[first + up] as number];
  }
  const { origin, u, v } = window.plane;
  let [s, t] = [0, 0];
  for (let i = 0; i < origin.length; i++) {
    const away = (x[first + i] as number) - (origin[i] as number);
    s += away * (u[i] as number);
    t += away * (v[i] as number);
  }
  return [s, t];
}

/** The parts of a vector, such as a gradient, along the directions of the window's plane. */
export function partsIn(window: PlaneWindow, vector: ArrayLike<number>): [along: number, across: number] {
  if (!isOblique(window)) return placeIn(window, vector);
  const { u, v } = window.plane;
  let [along, across] = [0, 0];
  for (let i = 0; i < u.length; i++) {
    along += (vector[i] as number) * (u[i] as number);
    across += (vector[i] as number) * (v[i] as number);
  }
  return [along, across];
}

/** A point moved parallel to the window's plane until its place there is (s, t). */
export function movedTo(window: PlaneWindow, x: ArrayLike<number>, s: number, t: number): Float64Array {
  const moved = Float64Array.from(x);
  if (!isOblique(window)) {
    const [right, up] = window.coordinates;
    moved[right] = s;
    if (up !== right) moved[up] = t;
    return moved;
  }
  const { u, v } = window.plane;
  const [from, above] = placeIn(window, x);
  for (let i = 0; i < moved.length; i++)
    moved[i] = (moved[i] as number) + (s - from) * (u[i] as number) + (t - above) * (v[i] as number);
  return moved;
}

/** The point of the window's plane at (s, t). @param base a point of the plane, where that is one of two coordinates. */
export function pointAt(window: PlaneWindow, base: ArrayLike<number>, s: number, t: number): Float64Array {
  return movedTo(window, isOblique(window) ? window.plane.origin : base, s, t);
}

/**
 * The distance of a point from the window's plane.
 * @param base a point of the plane, where that is one of two coordinates.
 * @param first where in `x` the point begins.
 */
export function distanceTo(
  window: PlaneWindow,
  base: ArrayLike<number>,
  x: ArrayLike<number>,
  first = 0,
): number {
  const foot = pointAt(window, base, ...placeIn(window, x, first));
  return norm(foot.map((entry, i) => (x[first + i] as number) - entry));
}
