import { type CompiledObjective, compileObjective } from '../core/compile/compile-objective.ts';
import type { Objective } from '../core/objective.ts';
import type { Clock } from '../core/run/clock.ts';
import { shownWindow } from '../core/run/shown-window.ts';
import type { Trace } from '../core/run/trace.ts';
import type { Failure } from '../protocol/failure.ts';
import type {
  DoneMessage,
  FromWorker,
  PartMessage,
  RunMessage,
  TaskMessage,
  ToWorker,
} from '../protocol/worker.ts';
import { buffersOf } from './buffers-of.ts';
import { Cancelled } from './cancelled.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import { carryOutRuns, type RunSurroundings, withoutObjective } from './carry-out-runs.ts';
import { doTask, type TaskContext } from './do-task.ts';
import { planView } from './plan-view.ts';
import type { WorkerClient } from './worker-client.ts';

/** What the worker needs of its surroundings: the same in Node and in a browser. */
export interface Surroundings {
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void;
  readonly clock: Clock;
  /** Lets waiting messages in before it goes on. */
  readonly breathe: () => Promise<void>;
  /** Takes waiting messages in at once, in the middle of a long step; absent: they wait until it ends. */
  readonly poll?: () => void;
  /** Other threads to share the work with; absent: there are none. */
  readonly hands?: () => readonly WorkerClient[];
}

/** Makes the function that takes every message to the worker. Each call is answered exactly once, see the protocol. */
export function serve({ post, clock, breathe, poll, hands }: Surroundings): (message: ToWorker) => void {
  const open = new Map<number, AbortController>();
  const compiled = new CompiledCache();
  let polling = false;

  const answer = async (id: number, work: (surroundings: RunSurroundings) => Promise<void>) => {
    const controller = new AbortController();
    const { signal } = controller;
    const isCancelled = () => {
      polling = true;
      poll?.();
      polling = false;
      return signal.aborted;
    };
    open.set(id, controller);
    try {
      // What is asked in the middle of a step is done when the step is.
      if (polling) await Promise.resolve();
      await work({ clock, breathe, signal, isCancelled });
    } catch (error) {
      post({ type: 'failed', id, failure: failureOf(error) }, []);
    }
    open.delete(id);
  };

  const run = async ({ id, experiment, ...message }: RunMessage, surroundings: RunSurroundings) => {
    const { objective, f } = compiled.get(message.objective);
    const shared = { ...surroundings, ...(hands && { hands }) };
    const plan = await carryOutPlan(objective, experiment, f, shared, (part) =>
      post({ type: 'tuning', id, part }, []),
    );
    post(
      {
        type: 'planned',
        id,
        plan: planView(objective, experiment, plan),
        choices: plan.methods,
        runs: plan.runs.map(withoutObjective),
      },
      [],
    );
    const traces: Trace[] = [];
    await carryOutRuns(plan.runs, f, shared, (index, trace, result, ended) => {
      if (ended) traces[index] = trace;
      // The last one is posted as a copy: the window is still to be found from it.
      post({ type: 'progress', id, run: index, trace, result, ended }, ended ? [] : buffersOf(trace));
    });
    post({ type: 'finished', id, window: shownWindow(objective, experiment, traces) }, []);
  };

  const part = async ({ id, runs, ...message }: PartMessage, surroundings: RunSurroundings) => {
    const { objective, f } = compiled.get(message.objective);
    const requests = runs.map((each) => ({ ...each, objective }));
    await carryOutRuns(requests, f, surroundings, (index, trace, result, ended) =>
      post({ type: 'progress', id, run: index, trace, result, ended }, buffersOf(trace)),
    );
    post({ type: 'parted', id }, []);
  };

  const task = async (
    { id, task: name, request, ...message }: TaskMessage,
    surroundings: RunSurroundings,
  ) => {
    const context: TaskContext = {
      ...compiled.get(message.objective),
      clock,
      surroundings: { ...surroundings, ...(name !== 'ends' && hands && { hands }) },
      breathe: async () => {
        await breathe();
        if (surroundings.signal.aborted) throw new Cancelled();
      },
    };
    const done = await doTask(name, request, context);
    // The names fit together: the answer is that of the request's task.
    post({ type: 'done', id, task: name, answer: done } as DoneMessage, buffersOf(done));
  };

  return (message) => {
    switch (message.type) {
      case 'run':
        void answer(message.id, (surroundings) => run(message, surroundings));
        break;
      case 'part':
        void answer(message.id, (surroundings) => part(message, surroundings));
        break;
      case 'task':
        void answer(message.id, (surroundings) => task(message, surroundings));
        break;
      case 'cancel': {
        const call = open.get(message.id);
        if (call) post({ type: 'ending', id: message.id }, []);
        call?.abort();
        break;
      }
    }
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof Cancelled) return { kind: 'cancelled', message: 'cancelled' };
  const message = error instanceof Error ? error.message : String(error);
  const internal = error instanceof TypeError || error instanceof ReferenceError;
  return { kind: internal ? 'internal' : 'input', message };
}

/** The last few compiled objectives, told apart by their definitions. */
class CompiledCache {
  private readonly entries = new Map<
    string,
    { readonly objective: Objective; readonly f: CompiledObjective }
  >();

  /** The objective that was compiled, the same one for the same definition, and its functions. */
  get(objective: Objective): { readonly objective: Objective; readonly f: CompiledObjective } {
    const key = `${objective.name}\n${objective.text}`;
    const entry = this.entries.get(key) ?? { objective, f: compileObjective(objective) };
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size > 8) this.entries.delete(this.entries.keys().next().value as string);
    return entry;
  }
}
