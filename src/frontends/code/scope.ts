import type { SourceRange } from '../../core/problem.ts';
import type { Emitter } from './emitter.ts';
import type { ArithmeticOperator, CodeFunction } from './syntax.ts';
import type { Value } from './value.ts';

/** What differs between host languages once the text is read. */
export interface Dialect {
  /** What a name means that the code does not define; undefined where it means nothing known. */
  readonly builtin: (name: string) => Value | undefined;
  /** What an import stands for. */
  readonly imported: (path: string) => Value;
  /** `object.name`. @throws Refusal where that is nothing known. */
  readonly member: (object: Value, name: string, range: SourceRange) => Value;
  readonly binary: (operator: ArithmeticOperator, left: Value, right: Value, range: SourceRange) => Value;
  /** Whether indices below zero count from the end, and slices and several indices are known. */
  readonly slices: boolean;
}

/** What holds while one objective is read. */
export interface Session {
  readonly dialect: Dialect;
  readonly emitter: Emitter;
  /** The functions whose bodies are being read, the outermost first. */
  readonly active: CodeFunction[];
}

/** Where names get their meaning. */
export interface Names {
  readonly session: Session;
  /** @returns the value, or undefined where the name is unknown. */
  readonly lookup: (name: string, range: SourceRange) => Value | undefined;
}

/** The names of a function's body, or of a comprehension: they are assigned one after the other. */
export class Scope implements Names {
  readonly session: Session;
  readonly values: Map<string, Value>;
  readonly parent: Names;

  constructor(parent: Names, values = new Map<string, Value>()) {
    this.session = parent.session;
    this.parent = parent;
    this.values = values;
  }

  lookup(name: string, range: SourceRange): Value | undefined {
    return this.values.get(name) ?? this.parent.lookup(name, range);
  }

  /** A copy whose assignments leave this one alone. */
  fork(): Scope {
    return new Scope(this.parent, new Map(this.values));
  }
}
