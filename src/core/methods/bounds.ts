import { formatNumber } from '../run/format-number.ts';
import type { Point } from './solver.ts';
import { norm } from './vector.ts';

/** The box in which x is sought: l ≤ x ≤ u, entry by entry; an end may be infinite. Plain data. */
export interface Bounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** P(x), the point of the box that is nearest to x, in place: every entry is cut to its interval. */
export function project(x: Float64Array, { lower, upper }: Bounds): void {
  for (let i = 0; i < x.length; i++) {
    const entry = x[i] as number;
    // NaN stays, so that a run that leaves the numbers is seen to.
    if (entry < (lower[i] as number)) x[i] = lower[i] as number;
    else if (entry > (upper[i] as number)) x[i] = upper[i] as number;
  }
}

/** Folds x into the box: entries beyond a border come in by as much as they are outside, to and fro. */
export function mirror(x: Float64Array, bounds: Bounds): void {
  for (let i = 0; i < x.length; i++) {
    const [low, high] = [bounds.lower[i] as number, bounds.upper[i] as number];
    const entry = x[i] as number;
    if (entry >= low && entry <= high) continue;
    const width = high - low;
    if (width === Number.POSITIVE_INFINITY) x[i] = entry < low ? 2 * low - entry : 2 * high - entry;
    else if (width > 0) {
      const along = Math.abs(entry - low) % (2 * width);
      x[i] = low + (along > width ? 2 * width - along : along);
    }
  }
  // What rounding has left outside, and intervals of a single point.
  project(x, bounds);
}

/** Writes P(x + α d) to `out`; x + α d where there are no bounds. */
export function moveWithin(
  out: Float64Array,
  x: Float64Array,
  alpha: number,
  d: Float64Array,
  bounds: Bounds | undefined,
): void {
  for (let i = 0; i < x.length; i++) out[i] = (x[i] as number) + alpha * (d[i] as number);
  if (bounds) project(out, bounds);
}

/** Writes y − x to a step: what is left of it after a projection. */
export function cutStep(step: Float64Array, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < step.length; i++) step[i] = (y[i] as number) - (x[i] as number);
}

/** The point of the box that is nearest to a flat x. */
export function nearestInside(x: readonly number[], bounds: Bounds | undefined): readonly number[] {
  if (!bounds) return x;
  const inside = Float64Array.from(x);
  project(inside, bounds);
  return Array.from(inside);
}

/** Whether entry i lies at a bound and a move by `direction` would lead out of the box. */
function leadsOut(x: Float64Array, i: number, direction: number, { lower, upper }: Bounds): boolean {
  return (
    (direction < 0 && (x[i] as number) <= (lower[i] as number)) ||
    (direction > 0 && (x[i] as number) >= (upper[i] as number))
  );
}

/** Whether entry i is held: at a bound, with f falling outwards. Such entries stay while the others move. */
export function isHeld({ x, g }: Point, i: number, bounds: Bounds): boolean {
  return leadsOut(x, i, -((g as Float64Array)[i] as number), bounds);
}

/** The gradient with 0 for held entries, written to `out`; the gradient itself where there are no bounds. */
export function freeGradient(point: Point, bounds: Bounds | undefined, out: Float64Array): Float64Array {
  const g = point.g as Float64Array;
  if (!bounds) return g;
  for (let i = 0; i < g.length; i++) out[i] = isHeld(point, i, bounds) ? 0 : (g[i] as number);
  return out;
}

/** Makes a direction 0 where it would leave the box at once, or the entry is held. */
export function holdDirection(direction: Float64Array, point: Point, bounds: Bounds | undefined): void {
  if (!bounds) return;
  for (let i = 0; i < direction.length; i++) {
    if (leadsOut(point.x, i, direction[i] as number, bounds) || isHeld(point, i, bounds)) direction[i] = 0;
  }
}

/** The slope g·d of f at a point on the way along d, without the entries that a bound has stopped there. */
export function slopeWithin({ x, g }: Point, direction: Float64Array, bounds: Bounds): number {
  let slope = 0;
  for (let i = 0; i < x.length; i++) {
    const d = direction[i] as number;
    if (!leadsOut(x, i, d, bounds)) slope += d * ((g as Float64Array)[i] as number);
  }
  return slope;
}

/** Whether a bound has stopped an entry on the way along d. */
export function stoppedWithin(x: Float64Array, direction: Float64Array, bounds: Bounds): boolean {
  for (let i = 0; i < x.length; i++) if (leadsOut(x, i, direction[i] as number, bounds)) return true;
  return false;
}

/** ∇f(x)·(y − x): what the slope at x promises for a step to y. */
export function promisedChange({ x, g }: Point, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += ((g as Float64Array)[i] as number) * ((y[i] as number) - (x[i] as number));
  }
  return sum;
}

/**
 * ‖∇f(x)‖₂, within bounds ‖P(x − ∇f(x)) − x‖₂: 0 where no direction into the box leads downwards (Conn, Gould & Toint 2000, Trust-Region
 * Methods, section 12.1.4).
 */
export function gradientNorm({ x, g }: Point, bounds: Bounds | undefined): number {
  if (!bounds) return norm(g as Float64Array);
  const step = x.map((entry, i) => entry - ((g as Float64Array)[i] as number));
  project(step, bounds);
  for (let i = 0; i < x.length; i++) step[i] = (step[i] as number) - (x[i] as number);
  return norm(step);
}

/** What is wrong with a start, by its first entry outside the box; undefined where it lies inside. */
export function startComplaint(
  start: ArrayLike<number>,
  { lower, upper }: Bounds,
  names: readonly string[],
): string | undefined {
  for (let i = 0; i < start.length; i++) {
    const [entry, low, high] = [start[i] as number, lower[i] as number, upper[i] as number];
    if (entry < low || entry > high) {
      const nearest = entry < low ? low : high;
      return `${names[i]} starts at ${formatNumber(entry)}, outside its bounds ${intervalText(low, high)}; start at ${formatNumber(nearest)}, or widen them`;
    }
  }
  return undefined;
}

/** `[0, Infinity]`, as it is written in a `within` clause. */
export function intervalText(low: number, high: number): string {
  return `[${low}, ${high}]`;
}
