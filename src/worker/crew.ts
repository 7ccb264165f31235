import { availableParallelism } from 'node:os';
import { WorkerClient } from './worker-client.ts';

/** The other threads that share the work of one, as many as there are further cores; each starts when it is first used. */
export class Crew {
  readonly #file: string;
  readonly #size: number;
  #hands: readonly WorkerClient[] | undefined;

  /**
   * @param file - The worker's script.
   * @param size - How many there are.
   */
  constructor(file: string, size = Math.max(1, availableParallelism() - 1)) {
    this.#file = file;
    this.#size = size;
  }

  get hands(): readonly WorkerClient[] {
    this.#hands ??= Array.from({ length: this.#size }, () => new WorkerClient(this.#file));
    return this.#hands;
  }

  /** Ends the threads. */
  dispose(): void {
    for (const hand of this.#hands ?? []) hand.dispose();
    this.#hands = undefined;
  }
}
