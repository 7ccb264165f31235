import { type Bounds, gradientNorm } from './bounds.ts';
import type { Point } from './solver.ts';
import { dot } from './vector.ts';

/** Steps of a run that may come to nothing: near a minimum a few of them lead on where f drowns in rounding. */
const PATIENCE = 10;

/**
 * Whether a step is to be taken: f has fallen, or the gradient become smaller, or few steps so far have done neither. At the tip of a cone a
 * line search would find such steps for ever.
 *
 * @param state - Counts the steps that came to nothing.
 */
export function progresses(
  state: { idle: number },
  current: Point,
  point: Required<Point>,
  bounds: Bounds | undefined,
): boolean {
  if (point.f < current.f) return true;
  const g = current.g as Float64Array;
  const smaller = bounds
    ? gradientNorm(point, bounds) < gradientNorm(current, bounds)
    : dot(point.g, point.g) < dot(g, g);
  return smaller || ++state.idle <= PATIENCE;
}
