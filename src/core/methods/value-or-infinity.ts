import type { Evaluator } from './solver.ts';

/** f(x); where it is not a number +∞, so that every comparison prefers another point. */
export function valueOrInfinity(evaluator: Evaluator, x: Float64Array): number {
  const f = evaluator.value(x);
  return Number.isNaN(f) ? Number.POSITIVE_INFINITY : f;
}
