import type { SourceRange } from '../../core/problem.ts';
import { name } from './build.ts';
import { constant, toArray } from './conversions.ts';
import { itemsOf } from './elements.ts';
import { evaluate } from './evaluate.ts';
import { userFunction } from './functions.ts';
import type { Dialect, Names, Session } from './scope.ts';
import type { CodeExpression, CodeFunction, CodeStatement, CodeTarget } from './syntax.ts';
import { Refusal, type Value } from './value.ts';

/** One place where the text around a function gives a name its meaning. */
export type Binding =
  | {
      readonly kind: 'value';
      readonly value: CodeExpression;
      readonly path: readonly number[];
      readonly range: SourceRange;
    }
  | { readonly kind: 'function'; readonly function: CodeFunction }
  | { readonly kind: 'import'; readonly path: string }
  | { readonly kind: 'changed'; readonly range: SourceRange };

/** All bindings of each name. */
export type Bindings = ReadonlyMap<string, readonly Binding[]>;

/** What a name means that the text does not define: by `from math import *`, or in the language itself. */
export function outerMeaning(text: string, bindings: Bindings, dialect: Dialect): Value | undefined {
  for (const each of bindings.get('*') ?? []) {
    const value = each.kind === 'import' ? dialect.imported(`${each.path}.${text}`) : undefined;
    if (value && value.kind !== 'opaque') return value;
  }
  return dialect.builtin(text);
}

/** The bindings made by statements, those under conditions and in loops included, those inside functions not. */
export function bindingsOf(statements: readonly CodeStatement[]): Bindings {
  const found = new Map<string, Binding[]>();
  const add = (text: string, binding: Binding) => {
    const list = found.get(text);
    if (list) list.push(binding);
    else found.set(text, [binding]);
  };
  const walk = (body: readonly CodeStatement[]): void => {
    for (const statement of body) {
      if (statement.kind === 'assign') bind(statement.target, statement.value, [], add);
      else if (statement.kind === 'augment') change(statement.target, add);
      else if (statement.kind === 'function') {
        add(statement.function.name, { kind: 'function', function: statement.function });
      } else if (statement.kind === 'import') add(statement.name, { kind: 'import', path: statement.path });
      else if (statement.kind === 'if') {
        walk(statement.consequent);
        walk(statement.alternate);
      } else if (statement.kind === 'for') {
        change(statement.target, add);
        walk(statement.body);
      }
    }
  };
  walk(statements);
  return found;
}

function bind(
  target: CodeTarget,
  value: CodeExpression,
  path: readonly number[],
  add: (name: string, binding: Binding) => void,
): void {
  if (target.kind === 'name') add(target.name, { kind: 'value', value, path, range: target.range });
  else if (target.kind === 'place') add(target.root, { kind: 'changed', range: target.range });
  else for (const [place, each] of target.elements.entries()) bind(each, value, [...path, place], add);
}

function change(target: CodeTarget, add: (name: string, binding: Binding) => void): void {
  if (target.kind === 'name') add(target.name, { kind: 'changed', range: target.range });
  else if (target.kind === 'place') add(target.root, { kind: 'changed', range: target.range });
  else for (const each of target.elements) change(each, add);
}

/** The names of a text, or of a function around the one that is read: constants that are written out when they are used. */
export class ModuleScope implements Names {
  readonly session: Session;
  readonly #bindings: Bindings;
  readonly #parent: Names | undefined;
  /** Names that have a value only while the program runs: the parameters of a function around. */
  readonly #unknown: ReadonlySet<string>;
  readonly #values = new Map<string, Value>();
  readonly #pending = new Set<string>();

  constructor(
    session: Session,
    bindings: Bindings,
    parent?: Names,
    unknown: ReadonlySet<string> = new Set(),
  ) {
    this.session = session;
    this.#bindings = bindings;
    this.#parent = parent;
    this.#unknown = unknown;
  }

  lookup(text: string, range: SourceRange): Value | undefined {
    if (this.#unknown.has(text)) {
      const reason = `${text} has a value only when the function around is called; make it a parameter or a constant`;
      return { kind: 'opaque', reason, foreign: false };
    }
    const bindings = this.#bindings.get(text);
    if (!bindings) {
      if (this.#parent) return this.#parent.lookup(text, range);
      return outerMeaning(text, this.#bindings, this.session.dialect);
    }
    const known = this.#values.get(text);
    // A constant is asked for anew: it may hide behind a parameter of the definition that is being written now.
    if (known && known.kind !== 'number' && known.kind !== 'array') return known;
    if (this.#pending.has(text)) throw new Refusal(`${text} is defined by itself; give it a number`, range);
    this.#pending.add(text);
    try {
      const value = this.#resolve(text, bindings, range);
      if (value) this.#values.set(text, value);
      return value;
    } finally {
      this.#pending.delete(text);
    }
  }

  #resolve(text: string, bindings: readonly Binding[], range: SourceRange): Value | undefined {
    const [first] = bindings;
    if (bindings.length > 1 && !sameImport(bindings)) {
      const last = bindings[bindings.length - 1]!;
      if (bindings.every((each) => each.kind === 'function') && last.kind === 'function') {
        return userFunction(last.function, this);
      }
      return {
        kind: 'opaque',
        reason: `${text} changes in the course of the program; assign it once`,
        foreign: false,
      };
    }
    if (!first) return undefined;
    switch (first.kind) {
      case 'function':
        return userFunction(first.function, this);
      case 'import':
        return this.session.dialect.imported(first.path);
      case 'changed':
        return {
          kind: 'opaque',
          reason: `${text} changes in the course of the program; assign it once`,
          foreign: false,
        };
      case 'value':
        return this.#constant(text, first, range);
    }
  }

  #constant(text: string, binding: Extract<Binding, { kind: 'value' }>, range: SourceRange): Value {
    let value: Value;
    try {
      value = evaluate(binding.value, this);
      for (const place of binding.path) value = itemsOf(value, binding.range)[place] ?? value;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const reason = `the value of ${text} is not known without running the code; write it as numbers`;
      return { kind: 'opaque', reason, foreign: error.foreign, range };
    }
    return namedConstant(this.session, binding, text, value, range);
  }
}

const sameImport = (bindings: readonly Binding[]) => {
  const [first] = bindings;
  return (
    first?.kind === 'import' && bindings.every((each) => each.kind === 'import' && each.path === first.path)
  );
};

/** A number, vector or matrix as a constant with a line of its own; any other value as it is. */
export function namedConstant(
  session: Session,
  key: unknown,
  text: string,
  value: Value,
  range: SourceRange,
): Value {
  const { emitter } = session;
  if (value.kind === 'number') {
    if (value.constant === undefined) return value;
    const expression = name(emitter.constant(key, text, value.expression), range);
    return { ...constant(value.constant, range), expression };
  }
  if (value.kind === 'array') {
    return { ...value, expression: name(emitter.constant(key, text, value.expression), range) };
  }
  if (value.kind !== 'list' || value.items.length === 0) return value;
  try {
    const list = toArray(value, range);
    if (!list.constants) return value;
    return { ...list, expression: name(emitter.constant(key, text, list.expression), range), list: true };
  } catch (error) {
    if (error instanceof Refusal) return value;
    throw error;
  }
}
