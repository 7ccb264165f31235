import { compileResiduals } from '../compile/compile-residuals.ts';
import type { LeastSquares } from '../methods/solver.ts';
import type { Objective } from '../objective.ts';
import type { ObjectiveEvaluator } from './objective-evaluator.ts';

/** The residuals of an objective, each call counted by the evaluator. Throws a sentence where it is no sum of squares. */
export function leastSquaresOf(objective: Objective, evaluator: ObjectiveEvaluator): LeastSquares {
  const { count, residuals, jacobian } = compileResiduals(objective);
  const { counts } = evaluator;
  const checkpoint = () => evaluator.checkpoint();
  return {
    count,
    residuals: (x, r) => {
      checkpoint();
      counts.f++;
      return residuals(x, r);
    },
    jacobian: (x, out) => {
      counts.jvp += objective.size;
      jacobian(x, out, checkpoint);
    },
  };
}
