import type { Experiment, MethodChoice } from '../core/run/experiment.ts';
import type { AdjustMessage } from '../protocol/page.ts';

/** What the user has changed on the page of an experiment that stands in the text, or was filled in. */
export interface Adjustment {
  readonly start?: readonly number[];
  /** Rates by the run's place in the plan. */
  readonly rates: ReadonlyMap<number, number>;
}

/** Adds one change to those before it. */
export function addAdjustment(before: Adjustment | undefined, { start, rate }: AdjustMessage): Adjustment {
  const rates = new Map(before?.rates);
  if (rate) rates.set(rate.run, rate.value);
  const latest = start ?? before?.start;
  return { rates, ...(latest && { start: latest }) };
}

/**
 * The experiment with the changes in it.
 * @param choices the planned method of each run with its rate: what was found by trial is not looked for again.
 */
export function adjustExperiment(
  experiment: Experiment,
  choices: readonly MethodChoice[],
  { start, rates }: Adjustment,
): Experiment {
  const methods = choices.map((choice, run): MethodChoice => {
    const value = rates.get(run);
    return value === undefined ? choice : { ...choice, rate: { kind: 'constant', value } };
  });
  return { ...experiment, methods, ...(start && { start }) };
}
