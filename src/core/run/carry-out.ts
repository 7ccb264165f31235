import { compileObjective } from '../compile/compile-objective.ts';
import type { Objective } from '../objective.ts';
import type { Clock } from './clock.ts';
import type { Experiment } from './experiment.ts';
import type { EndedRun } from './experiment-summary.ts';
import { type ExperimentPlan, type PlannedRun, planExperiment } from './plan-experiment.ts';
import { Run } from './run.ts';
import type { RunResult } from './run-result.ts';

/** A finished run: what it was to do, what it came to, and its history. */
export interface FinishedRun extends EndedRun {
  readonly request: PlannedRun;
}

/** Plans an experiment and carries it out to its end, run after run. */
export function carryOut(
  objective: Objective,
  experiment: Experiment,
  clock: Clock,
): { readonly plan: ExperimentPlan; readonly runs: readonly FinishedRun[] } {
  const compiled = compileObjective(objective);
  const plan = planExperiment(objective, experiment, compiled, clock);
  const runs = plan.runs.map((request) => {
    const run = new Run(request, clock, compiled);
    run.advance(Number.POSITIVE_INFINITY);
    return { request, result: run.result() as RunResult, trace: run.trace() };
  });
  return { plan, runs };
}
