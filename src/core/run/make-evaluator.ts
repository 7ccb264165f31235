import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Solver } from '../methods/solver.ts';
import { gradientOf } from './choose-solver.ts';
import { leastSquaresOf } from './least-squares-of.ts';
import { ObjectiveEvaluator } from './objective-evaluator.ts';
import {
  type EvaluationObserver,
  ObservedEvaluator,
  observedSquares,
  observedValues,
} from './observed-evaluator.ts';
import type { RunRequest } from './run-request.ts';
import type { Watch } from './watch.ts';

/**
 * What a run asks for f and its gradient, by the source that was chosen; of a sum of squares also the residuals, where the solver needs them.
 *
 * @param observe - Is told where what is evaluated.
 * @returns With it the number of steps in which every row is seen once, where gradients are of mini-batches.
 */
export function makeEvaluator(
  { objective, sense, bounds, choice }: RunRequest,
  solver: Solver,
  f: CompiledObjective,
  watch: Watch,
  observe: EvaluationObserver | undefined,
): { readonly evaluator: ObjectiveEvaluator; readonly epoch: number | undefined } {
  const sign = sense === 'maximize' ? -1 : 1;
  const checkpoint = () => watch.check();
  const seen = observe ? observedValues(f, observe) : f;
  const gradient = gradientOf(choice, objective, seen, checkpoint, bounds);
  const evaluator = observe
    ? new ObservedEvaluator(f, gradient, sign, bounds, watch, observe)
    : new ObjectiveEvaluator(f, gradient, sign, bounds, watch);
  if (solver.needs) {
    const squares = leastSquaresOf(objective, evaluator);
    evaluator.leastSquares = observe ? observedSquares(squares, observe) : squares;
  }
  return { evaluator, epoch: gradient.batchesPerEpoch };
}
