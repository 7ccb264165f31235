import type { CompiledObjective } from '../compile/compile-objective.ts';
import { type Bounds, nearestInside } from '../methods/bounds.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import type { Objective } from '../objective.ts';
import type { BasinGrid } from './basins.ts';
import { checkFits } from './choose-solver.ts';
import type { Clock } from './clock.ts';
import type { Experiment, MethodChoice, StopRule } from './experiment.ts';
import { type FannedRun, fanOut, withArgument } from './fan-out.ts';
import { findStart } from './find-start.ts';
import { completeUntil, lacksRate, usualRate } from './plan-run.ts';
import { Run } from './run.ts';
import type { RunRequest } from './run-request.ts';
import type { RunResult } from './run-result.ts';
import { drawStarts, type RandomStarts } from './starts.ts';
import { type TunedRate, type TuningBatch, tuneRates } from './tune.ts';

/** The traces of all runs together keep at most so many numbers. */
const TRACE_BUDGET = 2_000_000;

/** A run of an experiment: what it does, and where it belongs. */
export interface PlannedRun extends RunRequest {
  /** The place of its method among `methods`. */
  readonly group: number;
  /** The values of the arguments that its method sweeps, in their order. */
  readonly values: readonly number[];
}

/** An experiment with every default filled in: a request for each run. */
export interface ExperimentPlan {
  /** The first start. */
  readonly start: readonly number[];
  /** Where the starts were drawn from, if there are several. */
  readonly starts?: RandomStarts;
  readonly bounds?: Bounds;
  readonly until: StopRule;
  /** The methods with their rates; what is swept is still in them. */
  readonly methods: readonly MethodChoice[];
  readonly runs: readonly PlannedRun[];
  /** Of each method how its rate was found; undefined where it was not looked for. There if the experiment tunes. */
  readonly tuned?: readonly (TunedRate | undefined)[];
  readonly basins?: BasinGrid;
}

/**
 * Fills in what an experiment leaves open.
 *
 * - no `from`: see `findStart`; starts outside the bounds are moved to the nearest point inside;
 * - no `with`: gradient descent with the exact gradient;
 * - no `rate`: tuned, if the experiment asks for it (`tuneRate`); the method's own default; or see `findRate`; solvers find theirs
 *   themselves;
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
  const steps = planSteps(objective, experiment, compiled, clock, cancelled);
  const ended = (request: RunRequest) => {
    const run = new Run(request, clock, compiled, cancelled);
    run.advance(Number.POSITIVE_INFINITY);
    return run.result() as RunResult;
  };
  for (let next = steps.next([]); ; next = steps.next(next.value.runs.map(ended))) {
    if (next.done) return next.value;
  }
}

/** `planExperiment` piece by piece: while it tunes, it yields runs that may be carried out anywhere, and goes on with their results. */
export function* planSteps(
  objective: Objective,
  experiment: Experiment,
  compiled: CompiledObjective,
  clock: Clock,
  cancelled?: () => boolean,
): Generator<TuningBatch, ExperimentPlan, readonly RunResult[]> {
  const { sense, tune, bounds } = experiment;
  const starts = experiment.starts
    ? drawStarts(startsWithin(experiment.starts, bounds))
    : [experiment.start ? nearestInside(experiment.start, bounds) : findStart(compiled, bounds)];
  const within = bounds && { bounds };
  const start = starts[0] as readonly number[];
  const until = completeUntil(experiment.until);
  const gd: MethodChoice = {
    method: 'gd',
    hyperparameters: {},
    gradient: { name: 'backprop', settings: {} },
  };
  const choices = experiment.methods.length > 0 ? experiment.methods : [gd];
  const requestOf = ({ choice, start: place }: FannedRun): RunRequest => ({
    objective,
    sense,
    start: starts[place] as readonly number[],
    ...within,
    choice,
    until,
  });
  for (const { method: name } of choices) {
    const method = METHODS[name];
    if (method && isSolver(method)) checkFits(method, objective, sense);
  }
  const requestsOf = (choice: MethodChoice) => fanOut([choice], starts.length).map(requestOf);
  const found = tune ? yield* tuneRates(choices.filter(lacksRate).map(requestsOf), tune) : [];
  const tuned = choices.map((choice) => (lacksRate(choice) ? found.shift() : undefined));
  const methods = choices.map((choice, place) => {
    if (!lacksRate(choice)) return choice;
    const value =
      tuned[place]?.rate ?? usualRate(requestsOf(choice)[0] as RunRequest, compiled, clock, cancelled);
    return withArgument(choice, 'rate', value);
  });
  const fanned = fanOut(methods, starts.length);
  const traceBudget = Math.floor(TRACE_BUDGET / Math.max(2, fanned.length));
  const runs = fanned.map((each) => ({
    ...requestOf(each),
    traceBudget,
    group: each.group,
    values: each.values,
  }));
  return {
    start,
    ...within,
    until,
    methods,
    runs,
    ...(experiment.starts && { starts: experiment.starts }),
    ...(tune && { tuned }),
    ...(experiment.basins && { basins: { ...experiment.basins, base: start } }),
  };
}

/** The part of a box of starts that lies within bounds. */
function startsWithin(starts: RandomStarts, bounds: Bounds | undefined): RandomStarts {
  return { ...starts, low: nearestInside(starts.low, bounds), high: nearestInside(starts.high, bounds) };
}
