import type { StopReason } from './run-result.ts';

/** Why a run ended, in a word or two, where there is no room for its sentence. */
export const REASON_LABELS: Readonly<Record<StopReason, string>> = {
  decrease: 'small decrease',
  gradient: 'small gradient',
  step: 'small step',
  target: 'target reached',
  iterations: 'iteration limit',
  evaluations: 'evaluation limit',
  time: 'time limit',
  diverged: 'diverged',
  flat: 'flat',
  nonfinite: 'not finite',
  cancelled: 'cancelled',
};
