import { type CompiledObjective, compileObjective } from '../core/compile/compile-objective.ts';
import type { Objective } from '../core/objective.ts';
import type { Window } from '../core/run/experiment.ts';
import { pathWindow } from '../core/run/path-window.ts';
import { planSteps } from '../core/run/plan-experiment.ts';
import { type Clock, Run } from '../core/run/run.ts';
import type { Trace } from '../core/run/trace.ts';
import type { Failure } from '../protocol/failure.ts';
import type { DoneMessage, FromWorker, RunMessage, TaskMessage, ToWorker } from '../protocol/worker.ts';
import { buffersOf } from './buffers-of.ts';
import { doTask, type TaskContext } from './do-task.ts';
import { planView } from './plan-view.ts';

/** What the worker needs of its surroundings: the same in Node and in a browser. */
export interface Surroundings {
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void;
  readonly clock: Clock;
  /** Lets waiting messages in before it goes on. */
  readonly breathe: () => Promise<void>;
  /** Takes waiting messages in at once, in the middle of a long step; absent: they wait until it ends. */
  readonly poll?: () => void;
}

/** The longest time between two looks for messages. */
const SLICE = 12;
/** The shortest time between two batches of progress: a frame. */
const FRAME = 16;

/** Makes the function that takes every message to the worker. Each call is answered exactly once, see the protocol. */
export function serve({ post, clock, breathe, poll }: Surroundings): (message: ToWorker) => void {
  const cancelled = new Set<number>();
  const open = new Set<number>();
  const compiled = new CompiledCache();
  let polling = false;

  const answer = async (id: number, work: () => Promise<void>) => {
    open.add(id);
    try {
      // What is asked in the middle of a step is done when the step is.
      if (polling) await Promise.resolve();
      await work();
    } catch (error) {
      post({ type: 'failed', id, failure: failureOf(error) }, []);
    }
    open.delete(id);
    cancelled.delete(id);
  };

  const run = async ({ id, objective, experiment }: RunMessage) => {
    const f = compiled.get(objective);
    const isCancelled = () => {
      polling = true;
      poll?.();
      polling = false;
      return cancelled.has(id);
    };
    const steps = planSteps(objective, experiment, f, clock, isCancelled);
    let planned = steps.next();
    while (!planned.done) {
      await breathe();
      if (cancelled.has(id)) throw new Cancelled();
      planned = steps.next();
    }
    const plan = planned.value;
    post(
      {
        type: 'planned',
        id,
        plan: planView(objective, experiment, plan),
        choices: plan.methods,
        runs: plan.runs.map(({ objective: _, ...run }) => run),
      },
      [],
    );
    const traces: Trace[] = [];
    for (const [index, request] of plan.runs.entries()) {
      const current = new Run(request, clock, f, isCancelled);
      let sent = clock();
      while (!current.done) {
        if (cancelled.has(id)) current.cancel();
        else current.advance(SLICE);
        if (current.done) break;
        if (clock() - sent >= FRAME) {
          sent = clock();
          const trace = current.trace();
          post({ type: 'progress', id, run: index, trace }, buffersOf(trace));
        }
        await breathe();
      }
      const trace = current.trace();
      traces.push(trace);
      const result = current.result();
      // Posted as a copy: the window is still to be found from it.
      post({ type: 'progress', id, run: index, trace, ...(result ? { result } : {}) }, []);
      await breathe();
    }
    post({ type: 'finished', id, window: experiment.show ?? windowOf(objective, traces) }, []);
  };

  const task = async ({ id, task: name, objective, request }: TaskMessage) => {
    const context: TaskContext = {
      objective,
      f: compiled.get(objective),
      clock,
      breathe: async () => {
        await breathe();
        if (cancelled.has(id)) throw new Cancelled();
      },
    };
    const done = await doTask(name, request, context);
    // The names fit together: the answer is that of the request's task.
    post({ type: 'done', id, task: name, answer: done } as DoneMessage, buffersOf(done));
  };

  return (message) => {
    switch (message.type) {
      case 'run':
        void answer(message.id, () => run(message));
        break;
      case 'task':
        void answer(message.id, () => task(message));
        break;
      case 'cancel':
        if (open.has(message.id)) cancelled.add(message.id);
        break;
    }
  };
}

class Cancelled extends Error {}

function failureOf(error: unknown): Failure {
  if (error instanceof Cancelled) return { kind: 'cancelled', message: 'cancelled' };
  const message = error instanceof Error ? error.message : String(error);
  const internal = error instanceof TypeError || error instanceof ReferenceError;
  return { kind: internal ? 'internal' : 'input', message };
}

/** The first two coordinates, as the paths need them. */
function windowOf(objective: Objective, traces: readonly Trace[]): Window {
  const found = traces.filter(({ length }) => length > 0);
  const coordinates = [0, Math.min(1, objective.size - 1)] as const;
  if (found.length > 0) return pathWindow(found, coordinates);
  return { coordinates, x: [-2, 2], y: [-2, 2] };
}

/** The last few compiled objectives, told apart by their definitions. */
class CompiledCache {
  private readonly entries = new Map<string, CompiledObjective>();

  get(objective: Objective): CompiledObjective {
    const key = `${objective.name}\n${objective.text}`;
    const there = this.entries.get(key);
    this.entries.delete(key);
    const compiled = there ?? compileObjective(objective);
    this.entries.set(key, compiled);
    if (this.entries.size > 8) this.entries.delete(this.entries.keys().next().value as string);
    return compiled;
  }
}
