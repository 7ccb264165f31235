import type { Expression } from '../expression.ts';
import { printExpression } from '../print.ts';
import { gdName } from './names.ts';

/** Gathers the lines of `.gd` text that an objective needs before its own definition, each once, in order of need. */
export class Emitter {
  #lines: { key: unknown; name: string; text: string }[] = [];
  readonly #taken = new Set<string>();
  /** The names of the parameters of the definitions that are being written: a constant must not hide behind one. */
  readonly #hidden: (readonly string[])[] = [];

  /** Keeps a name from being given to something else. */
  reserve(name: string): string {
    const free = gdName(name, (each) => this.#taken.has(each));
    this.#taken.add(free);
    return free;
  }

  /** Runs `body` while parameters of these names are in force. */
  within<T>(parameters: readonly string[], body: () => T): T {
    this.#hidden.push(parameters);
    try {
      return body();
    } finally {
      this.#hidden.pop();
    }
  }

  /** The name of a constant; writes its line unless it is there already. */
  constant(key: unknown, name: string, value: Expression): string {
    const known = this.#lines.find((line) => line.key === key && !this.#isHidden(line.name));
    if (known) return known.name;
    const free = gdName(name, (each) => this.#taken.has(each) || this.#isHidden(each));
    this.#taken.add(free);
    this.#lines.push({ key, name: free, text: `${free} = ${printExpression(value)}` });
    return free;
  }

  /** The name of a helper function; writes its definition unless it is there already. */
  helper(key: string, name: string, write: (name: string) => string): string {
    const known = this.#lines.find((line) => line.key === key);
    if (known) return known.name;
    const free = gdName(name, (each) => this.#taken.has(each) || this.#isHidden(each));
    this.#taken.add(free);
    this.#lines.push({ key, name: free, text: write(free) });
    return free;
  }

  /** Runs `attempt`; where it throws, everything that it wrote is forgotten. */
  attempt<T>(attempt: () => T): T {
    const lines = [...this.#lines];
    const taken = [...this.#taken];
    try {
      return attempt();
    } catch (error) {
      this.#lines = lines;
      this.#taken.clear();
      for (const name of taken) this.#taken.add(name);
      throw error;
    }
  }

  /** The lines so far. */
  get text(): string {
    return this.#lines.map((line) => `${line.text}\n`).join('');
  }

  #isHidden(name: string): boolean {
    return this.#hidden.some((names) => names.includes(name));
  }
}
