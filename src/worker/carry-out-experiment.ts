import { compileObjective } from '../core/compile/compile-objective.ts';
import type { Objective } from '../core/objective.ts';
import type { BasinMap } from '../core/run/basins.ts';
import type { FinishedRun } from '../core/run/carry-out.ts';
import type { Experiment } from '../core/run/experiment.ts';
import { fanOut } from '../core/run/fan-out.ts';
import { type ExperimentPlan, type PlannedRun, planSteps } from '../core/run/plan-experiment.ts';
import { Cancelled } from './cancelled.ts';
import { carryOutBasins, carryOutRuns, type RunSurroundings } from './carry-out-runs.ts';

/** An experiment at its end. */
export interface FinishedExperiment {
  readonly objective: Objective;
  readonly experiment: Experiment;
  readonly plan: ExperimentPlan;
  /** In the order of the plan. */
  readonly runs: readonly FinishedRun[];
  /** Of each method the map of basins, if the experiment asks for them. */
  readonly basins: readonly BasinMap[];
}

/**
 * Plans an experiment and carries it out, with its maps of basins, on this thread and others.
 *
 * @param ended - Is told how many runs have ended, of how many.
 * @throws Cancelled where the signal aborts.
 */
export async function carryOutExperiment(
  objective: Objective,
  experiment: Experiment,
  surroundings: RunSurroundings,
  ended?: (done: number, all: number) => void,
): Promise<FinishedExperiment> {
  const { clock, breathe, signal, isCancelled } = surroundings;
  const f = compileObjective(objective);
  const steps = planSteps(objective, experiment, f, clock, isCancelled);
  let planned = steps.next();
  while (!planned.done) {
    await breathe();
    if (signal.aborted) throw new Cancelled();
    planned = steps.next();
  }
  const plan = planned.value;
  const runs: FinishedRun[] = [];
  let done = 0;
  await carryOutRuns(plan.runs, f, surroundings, (place, trace, result) => {
    if (!result) return;
    done++;
    ended?.(done, plan.runs.length);
    runs[place] = { request: plan.runs[place] as PlannedRun, trace, result };
  });
  if (signal.aborted) throw new Cancelled();
  const basins: BasinMap[] = [];
  if (plan.basins) {
    const [first] = plan.runs;
    for (const { choice } of plan.methods.map(
      (method) => fanOut([method], 1)[0] as { choice: PlannedRun['choice'] },
    )) {
      basins.push(await carryOutBasins({ ...(first as PlannedRun), choice }, plan.basins, f, surroundings));
    }
  }
  return { objective, experiment, plan, runs, basins };
}
