import { compileObjective } from '../core/compile/compile-objective.ts';
import type { FinishedRun } from '../core/run/carry-out.ts';
import { costsOf, type StartProfile } from '../core/run/experiment-summary.ts';
import { methodText } from '../core/run/experiment-text.ts';
import { PROFILE_TOLERANCE, performanceProfile } from '../core/run/performance-profile.ts';
import { type PlannedRun, planExperiment } from '../core/run/plan-experiment.ts';
import type { GdProfile, ProfileProblem } from '../frontends/gd/gd-module.ts';
import { Cancelled } from './cancelled.ts';
import { carryOutRuns, type RunSurroundings } from './carry-out-runs.ts';

/** A profile at its end. */
export interface FinishedProfile {
  readonly profile: StartProfile;
  /** The names of the problems, in the order of the ratios. */
  readonly names: readonly string[];
  /** Methods that do not fit a problem, which then count as if they had not solved it: a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Compares methods over a set of problems, each run on this thread or others. A method solves a problem when it has gone all but 1e-5 of
 * the way from the start to the minimum, or where that is not known to the best value that any of them finds.
 *
 * @throws Cancelled where the signal aborts.
 */
export async function carryOutProfile(
  { problems, experiment: { methods, until } }: GdProfile,
  surroundings: RunSurroundings,
): Promise<FinishedProfile> {
  const costs: number[][] = [];
  const notes: string[] = [];
  for (const problem of problems) {
    const { objective, minimum } = problem;
    const requests = methods.flatMap((method, group): PlannedRun[] => {
      try {
        return planOf(problem, { methods: [method], until }, surroundings).map((run) => ({ ...run, group }));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        notes.push(error.message);
        return [];
      }
    });
    const runs: { run: PlannedRun; end: FinishedRun }[] = [];
    await carryOutRuns(requests, compileObjective(objective), surroundings, (place, trace, result, ended) => {
      const request = requests[place] as PlannedRun;
      if (ended) runs[place] = { run: request, end: { request, trace, result } };
    });
    if (surroundings.signal.aborted) throw new Cancelled();
    costs.push(costsOf(runs, methods.length, minimum));
  }
  const profile = {
    ...performanceProfile(costs),
    methods: methods.map(methodText),
    tolerance: PROFILE_TOLERANCE,
  };
  return { profile, names: problems.map(({ objective }) => objective.name), notes };
}

function planOf(
  { objective, start }: ProfileProblem,
  experiment: GdProfile['experiment'],
  { clock, isCancelled }: RunSurroundings,
): readonly PlannedRun[] {
  const { name } = objective;
  const whole = { objective: name, sense: 'minimize', ...experiment, ...(start && { start }) } as const;
  return planExperiment(objective, whole, compileObjective(objective), clock, isCancelled).runs;
}
