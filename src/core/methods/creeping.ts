import type { Point } from './solver.ts';
import { distance, norm } from './vector.ts';

/** A step is short that is no longer than this part of the longest x. */
export const SHORT = 1e-14;
/** f has hardly changed where it has by no more than this part of it. */
export const LITTLE = 1e-11;
/** So many steps may lead nowhere. */
export const PATIENCE = 10;

/** What a method remembers of steps that lead nowhere. */
export interface Creeping {
  /** How many of the last steps in a row have. */
  steps: number;
  /** f and the norm of its gradient before them. */
  value: number;
  slope: number;
  /** The greatest norm of x. */
  extent: number;
}

/** Before the first step. */
export function noCreeping(): Creeping {
  return { steps: 0, value: Number.NaN, slope: Number.POSITIVE_INFINITY, extent: 0 };
}

/**
 * Takes a step in; whether the run creeps along a kink. There, f falls, but for some time by steps that are short, or by hardly anything in all of them
 * together, and that do not halve the gradient. Near a minimum without a kink such steps do. From one side of a kink to the other gradients grow and
 * shrink by turns, so that it is not the last one that counts.
 */
export function creeps(creeping: Creeping, current: Point, point: Required<Point>): boolean {
  const { value } = creeping;
  creeping.extent = Math.max(creeping.extent, norm(current.x));
  const short = distance(current.x, point.x) <= SHORT * creeping.extent;
  const slope = norm(point.g);
  const nowhere = short || Math.abs(value - point.f) <= LITTLE * Math.abs(value);
  if (nowhere && !(slope <= 0.5 * creeping.slope)) return ++creeping.steps > PATIENCE;
  creeping.steps = 0;
  creeping.value = point.f;
  creeping.slope = slope;
  return false;
}
