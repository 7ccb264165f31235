import type { Candidate } from '../candidate.ts';
import type { Evaluator } from '../solver.ts';
import { dot } from '../vector.ts';
import { parabolaMinimizer } from './backtracking.ts';
import { type Line, type LineSearch, moveTo, type SearchEnd } from './line-search.ts';

/** Trials where f is no quadratic and the exact step of its parabola leads upwards. */
const MOST_TRIALS = 60;

/**
 * The exact minimizer along the line of a quadratic, α = −∇f·d / dᵀ∇²f d, by one Hessian-vector product. On other functions it is
 * a Newton step along the line, shortened until f falls; where f curves downwards, the first rate is tried.
 */
export const exact: LineSearch = {
  name: 'exact',
  title: 'Exact line search on quadratics',
  formula: String.raw`\alpha = -\frac{d^{\mathsf T}\nabla f(x_k)}{d^{\mathsf T}\,\nabla^2 f(x_k)\,d}`,
  hyperparameters: [],
  growth: 1,
  search: (line, evaluator, _, out) => {
    const { origin, direction, slope, first } = line;
    // The candidate's gradient is not known yet: its buffer takes the product.
    evaluator.hessianVector(origin.x, direction, out.point.g);
    const curvature = dot(direction, out.point.g);
    const alpha = curvature > 0 ? -slope / curvature : first;
    return shortened(line, Number.isFinite(alpha) ? alpha : first, evaluator, out);
  },
  reference: 'Nocedal & Wright 2006, Numerical Optimization, equation (3.26)',
};

function shortened(line: Line, start: number, evaluator: Evaluator, out: Candidate): SearchEnd {
  const { origin, slope } = line;
  const { point } = out;
  let alpha = start;
  for (let trials = 0; trials < MOST_TRIALS; trials++) {
    moveTo(out, line, alpha, evaluator.bounds);
    point.f = evaluator.valueAndGradient(point.x, point.g);
    if (point.f < origin.f) return 'met';
    const wanted = parabolaMinimizer(origin.f, slope, alpha, point.f);
    alpha = wanted >= 0.1 * alpha && wanted <= 0.5 * alpha ? wanted : 0.1 * alpha;
  }
  return 'none';
}
