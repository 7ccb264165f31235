import type { SourceRange } from '../../core/problem.ts';
import { type Argument, type FunctionValue, Refusal, type Value } from './value.ts';

/** A function of a library, given its arguments by place and by name. */
export type Library = Readonly<Record<string, (given: Given) => Value>>;

/** The arguments of a call. */
export class Given {
  readonly range: SourceRange;
  readonly #values: readonly Argument[];
  readonly #name: string;

  constructor(name: string, values: readonly Argument[], range: SourceRange) {
    this.#name = name;
    this.#values = values;
    this.range = range;
  }

  /** The arguments without a name. */
  get list(): readonly Value[] {
    return this.#values.filter((each) => each.name === undefined).map((each) => each.value);
  }

  /** An argument by its place or its name; undefined where it is not given. */
  find(place: number, ...names: readonly string[]): Value | undefined {
    const byName = this.#values.find((each) => each.name !== undefined && names.includes(each.name));
    return this.list[place] ?? byName?.value;
  }

  /** An argument that has to be there. @throws {Refusal} where it is not. */
  at(place: number, ...names: readonly string[]): Value {
    const value = this.find(place, ...names);
    if (!value) throw new Refusal(`${this.#name} lacks an argument; give it one`, this.range);
    return value;
  }

  /** Refuses arguments by names other than these. */
  only(...names: readonly string[]): void {
    const stranger = this.#values.find((each) => each.name !== undefined && !names.includes(each.name));
    if (!stranger) return;
    throw new Refusal(
      `${this.#name} with ${stranger.name} is not known here; leave the argument out`,
      stranger.range,
    );
  }

  /** An argument that is a known number. */
  known(place: number, ...names: readonly string[]): number | undefined {
    const value = this.find(place, ...names);
    if (!value) return undefined;
    const result = value.kind === 'number' ? value.constant : undefined;
    if (result === undefined)
      throw new Refusal(`${names[0]} has to be a known number; write it as one`, this.range);
    return result;
  }
}

/** A function of a library as a value. */
export function libraryFunction(text: string, body: (given: Given) => Value): FunctionValue {
  return { kind: 'function', name: text, call: (given, range) => body(new Given(text, given, range)) };
}
