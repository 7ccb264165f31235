import type { Window } from '../src/core/run/experiment.ts';
import type { FailedPageMessage, SampledPageMessage } from '../src/protocol/page.ts';
import { nextCallId } from './call-id.ts';
import { host } from './host.ts';
import type { Picture } from './model.ts';

/** A window to sample, of which objective. */
export interface SampleWish {
  readonly objective: string;
  readonly generation: number;
  readonly window: Window;
  readonly columns: number;
  readonly rows: number;
}

/** While the user moves, one sampling in this many milliseconds is enough. */
const PAUSE = 90;

/** Asks the host for fields; of several wishes only the last counts, and answers to older ones are dropped. */
export class Sampler {
  #id = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wish: SampleWish | undefined;
  readonly #accept: (picture: Picture) => void;
  readonly #reject: (message: string) => void;

  constructor(accept: (picture: Picture) => void, reject: (message: string) => void) {
    this.#accept = accept;
    this.#reject = reject;
  }

  /** @param soon Ask after a pause, since more wishes are likely to follow. */
  ask(wish: SampleWish, soon: boolean): void {
    clearTimeout(this.#timer);
    this.#wish = wish;
    this.#id = nextCallId();
    if (soon) this.#timer = setTimeout(() => this.#send(), PAUSE);
    else this.#send();
  }

  /** The wish that is not yet answered. */
  get pending(): SampleWish | undefined {
    return this.#wish;
  }

  answer(message: SampledPageMessage | FailedPageMessage): void {
    if (message.id !== this.#id || !this.#wish) return;
    const { objective } = this.#wish;
    this.#wish = undefined;
    if (message.type === 'sampled')
      this.#accept({ field: message.field, contours: message.contours, objective });
    else if (message.failure.kind !== 'cancelled') this.#reject(message.failure.message);
  }

  #send(): void {
    if (!this.#wish) return;
    const { generation, window, columns, rows } = this.#wish;
    host.postMessage({ type: 'sample', id: this.#id, generation, window, columns, rows });
  }
}
