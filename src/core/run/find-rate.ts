import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Clock } from './clock.ts';
import { Run } from './run.ts';
import type { RunRequest } from './run-request.ts';

/** Steps of each trial. */
const TRIAL_STEPS = 100;
/** Trials end after so many milliseconds altogether; what has been found by then is taken. */
const PATIENCE = 400;
/** Round rates, from large to small. */
const LADDER: readonly number[] = Array.from({ length: 12 }, (_, i) => 1 - i).flatMap((exponent) =>
  [5, 2, 1].map((digit) => Number(`${digit}e${exponent}`)),
);

/**
 * A rate where none is given: by trial over the round rates 50, 20, 10, 5 … 1e-10. The greatest at which 100 steps never raise f
 * above the start and end below it is at the edge of stability; the rate is the next smaller one, which must be as good: a large step
 * may hit the minimum by luck.
 *
 * @param cancelled - Whether the search is to end with what it has.
 */
export function findRate(
  request: RunRequest,
  clock: Clock,
  compiled: CompiledObjective,
  cancelled: () => boolean = () => false,
): number {
  const begin = clock();
  let found: number | undefined;
  let stable = false;
  for (const rate of LADDER) {
    const before = stable;
    stable = descends(request, rate, clock, compiled, cancelled);
    if (stable && before) return rate;
    if (stable) found = rate;
    if (clock() - begin > PATIENCE || cancelled()) break;
  }
  return found ?? 1e-3;
}

function descends(
  request: RunRequest,
  rate: number,
  clock: Clock,
  compiled: CompiledObjective,
  cancelled: () => boolean,
): boolean {
  // All rows at once: on batches f rises by chance.
  const { batch: _, ...hyperparameters } = request.choice.hyperparameters;
  const choice = { ...request.choice, hyperparameters, rate: { kind: 'constant', value: rate } as const };
  const trial = new Run(
    { ...request, choice, until: { iterations: TRIAL_STEPS } },
    clock,
    compiled,
    cancelled,
  );
  trial.advance(PATIENCE / 4);
  const { f, length } = trial.lazyTrace();
  const reason = trial.result()?.reason;
  if (reason === 'nonfinite' || reason === 'diverged' || length < 2) return false;
  const sign = request.sense === 'maximize' ? -1 : 1;
  const start = sign * (f[0] as number);
  const monotone = request.choice.method === 'gd';
  for (let i = 1; i < length; i++) {
    const value = sign * (f[i] as number);
    const bound = monotone ? sign * (f[i - 1] as number) : start;
    if (value > bound + 1e-12 * Math.abs(bound)) return false;
  }
  return sign * (f[length - 1] as number) < start;
}
