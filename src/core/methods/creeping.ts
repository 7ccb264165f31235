import type { Point } from './solver.ts';
import { distance, norm } from './vector.ts';

/** A step is short that is no longer than this part of the longest x. */
export const SHORT = 1e-14;
/** So many short steps may lead to no flatter place. */
export const PATIENCE = 10;

/** What a method remembers of short steps. */
export interface Creeping {
  /** How many of the last short steps in a row have led to no flatter place. */
  steps: number;
  /** The norm of the gradient where the short steps begin, or at the flattest place since. */
  slope: number;
  /** The greatest norm of x. */
  extent: number;
}

/** Before the first step. */
export function noCreeping(): Creeping {
  return { steps: 0, slope: Number.POSITIVE_INFINITY, extent: 0 };
}

/**
 * Takes a step in; whether the run creeps along a kink: f falls, but for some time by steps that are short and do not halve the gradient. Near a
 * minimum without a kink short steps do. From one side of a kink to the other gradients grow and shrink by turns, so that the smallest counts.
 */
export function creeps(creeping: Creeping, current: Point, point: Required<Point>): boolean {
  creeping.extent = Math.max(creeping.extent, norm(current.x));
  const short = distance(current.x, point.x) <= SHORT * creeping.extent;
  const slope = norm(point.g);
  if (short && !(slope <= 0.5 * creeping.slope)) return ++creeping.steps > PATIENCE;
  creeping.steps = 0;
  creeping.slope = slope;
  return false;
}
