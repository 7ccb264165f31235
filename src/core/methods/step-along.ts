import { type Bounds, gradientNorm } from './bounds.ts';
import type { Candidate } from './candidate.ts';
import type { Line } from './line-search/line-search.ts';
import { lineSearch } from './line-search/registry.ts';
import type { Evaluator, Point, SearchSettings } from './solver.ts';
import { endless, IDLE, STUCK, type Stuck } from './stuck.ts';
import { norm } from './vector.ts';

/** Steps of a run that mostly may come to nothing: near a minimum a few of them lead on where f drowns in rounding. */
const PATIENCE = 3;

/** What a method with a line search remembers of steps that came to nothing. */
export interface Idleness {
  /** How many there were. */
  steps: number;
  /** The smallest norm of the gradient that a step without a fall of f has led to. */
  slope: number;
}

/** Before the first step. */
export function noIdleness(): Idleness {
  return { steps: 0, slope: Number.POSITIVE_INFINITY };
}

/**
 * Whether a step in which f does not fall leads on all the same: to a gradient smaller than before, and than that after every other such step,
 * or two points would follow each other by turns for ever.
 */
function flattens(
  idleness: Idleness,
  current: Point,
  point: Required<Point>,
  bounds: Bounds | undefined,
): boolean {
  const slopeAt = (each: Point) => (bounds ? gradientNorm(each, bounds) : norm(each.g as Float64Array));
  const slope = slopeAt(point);
  if (!(slope < idleness.slope && slope < slopeAt(current))) return false;
  idleness.slope = slope;
  return true;
}

/**
 * Searches along a line from a point. A few steps may come to nothing: f has not fallen, or only in a search that did not meet its
 * conditions. At a kink a search would find such steps for ever, each after all of its trials.
 *
 * @param state - The line search, and what is known of steps that came to nothing.
 * @param patience - How many of them there may be.
 * @returns Why the step is not to be taken; undefined where it is.
 */
export function stepAlong(
  state: { readonly search: SearchSettings; readonly idleness: Idleness },
  line: Line,
  evaluator: Evaluator,
  candidate: Candidate,
  patience = PATIENCE,
): Stuck | undefined {
  const { search, idleness } = state;
  const end = lineSearch(search.name).search(line, evaluator, search.settings, candidate);
  if (end === 'none') return STUCK;
  if (end === 'endless') return endless(candidate);
  const { origin } = line;
  const { point } = candidate;
  if (end === 'met' && (point.f < origin.f || flattens(idleness, origin, point, evaluator.bounds)))
    return undefined;
  return ++idleness.steps <= patience ? undefined : IDLE;
}
