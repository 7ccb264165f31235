import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import type { Evaluator, Point, Solver } from '../../../src/core/methods/solver.ts';
import type { ClassicalProblem } from '../../../src/core/problems/classical-problem.ts';
import { objectiveOf } from './objectives.ts';

/** What a solver came to. */
export interface Solved {
  readonly x: number[];
  readonly f: number;
  /** The lowest value on the way. */
  readonly best: number;
  /** f after every step; the start first. */
  readonly values: number[];
  readonly evaluations: number;
  /** Why it stuck; undefined where the evaluations were used up. */
  readonly message: string | undefined;
}

/** f by values only, counted. */
export function countingEvaluator(
  f: (x: Float64Array) => number,
  size: number,
): Evaluator & { readonly count: () => number } {
  let count = 0;
  const refuse = () => {
    throw new Error('this method was to need values only');
  };
  const value = (x: Float64Array) => {
    count++;
    return f(x);
  };
  return {
    size,
    checkpoint: () => {},
    value,
    valueAndGradient: refuse,
    hessianVector: refuse,
    hessian: refuse,
    hessianProducts: refuse,
    count: () => count,
  };
}

/** f of a classical problem. */
export function functionOf({ definition }: ClassicalProblem): (x: Float64Array) => number {
  const compiled = compileObjective(objectiveOf(definition));
  return (x) => compiled.value(x);
}

/** Runs a solver of order 0 until it is stuck or has made so many evaluations; the start's own counts. */
export function solve<State>(
  solver: Solver<State>,
  f: (x: Float64Array) => number,
  start: readonly number[],
  options: { hyperparameters?: Record<string, number>; seed?: number; evaluations?: number } = {},
): Solved {
  const { hyperparameters = {}, seed = 1, evaluations = 20_000 } = options;
  const evaluator = countingEvaluator(f, start.length);
  const x = Float64Array.from(start);
  let current: Point = { x, f: evaluator.value(x) };
  const chosen = Object.fromEntries(
    solver.hyperparameters.map(({ name, default: usual }) => [name, hyperparameters[name] ?? usual]),
  );
  const state = solver.begin(current, { hyperparameters: chosen, rate: undefined, seed }, evaluator);
  const values = [current.f];
  let message: string | undefined;
  while (evaluator.count() < evaluations) {
    const outcome = solver.step(state, current, evaluator);
    if (outcome.kind === 'stuck') {
      message = outcome.message;
      break;
    }
    current = { ...outcome.point, x: outcome.point.x.slice() };
    values.push(current.f);
  }
  return {
    x: Array.from(current.x),
    f: current.f,
    best: Math.min(...values),
    values,
    evaluations: evaluator.count(),
    message,
  };
}
