import { indexAt } from '../core/figures/path-layer.ts';
import type { MethodChoice } from '../core/run/experiment.ts';
import type {
  ExplainPageMessage,
  PageState,
  SamplePageMessage,
  SlicePageMessage,
  ToPage,
} from '../protocol/page.ts';
import { CallError } from './call-error.ts';
import type { Resolved } from './resolution.ts';
import { typesetStep } from './typeset-step.ts';
import type { WorkerClient } from './worker-client.ts';

/** What the page asks of the objective it shows. */
export type Question = SamplePageMessage | SlicePageMessage | ExplainPageMessage;

/** Answers the page's questions about what it shows; those about what it showed before are cancelled. */
export class PageCalls {
  readonly #worker: WorkerClient;
  readonly #state: () => PageState;
  /** What the current generation shows. */
  #shown: Resolved | undefined;
  #choices: readonly MethodChoice[] = [];
  #samples = new AbortController();

  constructor(worker: WorkerClient, state: () => PageState) {
    this.#worker = worker;
    this.#state = state;
  }

  /** The method of each run shown, with its rate. */
  get choices(): readonly MethodChoice[] {
    return this.#choices;
  }

  /** Something else is shown from now on. */
  show(resolved: Resolved, choices: readonly MethodChoice[]): void {
    this.#samples.abort();
    this.#samples = new AbortController();
    this.#shown = resolved;
    this.#choices = choices;
  }

  /** The answer, or why there is none. */
  async answer(question: Question): Promise<ToPage> {
    try {
      switch (question.type) {
        case 'sample':
          return await this.#sample(question);
        case 'slice':
          return await this.#slice(question);
        case 'explain':
          return await this.#explain(question);
      }
    } catch (error) {
      return { type: 'failed', id: question.id, failure: CallError.failureOf(error) };
    }
  }

  dispose(): void {
    this.#samples.abort();
  }

  async #sample({ id, generation, window, columns, rows }: SamplePageMessage): Promise<ToPage> {
    const { objective } = this.#shownAt(generation);
    if (window.coordinates.some((coordinate) => coordinate >= objective.size)) {
      throw new CallError({
        kind: 'input',
        message: `${objective.name} has ${objective.size} coordinates.`,
      });
    }
    const request = { window, columns, rows, base: this.#base() };
    const { field, contours } = await this.#worker.sample(objective, request, this.#samples.signal);
    return { type: 'sampled', id, field, contours };
  }

  async #slice({ id, generation, run, iteration, lines, samples }: SlicePageMessage): Promise<ToPage> {
    const { objective } = this.#shownAt(generation);
    const request = { x: this.#iterate(run, iteration), lines, samples };
    const { slices } = await this.#worker.slice(objective, request, this.#samples.signal);
    return { type: 'sliced', id, slices };
  }

  async #explain({ id, generation, run, iteration }: ExplainPageMessage): Promise<ToPage> {
    const { objective, experiment } = this.#shownAt(generation);
    const { plan } = this.#state();
    const choice = this.#choices[run];
    if (!plan || !choice) throw new CallError({ kind: 'input', message: 'There is no such run.' });
    const { sense } = experiment;
    const request = { sense, start: plan.start, choice, until: plan.until };
    const { step } = await this.#worker.explain(objective, request, iteration, this.#samples.signal);
    return { type: 'explained', id, step: await typesetStep(step) };
  }

  /** What a page that asks about a generation sees. @throws CallError where it shows something else by now. */
  #shownAt(generation: number): Resolved {
    if (this.#shown && generation === this.#state().generation) return this.#shown;
    throw new CallError({ kind: 'cancelled', message: 'The picture has changed since.' });
  }

  /** The recorded iterate of a run at or before an iteration. @throws CallError where there is none yet. */
  #iterate(run: number, iteration: number): number[] {
    const trace = this.#state().runs[run]?.trace;
    if (!trace || trace.length === 0)
      throw new CallError({ kind: 'cancelled', message: 'The run has no iterate yet.' });
    const at = indexAt(trace, iteration) * trace.dimension;
    return Array.from(trace.x.subarray(at, at + trace.dimension));
  }

  /** The point through which the drawn plane goes: where the best run has ended, else the start. */
  #base(): readonly number[] {
    const { runs, plan, objective } = this.#state();
    const sign = objective?.sense === 'maximize' ? -1 : 1;
    const results = runs.flatMap(({ result }) => (result ? [result] : []));
    const best = results.sort((a, b) => sign * (a.f - b.f))[0];
    return best?.x ?? plan?.start ?? [];
  }
}
