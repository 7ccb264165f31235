import { isCurve, type PlaneWindow } from '../src/core/sampling/plane.ts';
import { sampled } from './answers/sampled.ts';
import { AskError, ask } from './ask.ts';
import type { LevelScale } from './contour/plot-options.ts';
import type { Picture } from './model.ts';

/** A window to sample, of which objective. */
export interface SampleWish {
  readonly objective: string;
  readonly generation: number;
  readonly window: PlaneWindow;
  readonly columns: number;
  readonly rows: number;
  readonly scale: LevelScale;
}

/** While the user moves, one sampling in this many milliseconds is enough. */
const PAUSE = 90;

/** Asks the host for fields; of several wishes only the last counts, and answers to older ones are dropped. */
export class Sampler {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What has been asked for and is not there yet, and whether it has been wanted again since. */
  #wish: SampleWish | undefined;
  #wantedAgain = false;
  readonly #accept: (picture: Picture) => void;
  readonly #reject: (message: string) => void;

  constructor(accept: (picture: Picture) => void, reject: (message: string) => void) {
    this.#accept = accept;
    this.#reject = reject;
  }

  /** Whether just this is on its way; should it be cancelled there, it is asked for once more. */
  isAwaited(wish: SampleWish): boolean {
    const same = JSON.stringify(wish) === JSON.stringify(this.#wish);
    if (same) this.#wantedAgain = true;
    return same;
  }

  /** @param soon Ask after a pause, since more wishes are likely to follow. */
  ask(wish: SampleWish, soon: boolean): void {
    clearTimeout(this.#timer);
    this.#wish = wish;
    this.#wantedAgain = false;
    if (soon) this.#timer = setTimeout(() => void this.#send(wish), PAUSE);
    else void this.#send(wish);
  }

  async #send(wish: SampleWish): Promise<void> {
    const { objective, generation, window, columns, rows } = wish;
    const chosen = wish.scale === 'automatic' ? undefined : wish.scale;
    // A curve is as high as its values, in space as on paper.
    const scale = isCurve(window) ? 'linear' : chosen;
    try {
      const answer = await ask('sample', generation, { window, columns, rows, scale }, sampled);
      if (wish !== this.#wish) return;
      this.#wish = undefined;
      this.#accept({ ...answer, objective, columns, rows, scale: wish.scale });
    } catch (error) {
      if (wish !== this.#wish) return;
      const cancelled = error instanceof AskError && error.kind === 'cancelled';
      if (cancelled && this.#wantedAgain) return this.ask(wish, false);
      this.#wish = undefined;
      if (!cancelled) this.#reject(error instanceof Error ? error.message : String(error));
    }
  }
}
