/** A whole run takes this long, in milliseconds, however many steps it has; short ones take less. */
const LONGEST = 6000;
const PER_STEP = 180;

/** Moves the time line on while it plays. */
export class Playback {
  #frame = 0;
  readonly #show: (k: number) => void;
  readonly #end: () => void;

  /** @param show is told each iteration to show. @param end is told when the last one is reached. */
  constructor(show: (k: number) => void, end: () => void) {
    this.#show = show;
    this.#end = end;
  }

  /** Plays from iteration `from` to `last`. */
  start(from: number, last: number): void {
    this.stop();
    const pace = last / Math.min(LONGEST, last * PER_STEP);
    let began: number | undefined;
    const tick = (now: number) => {
      began ??= now;
      const k = Math.min(last, from + Math.floor((now - began) * pace));
      this.#show(k);
      if (k < last) this.#frame = requestAnimationFrame(tick);
      else this.#end();
    };
    this.#frame = requestAnimationFrame(tick);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}
