import type { EndedRun } from './experiment-summary.ts';
import type { RunRequest } from './run-request.ts';

/** What a run that was cancelled before its first evaluation leaves behind: an empty trace, and no value of f. */
export function neverBegun({ start }: Pick<RunRequest, 'start'>): EndedRun {
  const column = () => new Float64Array(0);
  return {
    trace: {
      ...{ length: 0, dimension: start.length, stride: 1, x: column(), iteration: column(), f: column() },
      ...{ gradientNorm: column(), step: column(), rate: column(), evaluations: column() },
    },
    result: {
      ...{ start, x: start, f: Number.NaN, gradientNorm: Number.NaN, iterations: 0, seconds: 0 },
      best: { x: start, f: Number.NaN, iteration: 0 },
      evaluations: { f: 0, gradient: 0, jvp: 0, hvp: 0 },
      reason: 'cancelled',
      message: 'cancelled after 0 steps',
    },
  };
}
