import { type Bounds, gradientNorm } from './bounds.ts';
import type { Candidate } from './candidate.ts';
import type { Line } from './line-search/line-search.ts';
import { lineSearch } from './line-search/registry.ts';
import type { Evaluator, Point, SearchSettings } from './solver.ts';
import { dot } from './vector.ts';

/** Steps of a run that may come to nothing: near a minimum a few of them lead on where f drowns in rounding. */
const PATIENCE = 10;

/**
 * Whether a step is to be taken: f has fallen, or the gradient become smaller, or few steps so far have done neither. At the tip of a cone a
 * line search would find such steps for ever.
 *
 * @param state - Counts the steps that came to nothing.
 */
function progresses(
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

/**
 * Searches along a line from a point, and tells whether the step that was found is to be taken.
 *
 * @param state - The line search, and the count of the steps that came to nothing.
 */
export function stepAlong(
  state: { readonly search: SearchSettings; idle: number },
  line: Line,
  evaluator: Evaluator,
  candidate: Candidate,
): boolean {
  const { name, settings } = state.search;
  const found = lineSearch(name).search(line, evaluator, settings, candidate);
  return found && progresses(state, line.origin, candidate.point, evaluator.bounds);
}
