import type { Transport } from './keyboard.ts';
import { currentIteration, lastIteration, type Model } from './model.ts';
import { Playback } from './playback.ts';
import type { Store } from './store.ts';

/** The common time line: which iteration all views show. */
export class CommonClock implements Transport {
  readonly #store: Store<Model>;
  readonly #playback: Playback;

  constructor(store: Store<Model>) {
    this.#store = store;
    this.#playback = new Playback(
      (k) => store.set({ k }),
      () => store.set({ playing: false, k: undefined }),
    );
  }

  /** Shows an iteration; the last one is followed when a run goes on or comes anew. */
  readonly show = (k: number): void => {
    this.stop();
    const last = lastIteration(this.#store.get());
    this.#store.set({ playing: false, k: k >= last ? undefined : Math.max(0, k), glimpse: undefined });
  };

  /** Shows an iteration while it is pointed at, unless the time line plays; then, with `undefined`, the one of before again. */
  readonly glimpse = (k: number | undefined): void => {
    const { playing, glimpse } = this.#store.get();
    const next = playing ? undefined : k;
    if (next !== glimpse) this.#store.set({ glimpse: next });
  };

  readonly step = (by: number): void => this.show(currentIteration(this.#store.get()) + by);

  readonly togglePlay = (): void => {
    const model = this.#store.get();
    const last = lastIteration(model);
    const k = currentIteration(model);
    if (model.playing || last === 0) {
      this.show(k);
      return;
    }
    const from = k >= last ? 0 : k;
    this.#store.set({ playing: true, k: from, glimpse: undefined });
    this.#playback.start(from, last);
  };

  stop(): void {
    this.#playback.stop();
  }
}
