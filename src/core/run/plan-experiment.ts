import type { CompiledObjective } from '../compile/compile-objective.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import type { Objective } from '../objective.ts';
import { checkFits } from './choose-solver.ts';
import type { Experiment, MethodChoice, StopRule } from './experiment.ts';
import { findRate } from './find-rate.ts';
import { findStart } from './find-start.ts';
import type { Clock, RunRequest } from './run.ts';

/** What an experiment without clauses does: gradient descent until the gradient is small, at most so many steps. */
export const DEFAULT_UNTIL: StopRule = { gradient: 1e-6, iterations: 10_000 };

/** An experiment with every default filled in: a request for each run. */
export interface ExperimentPlan {
  readonly start: readonly number[];
  readonly until: StopRule;
  readonly runs: readonly RunRequest[];
}

/**
 * Fills in what an experiment leaves open.
 *
 * - no `from`: see `findStart`;
 * - no `with`: gradient descent with the exact gradient;
 * - no `rate`: the method's own default, or see `findRate`; solvers find theirs themselves;
 * - no `until`: the gradient below 1e-6; without a bound on the steps, evaluations or time at most 10,000 steps.
 *
 * @param cancelled - Whether the search for rates is to end with what it has.
 */
export function planExperiment(
  objective: Objective,
  experiment: Experiment,
  compiled: CompiledObjective,
  clock: Clock,
  cancelled?: () => boolean,
): ExperimentPlan {
  const start = experiment.start ?? findStart(compiled);
  const until = completeUntil(experiment.until);
  const gd: MethodChoice = {
    method: 'gd',
    hyperparameters: {},
    gradient: { name: 'backprop', settings: {} },
  };
  const choices = experiment.methods.length > 0 ? experiment.methods : [gd];
  const runs = choices.map((choice): RunRequest => {
    const request: RunRequest = { objective, sense: experiment.sense, start, choice, until };
    const method = METHODS[choice.method];
    if (method && isSolver(method)) checkFits(method, objective, experiment.sense);
    if (choice.rate || !method || isSolver(method)) return request;
    const value = method.defaultRate ?? findRate(request, clock, compiled, cancelled);
    return { ...request, choice: { ...choice, rate: { kind: 'constant', value } } };
  });
  return { start, until, runs };
}

function completeUntil(until: StopRule): StopRule {
  if (Object.keys(until).length === 0) return DEFAULT_UNTIL;
  const bounded = until.iterations ?? until.evaluations ?? until.time;
  return bounded === undefined ? { ...until, iterations: DEFAULT_UNTIL.iterations as number } : until;
}
