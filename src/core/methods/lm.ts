import { cutStep, gradientNorm, moveWithin } from './bounds.ts';
import { freeCandidate } from './candidate.ts';
import { ROUNDING } from './line-search/line-search.ts';
import { dampedLeastSquares } from './linear/damped-least-squares.ts';
import { arrive, type ResidualState, residualState } from './residual-state.ts';
import type { LeastSquares, Point, Solver } from './solver.ts';
import { STUCK } from './stuck.ts';
import { dot, norm } from './vector.ts';

/** What Levenberg–Marquardt carries from step to step. */
interface LmState extends ResidualState {
  damping: number;
  /** By how much the damping grows at the next failure. */
  growth: number;
}

const MOST_TRIALS = 80;
/** Without any damping the step is not defined where columns of the Jacobian depend on each other. */
const LEAST_DAMPING = 1e-15;

/**
 * Levenberg–Marquardt for sums of squares f = Σ rᵢ(x)²: the step that makes ‖r + Jp‖² + λ‖Dp‖² smallest, where J is the Jacobian of the
 * residuals, D the scale of each variable, and the damping λ falls as the linear model succeeds and rises as it fails.
 */
export const lm: Solver<LmState> = {
  kind: 'solver',
  name: 'lm',
  title: 'Levenberg–Marquardt',
  formula: String.raw`x_{k+1} = x_k - (J^{\mathsf T}J + \lambda_k D^2)^{-1} J^{\mathsf T} r(x_k), \quad f = \textstyle\sum_i r_i^2`,
  hyperparameters: [
    {
      name: 'damping',
      symbol: String.raw`\lambda_0`,
      default: 1e-3,
      range: { minimum: 0, maximum: Number.MAX_VALUE, open: 'minimum' },
      meaning: 'the damping of the first step, relative to the scale of each variable',
    },
  ],
  order: 1,
  needs: 'residuals',
  limit: { variables: 500, instead: 'lbfgs()' },
  begin: (start, { hyperparameters }, evaluator) => ({
    ...residualState(start, evaluator),
    damping: hyperparameters.damping as number,
    growth: 2,
  }),
  step: (state, current, evaluator) => {
    const squares = evaluator.leastSquares as LeastSquares;
    const candidate = freeCandidate(state.candidates, current);
    const { point } = candidate;
    const { residuals, jacobian, scales, step, trial } = state;
    const { bounds } = evaluator;
    for (let trials = 0; trials < MOST_TRIALS; trials++) {
      dampedLeastSquares(jacobian, residuals, scales, state.damping, step, () => evaluator.checkpoint());
      moveWithin(point.x, current.x, 1, step, bounds);
      if (bounds) cutStep(step, current.x, point.x);
      if (point.x.every((entry, i) => entry === current.x[i])) break;
      point.f = squares.residuals(point.x, trial);
      const fall = current.f - point.f;
      const promise = promised(state, current);
      const noise = ROUNDING * current.f;
      // Where the promise drowns in rounding the gradient decides.
      const drowned = promise <= noise && fall >= -noise;
      if (fall > 0 || drowned) {
        relax(state, fall / promise);
        if (!arrive(state, point.x, point.g, evaluator)) break;
        if (fall > noise || gradientNorm(point, bounds) < gradientNorm(current, bounds)) return candidate;
        break;
      }
      state.damping = Math.max(state.damping, LEAST_DAMPING) * state.growth;
      state.growth *= 2;
    }
    return STUCK;
  },
  reference:
    'Levenberg 1944; Marquardt 1963; Moré 1978, Lecture Notes in Mathematics 630:105–116; damping by Nielsen 1999, IMM-REP-1999-05',
};

/** ‖r‖² − ‖r + Jp‖² = −gᵀp − ‖Jp‖². */
function promised({ jacobian, residuals, step }: LmState, { g }: Point): number {
  const m = residuals.length;
  const change = new Float64Array(m);
  for (let j = 0; j < step.length; j++) {
    for (let i = 0; i < m; i++)
      change[i] = (change[i] as number) + (jacobian[j * m + i] as number) * (step[j] as number);
  }
  return -dot(g as Float64Array, step) - norm(change) ** 2;
}

function relax(state: LmState, ratio: number): void {
  const factor = Math.max(1 / 3, 1 - (2 * ratio - 1) ** 3);
  state.damping = Math.max(
    LEAST_DAMPING,
    state.damping * (Number.isFinite(factor) ? Math.min(factor, 1) : 1),
  );
  state.growth = 2;
}
