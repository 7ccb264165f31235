/** Runs an action once after its last request, for each key apart. */
export class Debouncer<Key> {
  readonly #timers = new Map<Key, ReturnType<typeof setTimeout>>();
  readonly #milliseconds: number;

  /** @param milliseconds the pause that must follow the last request. */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Asks for the action; an earlier request for the same key that has not run yet is forgotten. */
  request(key: Key, action: () => void): void {
    this.cancel(key);
    const run = () => {
      this.#timers.delete(key);
      action();
    };
    this.#timers.set(key, setTimeout(run, this.#milliseconds));
  }

  /** Forgets a request that has not run yet. */
  cancel(key: Key): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
