import { Worker } from 'node:worker_threads';
import type { Objective } from '../core/objective.ts';
import type { Experiment } from '../core/run/experiment.ts';
import type { TaskAnswer, TaskName, TaskRequest, TaskRun } from '../protocol/tasks.ts';
import type {
  DoneMessage,
  FinishedMessage,
  FromWorker,
  PartedMessage,
  PartMessage,
  PlannedMessage,
  ProgressMessage,
  RunMessage,
  TaskMessage,
  ToWorker,
  TuningMessage,
} from '../protocol/worker.ts';
import { CallError } from './call-error.ts';

/** How long a worker may take to react to a cancellation before it is ended, in milliseconds … */
const PATIENCE = 120;
/** … and then to hand over what the call has come to: long traces are copied. */
const PATIENCE_ENDING = 3000;

/** Is told how a run comes along. */
export type RunListener = (message: TuningMessage | PlannedMessage | ProgressMessage) => void;

type Request = RunMessage | PartMessage | TaskMessage;
type Answer = FinishedMessage | PartedMessage | DoneMessage;

interface Call {
  readonly request: Request;
  readonly listener?: RunListener;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: CallError) => void;
  /** Listens for the cancellation no longer. */
  readonly release: () => void;
  /** There once the call has been cancelled: ends the worker when it fires. */
  patience?: ReturnType<typeof setTimeout>;
}

/**
 * Calls a worker thread. The thread is started by the first call, unless it was warmed up, and replaced when it dies or does not react to a
 * cancellation; every call is answered exactly once, with a result or a `CallError`.
 */
export class WorkerClient {
  readonly #file: string;
  readonly #calls = new Map<number, Call>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** @param file the worker's script. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Starts the thread if there is none, so that the first call need not wait for it. */
  warmUp(): void {
    this.#worker ??= this.#start();
  }

  /**
   * Plans and carries out an experiment.
   * @returns the message that ends it; when `signal` aborts, with what the runs have reached by then.
   * @throws CallError when the request makes no sense, the worker dies, or does not react to `signal` in time.
   */
  run(
    objective: Objective,
    experiment: Experiment,
    listener: RunListener,
    signal: AbortSignal,
  ): Promise<FinishedMessage> {
    const request: RunMessage = { type: 'run', id: this.#nextId(), objective, experiment };
    return this.#call<FinishedMessage>(request, signal, listener);
  }

  /**
   * Carries out some of the runs of an experiment; when `signal` aborts, they end where they are.
   * @throws CallError when the request makes no sense, the worker dies, or does not react to `signal` in time.
   */
  async part(
    objective: Objective,
    runs: readonly TaskRun[],
    listener: (message: ProgressMessage) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const request: PartMessage = { type: 'part', id: this.#nextId(), objective, runs };
    await this.#call<PartedMessage>(request, signal, (message) => {
      if (message.type === 'progress') listener(message);
    });
  }

  /**
   * Does something with an objective, see `Tasks`.
   * @throws CallError when the request makes no sense, the worker dies, or `signal` aborts.
   */
  async task<Name extends TaskName>(
    task: Name,
    objective: Objective,
    request: TaskRequest<Name>,
    signal: AbortSignal,
  ): Promise<TaskAnswer<Name>> {
    // The worker answers a task with the answer of that name.
    const message = { type: 'task', id: this.#nextId(), task, objective, request } as TaskMessage;
    const { answer } = await this.#call<DoneMessage>(message, signal);
    return answer as TaskAnswer<Name>;
  }

  /** Ends the worker as a crash would: open calls are rejected, the next call starts a new one. */
  async terminate(): Promise<void> {
    await this.#worker?.terminate();
  }

  dispose(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    for (const call of this.#calls.values()) this.#fail(call, cancelled());
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #call<Kind extends Answer>(request: Request, signal: AbortSignal, listener?: RunListener): Promise<Kind> {
    return new Promise<Answer>((resolve, reject) => {
      if (signal.aborted) return reject(cancelled());
      const cancel = () => this.#cancel(request.id);
      const release = () => signal.removeEventListener('abort', cancel);
      const call = { request, resolve, reject, release, ...(listener && { listener }) };
      this.#calls.set(request.id, call);
      signal.addEventListener('abort', cancel, { once: true });
      this.#post(request);
    }) as Promise<Kind>;
  }

  #post(message: ToWorker): void {
    this.warmUp();
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#file);
    const gone = (why: string) => {
      if (this.#worker === worker) this.#crashed(why);
    };
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error: unknown) => gone(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => gone('it ended'));
    return worker;
  }

  #receive(message: FromWorker): void {
    const call = this.#calls.get(message.id);
    if (!call) return;
    switch (message.type) {
      case 'tuning':
      case 'planned':
      case 'progress':
        call.listener?.(message);
        break;
      case 'ending':
        this.#wait(call, PATIENCE_ENDING);
        break;
      case 'finished':
      case 'parted':
      case 'done':
        this.#forget(call);
        call.resolve(message);
        break;
      case 'failed':
        this.#fail(call, new CallError(message.failure));
    }
  }

  #cancel(id: number): void {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#post({ type: 'cancel', id });
    this.#wait(call, PATIENCE);
  }

  #wait(call: Call, milliseconds: number): void {
    clearTimeout(call.patience);
    const patience = setTimeout(() => {
      // This thread may have been the busy one: what the worker has answered meanwhile is taken in first.
      setImmediate(() => {
        if (call.patience === patience && this.#calls.has(call.request.id)) this.#replace();
      });
    }, milliseconds);
    call.patience = patience;
  }

  /** Ends a worker that does not react. Calls that nobody cancelled have only waited behind it: they start anew. */
  #replace(): void {
    const stuck = this.#worker;
    this.#worker = undefined;
    void stuck?.terminate();
    for (const call of [...this.#calls.values()]) {
      if (call.patience === undefined) this.#post(call.request);
      else
        this.#fail(
          call,
          cancelled(`Cancelled: ${call.request.objective.name} did not react, its worker was ended.`),
        );
    }
  }

  #crashed(why: string): void {
    this.#worker = undefined;
    for (const call of [...this.#calls.values()]) {
      const doing = call.request.type === 'run' ? 'running' : 'drawing';
      const message = `The worker stopped while ${doing} ${call.request.objective.name} (${why}); run it again to start a new one.`;
      this.#fail(call, new CallError({ kind: 'internal', message }));
    }
  }

  #fail(call: Call, error: CallError): void {
    this.#forget(call);
    call.reject(error);
  }

  #forget(call: Call): void {
    clearTimeout(call.patience);
    call.release();
    this.#calls.delete(call.request.id);
  }
}

const cancelled = (message = 'Cancelled.') => new CallError({ kind: 'cancelled', message });
