import type { CompiledObjective } from '../core/compile/compile-objective.ts';
import type { Objective } from '../core/objective.ts';
import type { Experiment } from '../core/run/experiment.ts';
import { type ExperimentPlan, planSteps } from '../core/run/plan-experiment.ts';
import { carryOutEnds, type RunSurroundings } from './carry-out-runs.ts';

/**
 * Plans an experiment; rates that are to be tuned are tried on this thread and others. The plan does not depend on the number of threads.
 *
 * @param tuned - Is told now and then which part of the evaluations for it have been made.
 * @throws Cancelled where the signal aborts while rates are tuned.
 */
export async function carryOutPlan(
  objective: Objective,
  experiment: Experiment,
  f: CompiledObjective,
  surroundings: RunSurroundings,
  tuned?: (part: number) => void,
): Promise<ExperimentPlan> {
  const steps = planSteps(objective, experiment, f, surroundings.clock, surroundings.isCancelled);
  let next = steps.next([]);
  while (!next.done) {
    tuned?.(next.value.part);
    next = steps.next(await carryOutEnds(next.value.runs, f, surroundings));
  }
  return next.value;
}
