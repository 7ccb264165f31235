import type { StepOutcome } from './solver.ts';

/** No trial of a line search along a descent direction makes f smaller. */
export const STUCK: StepOutcome = {
  kind: 'stuck',
  message:
    'no step along the search direction makes f smaller: its fall is lost in rounding, or f has a kink here',
};
