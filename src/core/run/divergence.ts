import { countSteps } from './count-steps.ts';
import type { MethodChoice } from './experiment.ts';
import { formatNumber } from './format-number.ts';
import type { Stop } from './stop.ts';

/** f has grown by this factor over its start: the run has left every region of interest. */
const FACTOR = 1e12;

/** The value of the minimized function beyond which a run has diverged that began at such a value. */
export function divergenceBeyond(start: number): number {
  return start + FACTOR * (1 + Math.abs(start));
}

/**
 * The end of a run that has diverged.
 *
 * @param f - Of the minimized function.
 * @param sign - −1 where f is maximized.
 */
export function divergedStop(f: number, sign: 1 | -1, steps: number, { rate }: MethodChoice): Stop {
  const way = sign === 1 ? 'grew' : 'fell';
  return {
    reason: 'diverged',
    message: `f ${way} to ${formatNumber(sign * f)} in ${countSteps(steps)}; ${remedy(rate)}`,
  };
}

function remedy(rate: MethodChoice['rate']): string {
  if (rate === undefined) return 'try another start';
  if (rate.kind !== 'search') return 'try a smaller rate';
  return 'a line search sees the gradient alone, not what earlier steps add to it: write the rate as a number, rate = 0.01';
}
