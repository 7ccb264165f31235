import { indexAt } from '../core/figures/path-layer.ts';
import type { MethodChoice } from '../core/run/experiment.ts';
import type { Trace } from '../core/run/trace.ts';
import type { PlaneWindow } from '../core/sampling/plane.ts';
import { basePoint } from '../protocol/base-point.ts';
import type { PageState, ToPage } from '../protocol/page.ts';
import type { AnsweredMessage, AskMessage } from '../protocol/questions.ts';
import type { PlannedMessage } from '../protocol/worker.ts';
import { CallError } from '../worker/call-error.ts';
import type { WorkerClient } from '../worker/worker-client.ts';
import { answerQuestion } from './answer-question.ts';
import type { Resolved } from './resolution.ts';

/** What questions are about. */
type Shown = Pick<Resolved, 'objective' | 'problems'>;

/** How finely the first picture is drawn beforehand: enough to wake the code for it, little beside what the page asks for. */
const REHEARSAL = { columns: 96, rows: 72 };

/** Answers the page's questions about what it shows; those about what it showed before are cancelled. */
export class PageCalls {
  readonly #worker: WorkerClient;
  readonly #state: () => PageState;
  /** What the current generation shows. */
  #shown: Shown | undefined;
  #planned: Pick<PlannedMessage, 'choices' | 'runs'> = { choices: [], runs: [] };
  #samples = new AbortController();
  /** The questions that are being answered, by their ids. */
  readonly #open = new Map<number, AbortController>();

  constructor(worker: WorkerClient, state: () => PageState) {
    this.#worker = worker;
    this.#state = state;
  }

  /** The method of each group of runs shown, with its rate. */
  get choices(): readonly MethodChoice[] {
    return this.#planned.choices;
  }

  /** Something else is shown from now on. */
  show(shown: Shown, planned: Pick<PlannedMessage, 'choices' | 'runs'>): void {
    this.#samples.abort();
    this.#samples = new AbortController();
    this.#shown = shown;
    this.#planned = planned;
  }

  /** Has the worker draw what a page that is still being loaded will ask for first, which is then drawn in half the time. */
  async rehearse(window: PlaneWindow): Promise<void> {
    const { generation } = this.#state();
    await this.answer({
      type: 'ask',
      id: 0,
      generation,
      about: 'sample',
      question: { window, ...REHEARSAL },
    });
  }

  /** The answer, or why there is none. */
  async answer({ id, generation, about, question }: AskMessage): Promise<ToPage> {
    const open = new AbortController();
    const { signal } = open;
    const outdated = this.#samples.signal;
    const end = () => open.abort();
    this.#open.set(id, open);
    outdated.addEventListener('abort', end);
    try {
      const { objective, problems } = this.#shownAt(generation);
      const answer = await answerQuestion(about, question, {
        objective,
        task: (task, request, other = objective) => this.#worker.task(task, other, request, signal),
        choices: () => this.choices,
        problems,
        run: (place) => {
          const run = this.#planned.runs[place];
          if (!run) throw new CallError({ kind: 'input', message: 'There is no such run.' });
          return run;
        },
        iterate: (place) => this.#iterate(place.run, place.iteration),
        trace: (run) => this.#trace(run),
        base: () => basePoint(this.#state()),
      });
      // The names fit together: the answer is that of the question's name.
      return { type: 'answered', id, about, answer } as AnsweredMessage;
    } catch (error) {
      return { type: 'failed', id, failure: CallError.failureOf(error) };
    } finally {
      outdated.removeEventListener('abort', end);
      if (this.#open.get(id) === open) this.#open.delete(id);
    }
  }

  /** Ends what is done for a question, which then fails as cancelled; nothing where it has been answered. */
  abandon(id: number): void {
    this.#open.get(id)?.abort();
  }

  dispose(): void {
    this.#samples.abort();
  }

  /** What a page that asks about a generation sees. @throws CallError where it shows something else by now. */
  #shownAt(generation: number): Shown {
    if (this.#shown && generation === this.#state().generation) return this.#shown;
    throw new CallError({ kind: 'cancelled', message: 'The picture has changed since.' });
  }

  /** The recorded iterate of a run at or before an iteration. @throws CallError where there is none yet. */
  #iterate(run: number, iteration: number): number[] {
    const trace = this.#trace(run);
    const at = indexAt(trace, iteration) * trace.dimension;
    return Array.from(trace.x.subarray(at, at + trace.dimension));
  }

  /** The recorded iterates of a run. @throws CallError where there is none yet. */
  #trace(run: number): Trace {
    const trace = this.#state().runs[run]?.trace;
    if (!trace || trace.length === 0)
      throw new CallError({ kind: 'cancelled', message: 'The run has no iterate yet.' });
    return trace;
  }
}
