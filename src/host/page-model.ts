import { coordinateNames, type Objective } from '../core/objective.ts';
import type { Experiment } from '../core/run/experiment.ts';
import type { RunResult } from '../core/run/run-result.ts';
import { shownWindow } from '../core/run/shown-window.ts';
import { sparseTrace } from '../core/run/sparse-trace.ts';
import type { Failure } from '../protocol/failure.ts';
import type { ObjectiveView, PageState, RunView, ToPage } from '../protocol/page.ts';
import type { FinishedMessage, PlannedMessage, ProgressMessage } from '../protocol/worker.ts';
import { FrameBatch } from './frame-batch.ts';

/** Takes messages to the page; may be slow, and may drop them while the page is hidden. */
export type PostToPage = (message: ToPage) => PromiseLike<unknown>;

/** A trace of more rows takes some tenths of a second on its way to the page and into its pictures: a sparse one goes ahead. */
const LONG = 16_384;

/**
 * What the page shows, and the way it gets there: at most one message per frame, either the runs that moved or, when
 * anything else changed, the whole state. Long traces follow when all that is short has been told.
 */
export class PageModel {
  readonly #batch: FrameBatch;
  readonly #moved = new Set<number>();
  /** What the runs that go on would come to were they cancelled. */
  readonly #standings = new Map<number, RunResult>();
  /** The runs whose long traces the page has, or gets with the next message. */
  readonly #whole = new Set<number>();
  #stale = false;
  #state: PageState;

  constructor(source: string, post: PostToPage) {
    this.#state = {
      ...{ source, generation: 0, written: false, adjusted: false, runs: [], busy: false },
      ...{ canUndo: false, canRedo: false },
    };
    this.#batch = new FrameBatch(async () => {
      const message = this.#takeMessage();
      if (message) await post(message);
    });
  }

  get state(): PageState {
    return this.#state;
  }

  /** Changes anything but the runs' progress. `undefined` takes a field away. */
  change(changes: { readonly [Key in keyof PageState]?: PageState[Key] | undefined }): void {
    this.#state = withoutUndefined({ ...this.#state, ...changes });
    this.#stale = true;
    this.#batch.request();
  }

  /** A new picture begins: the experiment is known, and nothing of it has run. */
  plan(
    objective: ObjectiveView,
    from: Pick<PageState, 'written' | 'adjusted' | 'canUndo' | 'canRedo'>,
    { plan }: PlannedMessage,
  ): void {
    this.#standings.clear();
    this.#whole.clear();
    this.change({
      generation: this.#state.generation + 1,
      objective,
      plan,
      ...from,
      runs: plan.runs.map((run) => ({ plan: run, status: 'waiting' })),
      window: undefined,
      tuned: undefined,
      failure: undefined,
    });
  }

  /** A run has moved on. */
  progress({ run: index, trace, result, ended }: ProgressMessage): void {
    const known = this.#state.runs[index];
    if (!known) return;
    if (ended) this.#standings.delete(index);
    else this.#standings.set(index, result);
    const { plan } = known;
    const run: RunView = ended ? { plan, status: 'done', trace, result } : { plan, status: 'running', trace };
    this.#state = { ...this.#state, runs: this.#state.runs.with(index, run) };
    this.#moved.add(index);
    this.#batch.request();
  }

  /** Runs go on for long: they are shown where they have come to by now, until it is known where they end. */
  glance(objective: Objective, experiment: Pick<Experiment, 'show'>): void {
    if (this.#state.window) return;
    const traces = this.#state.runs.flatMap(({ trace }) => trace ?? []);
    this.change({ window: shownWindow(objective, experiment, traces) });
  }

  /** Every run has ended. */
  finish({ window }: FinishedMessage): void {
    this.change({ busy: false, window });
  }

  /** The experiment ended without an answer; what the runs have reached stays. */
  fail({ kind, message }: Failure): void {
    const runs = this.#state.runs.map((run, index): RunView => {
      const standing = kind === 'cancelled' && this.#standings.get(index);
      return { ...run, status: 'done', ...(standing && { result: standing }) };
    });
    this.change({ busy: false, tuned: undefined, failure: message, ...(this.#state.busy && { runs }) });
  }

  /** The page has lost everything, or never had it: sends the whole state. */
  resend(): void {
    this.#whole.clear();
    this.#stale = true;
    this.#batch.request();
  }

  dispose(): void {
    this.#batch.dispose();
  }

  #takeMessage(): ToPage | undefined {
    const moved = [...this.#moved];
    this.#moved.clear();
    if (this.#stale) {
      this.#stale = false;
      const runs = this.#state.runs.map((run, index) => this.#shortened(run, index));
      return { type: 'state', state: { ...this.#state, runs } };
    }
    if (moved.length === 0) return undefined;
    const runs = moved.map((index) => ({
      index,
      run: this.#shortened(this.#state.runs[index] as RunView, index),
    }));
    return { type: 'runs', generation: this.#state.generation, runs };
  }

  /** A run as it is told: of a long trace a part at first, and all of it when nothing runs any more, with the next message. */
  #shortened(run: RunView, index: number): RunView {
    if (!run.trace || run.trace.length <= LONG || this.#whole.has(index)) return run;
    if (!this.#state.busy) {
      this.#whole.add(index);
      this.#moved.add(index);
      this.#batch.request();
    }
    return { ...run, trace: sparseTrace(run.trace) };
  }
}

/** An objective as the page shows it. */
export function objectiveView(objective: Objective, experiment: Experiment, mathml: string): ObjectiveView {
  const { name, documentation } = objective;
  const text = definitionText(objective, experiment);
  const { sense } = experiment;
  return { name, coordinates: coordinateNames(objective), text, mathml, documentation, sense };
}

/** Optional fields are absent, never `undefined`. */
function withoutUndefined(state: { [Key in keyof PageState]: PageState[Key] | undefined }): PageState {
  return Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined),
  ) as unknown as PageState;
}

/** The definition, with the statements that it and the rates of its experiment build on. */
function definitionText({ text }: Objective, { methods }: Experiment): string {
  const forRates = methods.flatMap(({ rate }) => (rate?.kind === 'schedule' ? rate.statements : []));
  return [...new Set([...forRates, ...text.split('\n')])].join('\n');
}
