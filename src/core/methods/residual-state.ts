import { isHeld } from './bounds.ts';
import { type CandidatePair, candidatePair } from './candidate.ts';
import type { Evaluator, LeastSquares, Point } from './solver.ts';
import { allFinite } from './vector.ts';

/** What methods for sums of squares carry from step to step. */
export interface ResidualState {
  /** The residuals and their Jacobian (column after column) at the current point. */
  readonly residuals: Float64Array;
  readonly jacobian: Float64Array;
  /** The residuals at a trial. */
  readonly trial: Float64Array;
  /** The greatest length of each column of the Jacobian so far: the scale of each variable. */
  readonly scales: Float64Array;
  readonly step: Float64Array;
  readonly candidates: CandidatePair;
}

/** The state at the start, with residuals and Jacobian there. */
export function residualState({ x }: Point, evaluator: Evaluator): ResidualState {
  const squares = evaluator.leastSquares as LeastSquares;
  const n = x.length;
  const state: ResidualState = {
    residuals: new Float64Array(squares.count),
    jacobian: new Float64Array(squares.count * n),
    trial: new Float64Array(squares.count),
    scales: new Float64Array(n),
    step: new Float64Array(n),
    candidates: candidatePair(n),
  };
  squares.residuals(x, state.trial);
  arrive(state, x, new Float64Array(n), evaluator);
  return state;
}

/**
 * Takes over the trial's residuals and finds the Jacobian there; writes the gradient 2Jᵀr to g. Columns of entries that bounds hold
 * become 0, so that no step moves them.
 *
 * @returns Whether the Jacobian is finite; if not, the state is of no more use.
 */
export function arrive(
  state: ResidualState,
  x: Float64Array,
  g: Float64Array,
  { leastSquares, bounds }: Evaluator,
): boolean {
  const squares = leastSquares as LeastSquares;
  const { residuals, jacobian, trial, scales } = state;
  residuals.set(trial);
  squares.jacobian(x, jacobian);
  const m = residuals.length;
  for (let j = 0; j < g.length; j++) {
    let [sum, squared] = [0, 0];
    for (let i = 0, at = j * m; i < m; i++, at++) {
      sum += (jacobian[at] as number) * (residuals[i] as number);
      squared += (jacobian[at] as number) ** 2;
    }
    g[j] = 2 * sum;
    scales[j] = Math.max(scales[j] as number, Math.sqrt(squared)) || 1;
  }
  if (bounds) {
    for (let j = 0; j < g.length; j++) {
      if (isHeld({ x, f: Number.NaN, g }, j, bounds)) jacobian.fill(0, j * m, (j + 1) * m);
    }
  }
  return allFinite(jacobian);
}
