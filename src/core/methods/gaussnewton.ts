import { moveWithin, promisedChange } from './bounds.ts';
import { freeCandidate } from './candidate.ts';
import { parabolaMinimizer } from './line-search/backtracking.ts';
import { dampedLeastSquares } from './linear/damped-least-squares.ts';
import { arrive, type ResidualState, residualState } from './residual-state.ts';
import type { LeastSquares, Solver } from './solver.ts';
import { STUCK } from './stuck.ts';
import { dot } from './vector.ts';

/** As good as no damping; it chooses a short step where columns of the Jacobian depend on each other. */
const DAMPING = 1e-14;
/** The part of the fall that the slope promises and f must keep. */
const PART = 1e-4;
const MOST_TRIALS = 60;

/**
 * Gauss–Newton for sums of squares f = Σ rᵢ(x)²: towards the minimum of ‖r + Jp‖², the squares of the residuals' linear model, as far
 * as f keeps Armijo's promise.
 */
export const gaussnewton: Solver<ResidualState> = {
  kind: 'solver',
  name: 'gaussnewton',
  title: 'Gauss–Newton',
  formula: String.raw`x_{k+1} = x_k - \alpha_k (J^{\mathsf T}J)^{-1} J^{\mathsf T} r(x_k), \quad f = \textstyle\sum_i r_i^2`,
  hyperparameters: [],
  order: 1,
  needs: 'residuals',
  limit: { variables: 500, instead: 'lbfgs()' },
  begin: (start, _, evaluator) => residualState(start, evaluator),
  step: (state, current, evaluator) => {
    const squares = evaluator.leastSquares as LeastSquares;
    const candidate = freeCandidate(state.candidates, current);
    const { point } = candidate;
    const { residuals, jacobian, scales, step, trial } = state;
    dampedLeastSquares(jacobian, residuals, scales, DAMPING, step, () => evaluator.checkpoint());
    const slope = dot(current.g as Float64Array, step);
    if (!(slope < 0)) return STUCK;
    candidate.rate = 1;
    for (let trials = 0; trials < MOST_TRIALS; trials++) {
      const alpha = candidate.rate;
      moveWithin(point.x, current.x, alpha, step, evaluator.bounds);
      point.f = squares.residuals(point.x, trial);
      const promise = evaluator.bounds ? promisedChange(current, point.x) : alpha * slope;
      if (point.f < current.f && point.f <= current.f + PART * promise) {
        return arrive(state, point.x, point.g, evaluator) ? candidate : STUCK;
      }
      const wanted = parabolaMinimizer(current.f, slope, alpha, point.f);
      candidate.rate = wanted >= 0.1 * alpha && wanted <= 0.5 * alpha ? wanted : 0.1 * alpha;
    }
    return STUCK;
  },
  reference: 'Gauss 1809; Nocedal & Wright 2006, Numerical Optimization, section 10.3',
};
