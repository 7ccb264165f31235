import type { CompiledObjective } from '../core/compile/compile-objective.ts';
import { explainStep } from '../core/explain/explain-step.ts';
import type { Objective } from '../core/objective.ts';
import type { Clock } from '../core/run/run.ts';
import { contours } from '../core/sampling/contours.ts';
import { type Field, fieldExtremes } from '../core/sampling/field.ts';
import { sampleSlices } from '../core/sampling/slices.ts';
import type { TaskAnswer, TaskName, TaskRequest } from '../protocol/tasks.ts';

/** What a task works with. */
export interface TaskContext {
  readonly objective: Objective;
  readonly f: CompiledObjective;
  readonly clock: Clock;
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

/** How each task is done. The typed arrays of an answer must be its own: they are handed over, not copied. */
const TASKS: { readonly [Name in TaskName]: Task<Name> } = {
  sample: ({ window, columns, rows, base }, { f }) => {
    const values = f.field(window, columns, rows, undefined, Float64Array.from(base));
    const field: Field = { window, columns, rows, values, ...fieldExtremes(values) };
    return { field, contours: contours(field) };
  },
  slice: (request, { f }) => sampleSlices(f, request),
  explain: ({ run, k }, { objective, f, clock }) => explainStep({ ...run, objective }, k, f, clock),
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
