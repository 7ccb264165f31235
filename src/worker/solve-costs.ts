import { costToSolve } from '../core/run/performance-profile.ts';
import { Run } from '../core/run/run.ts';
import type { Trace } from '../core/run/trace.ts';
import type { TaskRequest } from '../protocol/tasks.ts';
import { Cancelled } from './cancelled.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import type { TaskContext } from './do-task.ts';

/** The longest time between two looks for messages. */
const SLICE = 12;

type SolveContext = Pick<TaskContext, 'objective' | 'f' | 'clock' | 'breathe' | 'surroundings'>;

/**
 * What it costs each method of an experiment to solve its problem, see `costToSolve`: evaluations; ∞ where it does not, or does not fit the
 * objective at all. Rates that are left open are found, which does not count.
 */
export async function solveCosts(
  { experiment, minimum }: TaskRequest<'solve'>,
  context: SolveContext,
): Promise<number[]> {
  const { sense } = experiment;
  const sign = sense === 'maximize' ? -1 : 1;
  const traces: (Trace | undefined)[] = [];
  for (const choice of experiment.methods)
    traces.push(await traceOf({ ...experiment, methods: [choice] }, context));
  const found = traces.flatMap((trace) => (trace ? [...trace.f].map((f) => sign * f) : []));
  const best = minimum ?? sign * found.reduce((least, f) => Math.min(least, f), Number.POSITIVE_INFINITY);
  return traces.map((trace) => (trace ? costToSolve(trace, best, sense) : Number.POSITIVE_INFINITY));
}

async function traceOf(
  experiment: TaskRequest<'solve'>['experiment'],
  { objective, f, clock, breathe, surroundings }: SolveContext,
): Promise<Trace | undefined> {
  try {
    const plan = await carryOutPlan(objective, experiment, f, { ...surroundings, breathe });
    const request = plan.runs[0];
    if (!request) return undefined;
    const run = new Run(request, clock, f);
    for (; !run.done; await breathe()) run.advance(SLICE);
    return run.trace();
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    return undefined;
  }
}
