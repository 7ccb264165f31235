import { type Bounds, moveWithin, promisedChange } from '../bounds.ts';
import type { Candidate } from '../candidate.ts';
import type { Hyperparameter } from '../method.ts';
import type { Evaluator, Point } from '../solver.ts';
import type { Callees, EvaluationCode } from '../step-code.ts';

/** A line from the current point, φ(α) = f(x + α d), and where to begin on it. */
export interface Line {
  readonly origin: Point;
  /** d. */
  readonly direction: Float64Array;
  /** φ′(0) = ∇f(x)·d, negative. */
  readonly slope: number;
  /** The first α to try, positive. */
  readonly first: number;
  /** Whether little is known of scales yet: then a search does not leap. */
  readonly early?: boolean;
  /** Whether the first trials are held to strong conditions, though the search is content with weak ones in the end. */
  readonly strict?: boolean;
}

/**
 * How a search ended: its conditions hold; they do not, but f is lower; f is lower and falls as far as numbers make sense; or no trial made
 * f smaller.
 */
export type SearchEnd = 'met' | 'lower' | 'endless' | 'none';

/** A rule that chooses the step size α along a line. Declared once; parser, completion, documentation and tests read it. */
export interface LineSearch {
  /** As in `.gd`: `wolfe`. */
  readonly name: string;
  /** "Strong Wolfe line search". */
  readonly title: string;
  /** The conditions on α, in TeX. */
  readonly formula: string;
  readonly hyperparameters: readonly Hyperparameter[];
  /** A first-order method tries this multiple of its last rate first; a search that only shortens must be let grow. */
  readonly growth: number;
  /**
   * Finds α and fills `out` with the point there, its gradient, and α as the rate; trials that are not finite count as too far.
   *
   * @param settings - A number for every hyperparameter.
   */
  search(
    line: Line,
    evaluator: Evaluator,
    settings: Readonly<Record<string, number>>,
    out: Candidate,
  ): SearchEnd;
  /** The same as code for n variables, see `StepCode`; absent: steps are not compiled. */
  readonly code?: (n: number, evaluation: EvaluationCode) => SearchCode;
  /** Where it was published. */
  readonly reference: string;
}

/** A line search as code along the direction `r0`, `r1` … */
export interface SearchCode {
  /**
   * Statements. They read the point, the hyperparameters by their names, `slope`, `early` and `strict` (see `Line`), and the first trial `alpha`; they declare the next point with
   * its value and gradient, leave the rate in `alpha` and the number of evaluations in `trials`.
   */
  readonly statements: readonly string[];
  readonly calls: Callees;
}

/**
 * Writes x + α d to the candidate; within bounds P(x + α d), so that entries stop at the border one after the other and the way has kinks
 * there (projected search: Ferry, Gill, Wong & Zhang 2024, Optimization Methods and Software 39(2)).
 */
export function moveTo(
  out: Candidate,
  { origin, direction }: Line,
  alpha: number,
  bounds: Bounds | undefined,
): void {
  moveWithin(out.point.x, origin.x, alpha, direction, bounds);
  out.rate = alpha;
}

/** By how much the slope at the origin lets f change on the way to the candidate: α φ′(0), within bounds ∇f(x)·(P(x + α d) − x). */
export function promised(
  { origin, slope }: Line,
  { point, rate }: Candidate,
  bounds: Bounds | undefined,
): number {
  return bounds ? promisedChange(origin, point.x) : rate * slope;
}

/**
 * How far f may rise by rounding alone, relative to its size: below this the slope decides (Hager & Zhang 2005). A sum of squares of small
 * differences loses four digits and more of the sixteen that a number has.
 */
export const ROUNDING = 1e-12;
