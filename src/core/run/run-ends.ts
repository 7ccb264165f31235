import { numbersIn } from './numbers-in.ts';
import type { ObjectiveEvaluator } from './objective-evaluator.ts';
import type { RunResult } from './run-result.ts';
import type { BestRow } from './trace-recorder.ts';

/** f at the last point of a run, and its best point. */
export type RunEnds = Pick<RunResult, 'f' | 'best'>;

/** The best point as a result has it. */
export function bestOf({ x, f, iteration }: BestRow): RunResult['best'] {
  return { x: numbersIn(x), f, iteration };
}

/**
 * The ends of a run whose values are of mini-batches, which are estimates: both as they are on all rows.
 *
 * @param sign - −1 where f is maximized.
 */
export function exactEnds(
  last: RunResult['best'],
  best: RunResult['best'],
  evaluator: ObjectiveEvaluator,
  sign: 1 | -1,
): RunEnds {
  const exact = (point: RunResult['best']) => ({
    ...point,
    f: sign * evaluator.exactValue(Float64Array.from(point.x)),
  });
  const [end, other] = [exact(last), exact(best)];
  const better = sign * end.f <= sign * other.f || Number.isNaN(other.f);
  return { f: end.f, best: better ? end : other };
}
