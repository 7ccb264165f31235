import { quantile } from './quantile.ts';
import type { RunResult, StopReason } from './run-result.ts';

/** Whether a run left every region of interest: it diverged, or f was not finite. */
export function isLost(reason: StopReason): boolean {
  return reason === 'diverged' || reason === 'nonfinite';
}

/** What a run is worth when runs are compared: the last f; the worst there is, ∞ or −∞, of a run that was lost. */
export function outcomeOf(
  { f, reason }: Pick<RunResult, 'f' | 'reason'>,
  sense: 'minimize' | 'maximize',
): number {
  if (!isLost(reason)) return f;
  return sense === 'minimize' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** What the middle run came to, and the band from the 10th to the 90th percentile. */
export interface Spread {
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
}

/** The spread of numbers in any order; NaN is left out. */
export function spreadOf(values: Iterable<number>): Spread {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  return { p10: quantile(sorted, 0.1), median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
}

/** What several runs of one kind came to together. */
export interface Outcomes {
  /** The number of runs. */
  readonly runs: number;
  /** How many of them were lost; they count as the worst there is. */
  readonly lost: number;
  /** The last f. */
  readonly f: Spread;
  /** The number of steps. */
  readonly iterations: Spread;
  /** The number of evaluations of every kind together. */
  readonly evaluations: Spread;
}

/** Sums runs up. Their order does not matter. */
export function outcomesOf(results: readonly RunResult[], sense: 'minimize' | 'maximize'): Outcomes {
  return {
    runs: results.length,
    lost: results.filter(({ reason }) => isLost(reason)).length,
    f: spreadOf(results.map((result) => outcomeOf(result, sense))),
    iterations: spreadOf(results.map(({ iterations }) => iterations)),
    evaluations: spreadOf(results.map(({ evaluations }) => totalOf(evaluations))),
  };
}

/** Evaluations of f, gradients, directional derivatives and Hessian products together. */
export function totalOf({ f, gradient, jvp, hvp }: RunResult['evaluations']): number {
  return f + gradient + jvp + hvp;
}
