import { project } from './bounds.ts';
import type { Evaluator } from './solver.ts';

/** f(x), where x is first moved into the box if there is one; +∞ where it is not a number, so that every comparison prefers another point. */
export function valueOrInfinity(evaluator: Evaluator, x: Float64Array): number {
  if (evaluator.bounds) project(x, evaluator.bounds);
  const f = evaluator.value(x);
  return Number.isNaN(f) ? Number.POSITIVE_INFINITY : f;
}
