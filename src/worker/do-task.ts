import type { CompiledObjective } from '../core/compile/compile-objective.ts';
import { explainDerivation } from '../core/explain/derivation.ts';
import { explainStep } from '../core/explain/explain-step.ts';
import { viewExpressionGraph } from '../core/expression-graph/view-expression-graph.ts';
import { costSteps } from '../core/gradients/cost.ts';
import { differenceLadder } from '../core/gradients/difference-errors.ts';
import { EstimatorStudy } from '../core/gradients/estimate.ts';
import { estimatorPicture } from '../core/gradients/estimator-picture.ts';
import type { Objective } from '../core/objective.ts';
import type { Clock } from '../core/run/clock.ts';
import { EvaluationRecorder } from '../core/run/evaluation-recorder.ts';
import { contours } from '../core/sampling/contours.ts';
import { sampleGradients } from '../core/sampling/gradient-field.ts';
import { makePlane } from '../core/sampling/planes/make-plane.ts';
import { probe } from '../core/sampling/probe.ts';
import { sampleField } from '../core/sampling/sample-field.ts';
import { sampleSlices } from '../core/sampling/slices.ts';
import type { TaskAnswer, TaskName, TaskRequest } from '../protocol/tasks.ts';
import { carryOutBasins, carryOutEnds, type RunSurroundings } from './carry-out-runs.ts';
import { solveCosts } from './solve-costs.ts';

/** What a task works with. */
export interface TaskContext {
  readonly objective: Objective;
  readonly f: CompiledObjective;
  readonly clock: Clock;
  /** For tasks that carry out runs. */
  readonly surroundings: RunSurroundings;
  /**
   * Lets waiting messages in; a long task calls it at least every 12 ms.
   * @throws when the task has been cancelled.
   */
  readonly breathe: () => Promise<void>;
}

type Task<Name extends TaskName> = (
  request: TaskRequest<Name>,
  context: TaskContext,
) => TaskAnswer<Name> | Promise<TaskAnswer<Name>>;

/** How long a task may compute before it lets messages in, in milliseconds. */
const SLICE = 12;

/** As many estimates are drawn as come in this time, in milliseconds: who moves a slider does not wait longer. */
const ESTIMATING = 1500;

/** Steps h of finite differences for each factor of ten: a smooth line. */
const PER_DECADE = 4;

/** How long the costs of gradients are measured, in milliseconds, about. */
const COST_BUDGET = 1000;

/** How each task is done. The typed arrays of an answer must be its own: they are handed over, not copied. */
const TASKS: { readonly [Name in TaskName]: Task<Name> } = {
  sample: ({ scale, ...request }, { f, clock }) => {
    const field = sampleField(f, request, clock);
    return { field, contours: contours(field, scale && { scale }) };
  },
  slice: (request, { f }) => sampleSlices(f, request),
  ends: ({ runs }, { objective, f, surroundings }) =>
    carryOutEnds(
      runs.map((run) => ({ ...run, objective })),
      f,
      surroundings,
    ),
  basins: ({ run, basins }, { objective, f, surroundings }) =>
    carryOutBasins({ ...run, objective }, basins, f, surroundings),
  explain: ({ run, k }, { objective, f, clock }) => explainStep({ ...run, objective }, k, f, clock),
  probe: ({ x }, { f }) => probe(f, x),
  gradients: (request, { f }) => sampleGradients(f, request),
  evaluations: async ({ run, k, window }, { objective, f, clock, breathe }) => {
    const recorder = new EvaluationRecorder({ ...run, objective }, k, window, f, clock);
    for (; !recorder.done; await breathe()) recorder.advance(SLICE);
    return recorder.result();
  },
  solve: solveCosts,
  cost: async ({ x }, { objective, f, clock, breathe }) => {
    const steps = costSteps(objective, x, clock, f, COST_BUDGET);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await breathe();
    }
  },
  plane: (request, { f }) => makePlane(f, request),
  derive: (request, { objective, f }) => explainDerivation(objective, request, f),
  graph: (request, { objective }) => viewExpressionGraph(objective, request),
  estimate: async ({ coordinates, ...request }, { objective, f, clock, breathe }) => {
    const study = new EstimatorStudy({ objective, ...request }, f);
    for (const end = clock() + ESTIMATING; !study.done && clock() < end; await breathe())
      study.advance(SLICE, clock);
    return estimatorPicture(study.result(), coordinates);
  },
  differences: ({ x }, { objective, f }) => differenceLadder(objective, Float64Array.from(x), f, PER_DECADE),
};

/** Does a task. @throws where the request makes no sense, or the task is cancelled. */
export async function doTask<Name extends TaskName>(
  name: Name,
  request: TaskRequest<Name>,
  context: TaskContext,
): Promise<TaskAnswer<Name>> {
  await context.breathe();
  const task: Task<Name> = TASKS[name];
  return task(request, context);
}
