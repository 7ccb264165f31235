import type { Bounds } from '../bounds.ts';
import type { Candidate } from '../candidate.ts';
import type { Evaluator } from '../solver.ts';
import { type Line, type LineSearch, moveTo, promised, type SearchEnd } from './line-search.ts';

/** The least part of a trial that the next one is. */
const LEAST_PART = 0.1;
/** Trials of one search: with halves, down to 1e-18 of the first. */
const MOST_TRIALS = 60;

/**
 * Backtracking: from a first rate down to one that keeps Armijo's promise f(x + αd) ≤ f(x) + c₁ α φ′(0), by the minimizers of the
 * parabola and then of the cubics through what is known, each within 0.1 and `shrink` of the trial before.
 */
export const backtracking: LineSearch = {
  name: 'backtracking',
  title: 'Backtracking line search',
  formula: String.raw`f(x_k + \alpha d) \le f(x_k) + c_1 \alpha\, d^{\mathsf T}\nabla f(x_k)`,
  hyperparameters: [
    {
      name: 'c1',
      symbol: 'c_1',
      default: 1e-4,
      range: { minimum: 0, maximum: 1, open: 'both' },
      meaning: 'the part of the fall that the slope promises and f must keep',
    },
    {
      name: 'shrink',
      symbol: String.raw`\rho`,
      default: 0.5,
      range: { minimum: LEAST_PART, maximum: 1, open: 'maximum' },
      meaning: 'the greatest part of a failed trial that the next one may be',
    },
    {
      name: 'initial',
      symbol: String.raw`\alpha_0`,
      default: 1,
      range: { minimum: 0, maximum: 1e12, open: 'minimum' },
      meaning: 'the rate that the first step of a first-order method tries first',
    },
  ],
  growth: 2,
  search: (line, evaluator, { c1, shrink }, out) => {
    const { origin, slope, first } = line;
    const { bounds } = evaluator;
    moveTo(out, line, first, bounds);
    const { point } = out;
    point.f = evaluator.valueAndGradient(point.x, point.g);
    return kept(line, out, c1 as number, bounds) ? 'met' : shorten(origin.f, slope);

    function shorten(start: number, fall: number): SearchEnd {
      let [before, valueBefore] = [Number.NaN, Number.NaN];
      for (let trials = 1; trials < MOST_TRIALS; trials++) {
        const [alpha, value] = [out.rate, point.f];
        const wanted = Number.isFinite(value)
          ? Number.isFinite(valueBefore)
            ? cubicMinimizer(start, fall, alpha, value, before, valueBefore)
            : parabolaMinimizer(start, fall, alpha, value)
          : LEAST_PART * alpha;
        const next = Math.min(Math.max(wanted, LEAST_PART * alpha), (shrink as number) * alpha);
        [before, valueBefore] = [alpha, value];
        moveTo(out, line, Number.isNaN(next) ? (shrink as number) * alpha : next, bounds);
        point.f = evaluator.value(point.x);
        if (kept(line, out, c1 as number, bounds)) return completed(evaluator, out);
      }
      return 'none';
    }
  },
  reference:
    'Armijo 1966, Pacific Journal of Mathematics 16(1):1–3; Dennis & Schnabel 1983, algorithm A6.3.1',
};

function kept(line: Line, out: Candidate, c1: number, bounds: Bounds | undefined): boolean {
  return out.point.f <= line.origin.f + c1 * promised(line, out, bounds);
}

/** The gradient where only f has been asked for. */
function completed(evaluator: Evaluator, { point }: Candidate): SearchEnd {
  point.f = evaluator.valueAndGradient(point.x, point.g);
  return 'met';
}

/** The minimizer of the parabola with φ(0), φ′(0) and φ(α). */
export function parabolaMinimizer(start: number, slope: number, alpha: number, value: number): number {
  return (-slope * alpha * alpha) / (2 * (value - start - slope * alpha));
}

/** The minimizer of the cubic with φ(0), φ′(0), φ(α) and φ(β). */
function cubicMinimizer(
  start: number,
  slope: number,
  alpha: number,
  value: number,
  beta: number,
  other: number,
): number {
  const [u, v] = [
    (value - start - slope * alpha) / (alpha * alpha),
    (other - start - slope * beta) / (beta * beta),
  ];
  const cubic = (u - v) / (alpha - beta);
  const square = (alpha * v - beta * u) / (alpha - beta);
  if (cubic === 0) return -slope / (2 * square);
  return (-square + Math.sqrt(square * square - 3 * cubic * slope)) / (3 * cubic);
}
