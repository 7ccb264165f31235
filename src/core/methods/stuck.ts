import { formatNumber } from '../run/format-number.ts';
import type { Candidate } from './candidate.ts';
import type { StepOutcome } from './solver.ts';

/** A step that is not taken. */
export type Stuck = StepOutcome & { readonly kind: 'stuck' };

/** No trial of a line search along a descent direction makes f better. */
export const STUCK: Stuck = {
  kind: 'stuck',
  message:
    'no step along the search direction improves f: its change is lost in rounding, or f has a kink here',
};

/** Line searches go on to find steps, but none as they should be. */
export const IDLE: Stuck = {
  kind: 'stuck',
  message:
    'the last steps improved f by hardly anything: its change is lost in rounding, or f has a kink or the border of its domain here',
};

/** A line search has gone as far as numbers make sense, and f is still getting better. */
export function endless({ rate }: Candidate): Stuck {
  return {
    kind: 'stuck',
    message: `f improves without end along the search direction, up to a rate of ${formatNumber(rate, 1)} and beyond: it has no optimum there`,
  };
}
