import { compileObjective } from '../compile/compile-objective.ts';
import type { Objective } from '../objective.ts';
import type { Experiment } from './experiment.ts';
import { planExperiment } from './plan-experiment.ts';
import { type Clock, Run } from './run.ts';
import type { RunResult } from './run-result.ts';
import type { Trace } from './trace.ts';

/** A finished run: what it did, what it came to, and its history. */
export interface FinishedRun {
  readonly run: Run;
  readonly result: RunResult;
  readonly trace: Trace;
}

/** Plans an experiment and carries it out to its end, run after run. */
export function carryOut(objective: Objective, experiment: Experiment, clock: Clock): FinishedRun[] {
  const compiled = compileObjective(objective);
  const plan = planExperiment(objective, experiment, compiled, clock);
  return plan.runs.map((request) => {
    const run = new Run(request, clock, compiled);
    run.advance(Number.POSITIVE_INFINITY);
    return { run, result: run.result() as RunResult, trace: run.trace() };
  });
}
