import { slopeWithin, stoppedWithin } from '../bounds.ts';
import type { Candidate } from '../candidate.ts';
import type { Evaluator } from '../solver.ts';
import { dot } from '../vector.ts';
import { type Line, type LineSearch, moveTo, promised, type SearchEnd } from './line-search.ts';
import { wolfeCode } from './wolfe-code.ts';
import { lenience, nextTrial, wolfeHolds, wolfeSearch } from './wolfe-trials.ts';

/** A function that still falls at so many times the first trial has no minimum along the line. */
const ENDLESS = 1e12;

/**
 * A line search for the strong Wolfe conditions, f(x + αd) ≤ f(x) + c₁ α φ′(0) and |φ′(α)| ≤ c₂ |φ′(0)|, or the weak ones, by which f may
 * rise again at α as steeply as it likes: φ′(α) ≥ c₂ φ′(0). Where the fall of f drowns
 * in rounding, the slope alone decides (Hager & Zhang's approximate conditions). Where a bound stops an entry on the way, φ has a kink, so
 * that no slope need be small: there the first condition is enough.
 */
export const wolfe: LineSearch = {
  name: 'wolfe',
  title: 'Strong Wolfe line search',
  formula: String.raw`f(x_k + \alpha d) \le f(x_k) + c_1 \alpha\, d^{\mathsf T}\nabla f(x_k), \quad |d^{\mathsf T}\nabla f(x_k + \alpha d)| \le c_2\,|d^{\mathsf T}\nabla f(x_k)|`,
  hyperparameters: [
    {
      name: 'c1',
      symbol: 'c_1',
      default: 1e-4,
      range: { minimum: 0, maximum: 0.5, open: 'both' },
      meaning: 'the part of the fall that the slope promises and f must keep',
    },
    {
      name: 'c2',
      symbol: 'c_2',
      default: 0.9,
      range: { minimum: 0, maximum: 1, open: 'both' },
      meaning: 'the part of the first slope that may be left; greater than c1',
    },
    {
      name: 'weak',
      symbol: 'w',
      default: 0,
      range: { minimum: 0, maximum: 1 },
      choices: ['no', 'yes'],
      meaning:
        'whether f may rise where the search ends, however steeply: one evaluation less for methods that learn from it',
    },
    {
      name: 'initial',
      symbol: String.raw`\alpha_0`,
      default: 1,
      range: { minimum: 0, maximum: 1e12, open: 'minimum' },
      meaning: 'the rate that the first step of a first-order method tries first',
    },
  ],
  growth: 1,
  search: (line, evaluator, { c1, c2, weak }, out) => {
    const { origin, slope: start, early = false, strict = false } = line;
    wolfeSearch.f0 = origin.f;
    wolfeSearch.d0 = start;
    wolfeSearch.c1 = c1 as number;
    wolfeSearch.early = early;
    for (let trials = 1, alpha = line.first; ; trials++) {
      const slope = evaluate(line, alpha, evaluator, out);
      const { f } = out.point;
      if (keptAtBound(line, out, slope, c1 as number, evaluator)) return 'met';
      const lenient = lenience(strict, trials, weak as number);
      if (wolfeHolds(origin.f, start, alpha, f, slope, c1 as number, c2 as number, lenient)) {
        return 'met';
      }
      wolfeSearch.trials = trials;
      wolfeSearch.alpha = alpha;
      wolfeSearch.f = f;
      wolfeSearch.d = slope;
      alpha = nextTrial(wolfeSearch);
      if (Number.isNaN(alpha)) return settle(line, evaluator, out);
    }
  },
  code: wolfeCode,
  reference:
    'Moré & Thuente 1994, ACM TOMS 20(3):286–307; Hager & Zhang 2005, SIAM Journal on Optimization 16(1):170–192, section 4',
};

/** Moves to α and evaluates there: φ′(α). */
function evaluate(line: Line, alpha: number, evaluator: Evaluator, out: Candidate): number {
  const { bounds } = evaluator;
  moveTo(out, line, alpha, bounds);
  const { point } = out;
  point.f = evaluator.valueAndGradient(point.x, point.g);
  return bounds ? slopeWithin(point, line.direction, bounds) : dot(point.g, line.direction);
}

/** Whether a bound has stopped an entry on the way to a trial that keeps the promise of the slope. */
function keptAtBound(line: Line, out: Candidate, slope: number, c1: number, { bounds }: Evaluator): boolean {
  if (!bounds || !Number.isFinite(slope)) return false;
  if (!stoppedWithin(out.point.x, line.direction, bounds)) return false;
  return out.point.f <= line.origin.f + c1 * promised(line, out, bounds);
}

/** Where the conditions cannot be met (a kink, rounding), the best trial is taken if it lies below the start. */
function settle(line: Line, evaluator: Evaluator, out: Candidate): SearchEnd {
  const { a, fa, bracketed, ceiling } = wolfeSearch;
  if (!(a > 0 && fa < line.origin.f)) return 'none';
  if (out.rate !== a) evaluate(line, a, evaluator, out);
  return !bracketed && ceiling === Number.MAX_VALUE && a > ENDLESS * line.first ? 'endless' : 'lower';
}
