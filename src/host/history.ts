/** So many values can be taken back. */
const MOST = 200;

/** A value with those before it and those that were taken back, like the undo of an editor. */
export class History<T> {
  #values: T[];
  #at = 0;
  #key: string | undefined;

  constructor(first: T) {
    this.#values = [first];
  }

  get present(): T {
    return this.#values[this.#at] as T;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#values.length - 1;
  }

  /** The value that follows. @param key Where it is that of the value before, both are taken back as one. */
  push(value: T, key?: string): void {
    const before = key !== undefined && key === this.#key ? this.#at : this.#at + 1;
    this.#values = [...this.#values.slice(0, before), value].slice(-MOST);
    this.#at = this.#values.length - 1;
    this.#key = key;
  }

  /** Writes the present value in another way; it does not count as a change. */
  refine(value: T): void {
    this.#values[this.#at] = value;
  }

  /** Goes back to the value before; stays at the first. */
  undo(): void {
    this.#at = Math.max(0, this.#at - 1);
    this.#key = undefined;
  }

  /** Brings the value that was taken back last; stays at the newest. */
  redo(): void {
    this.#at = Math.min(this.#values.length - 1, this.#at + 1);
    this.#key = undefined;
  }
}
