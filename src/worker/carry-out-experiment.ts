import { compileObjective } from '../core/compile/compile-objective.ts';
import type { Objective } from '../core/objective.ts';
import type { BasinMap } from '../core/run/basins.ts';
import type { FinishedRun } from '../core/run/carry-out.ts';
import type { Experiment } from '../core/run/experiment.ts';
import { fanOut } from '../core/run/fan-out.ts';
import type { ExperimentPlan, PlannedRun } from '../core/run/plan-experiment.ts';
import { Cancelled } from './cancelled.ts';
import { carryOutPlan } from './carry-out-plan.ts';
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

/** Is told how far an experiment is. */
export interface ExperimentListener {
  /** Rates are tuned: that part of the evaluations for it have been made. */
  readonly tuned: (part: number) => void;
  /** So many runs have ended, of so many. */
  readonly ended: (done: number, all: number) => void;
}

/**
 * Plans an experiment and carries it out, with its maps of basins, on this thread and others.
 *
 * @throws Cancelled where the signal aborts.
 */
export async function carryOutExperiment(
  objective: Objective,
  experiment: Experiment,
  surroundings: RunSurroundings,
  listener?: ExperimentListener,
): Promise<FinishedExperiment> {
  const { signal } = surroundings;
  const f = compileObjective(objective);
  const plan = await carryOutPlan(objective, experiment, f, surroundings, listener?.tuned);
  const runs: FinishedRun[] = [];
  let done = 0;
  await carryOutRuns(plan.runs, f, surroundings, (place, trace, result, ended) => {
    if (!ended) return;
    done++;
    listener?.ended(done, plan.runs.length);
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
