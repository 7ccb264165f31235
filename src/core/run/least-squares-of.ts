import { compileResiduals } from '../compile/compile-residuals.ts';
import type { LeastSquares } from '../methods/solver.ts';
import type { Objective } from '../objective.ts';
import type { Evaluations } from './trace.ts';

/** The residuals of an objective, each call counted. Throws a sentence where it is no sum of squares. */
export function leastSquaresOf(objective: Objective, counts: Evaluations): LeastSquares {
  const { count, residuals, jacobian } = compileResiduals(objective);
  return {
    count,
    residuals: (x, r) => {
      counts.f++;
      return residuals(x, r);
    },
    jacobian: (x, out) => {
      counts.jvp += objective.size;
      jacobian(x, out);
    },
  };
}
