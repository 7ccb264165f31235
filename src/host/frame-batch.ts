/** The time between two frames of a usual screen, in milliseconds. */
const FRAME = 16;

/**
 * Calls `send` at most once per frame, however often it is asked for, and never before the last call has ended, so
 * that a slow receiver gets fewer and newer messages instead of a queue of old ones.
 */
export class FrameBatch {
  readonly #send: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending = false;
  #again = false;
  #disposed = false;

  constructor(send: () => Promise<void>) {
    this.#send = send;
  }

  /** Asks for a call within a frame. */
  request(): void {
    if (this.#disposed) return;
    if (this.#sending) this.#again = true;
    else this.#timer ??= setTimeout(() => void this.#flush(), FRAME);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    this.#sending = true;
    try {
      await this.#send();
    } finally {
      this.#sending = false;
      if (this.#again) {
        this.#again = false;
        this.request();
      }
    }
  }
}
