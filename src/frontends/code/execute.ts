import type { SourceRange } from '../../core/problem.ts';
import { assign } from './assign.ts';
import { choose } from './conditions.ts';
import { notA, toBoolean } from './conversions.ts';
import { evaluate } from './evaluate.ts';
import { userFunction } from './functions.ts';
import { loop } from './loop.ts';
import { Scope } from './scope.ts';
import type { CodeStatement } from './syntax.ts';
import { type BooleanValue, Refusal, type Value } from './value.ts';

/** Where statements lead: on to the next one, to a result, or one way or the other. */
export type Outcome =
  | { readonly kind: 'fall'; readonly scope: Scope }
  | { readonly kind: 'return'; readonly value: Value; readonly range: SourceRange }
  | {
      readonly kind: 'branch';
      readonly condition: BooleanValue;
      readonly consequent: Outcome;
      readonly alternate: Outcome;
      readonly range: SourceRange;
    };

/**
 * Follows statements one after the other; where the way forks, both ways are followed and joined again.
 * @throws {Refusal} where a statement has no counterpart in a formula.
 */
export function execute(statements: readonly CodeStatement[], start: Scope): Outcome {
  let scope = start;
  for (const [place, statement] of statements.entries()) {
    const outcome = step(statement, scope);
    if (outcome.kind === 'fall') {
      scope = outcome.scope;
      continue;
    }
    return resume(outcome, (next) => execute(statements.slice(place + 1), next));
  }
  return { kind: 'fall', scope };
}

/** Goes on with `rest` wherever an outcome falls through. */
export function resume(outcome: Outcome, rest: (scope: Scope) => Outcome): Outcome {
  switch (outcome.kind) {
    case 'fall':
      return rest(outcome.scope);
    case 'return':
      return outcome;
    case 'branch':
      return {
        ...outcome,
        consequent: resume(outcome.consequent, rest),
        alternate: resume(outcome.alternate, rest),
      };
  }
}

/** The value that is returned on every way. @throws {Refusal} where one ends without a return. */
export function returned(outcome: Outcome, range: SourceRange): Value {
  switch (outcome.kind) {
    case 'fall':
      throw new Refusal(
        'a way through the function ends without a result; return a number on each',
        range,
        true,
      );
    case 'return':
      return outcome.value;
    case 'branch': {
      const { condition, consequent, alternate } = outcome;
      return choose(condition, returned(consequent, range), returned(alternate, range), outcome.range);
    }
  }
}

function step(statement: CodeStatement, scope: Scope): Outcome {
  const { range } = statement;
  switch (statement.kind) {
    case 'assign':
      assign(statement.target, evaluate(statement.value, scope), scope);
      return { kind: 'fall', scope };
    case 'augment': {
      const { target, operator } = statement;
      if (target.kind !== 'name') {
        throw new Refusal('this changes a part of something; build a new value instead', target.range);
      }
      const before = scope.values.get(target.name);
      if (!before) {
        throw new Refusal(
          `${target.name} lives outside the function; return the value instead`,
          target.range,
        );
      }
      if (before.kind === 'list' && operator === '+') {
        throw new Refusal('a list that grows; add the numbers up as they come', range);
      }
      if (before.kind === 'array' && isShared(before, target.name, scope)) {
        throw new Refusal(
          `${operator}= changes the array in place, and others with it; write ${target.name} = ${target.name} ${operator} …`,
          range,
        );
      }
      const value = scope.session.dialect.binary(operator, before, evaluate(statement.value, scope), range);
      assign(target, value, scope);
      return { kind: 'fall', scope };
    }
    case 'return': {
      if (!statement.value) throw new Refusal('a return without a value; return a number', range, true);
      return { kind: 'return', value: evaluate(statement.value, scope), range };
    }
    case 'if':
      return fork(statement, scope);
    case 'for':
      return loop(statement, scope);
    case 'function':
      scope.values.set(statement.function.name, userFunction(statement.function, scope));
      return { kind: 'fall', scope };
    case 'import':
      scope.values.set(statement.name, scope.session.dialect.imported(statement.path));
      return { kind: 'fall', scope };
    case 'expression': {
      if (statement.value.kind === 'string') return { kind: 'fall', scope };
      if (statement.value.kind === 'unsupported') {
        throw new Refusal(statement.value.reason, statement.value.range, statement.value.foreign);
      }
      throw new Refusal(
        'this acts on something outside the formula; leave it out',
        range,
        isForeign(statement.value),
      );
    }
    case 'block':
      throw new Refusal('a class inside a function; use numbers and arrays', range, true);
    case 'unsupported':
      throw new Refusal(statement.reason, range, statement.foreign);
  }
}

/** Whether an array has another name, or is a view of another one. */
function isShared(array: Value, own: string, scope: Scope): boolean {
  if (array.kind === 'array' && array.expression.kind === 'index') return true;
  return [...scope.values].some(([name, value]) => name !== own && value === array);
}

/** A list that grows is arithmetic that went astray; any other call for its effect is none. */
function isForeign(value: { readonly kind: string; readonly callee?: unknown }): boolean {
  const callee = value.callee as { readonly kind?: string; readonly name?: string } | undefined;
  return !(callee?.kind === 'member' && (callee.name === 'append' || callee.name === 'push'));
}

function fork(statement: Extract<CodeStatement, { kind: 'if' }>, scope: Scope): Outcome {
  const condition = toBoolean(evaluate(statement.condition, scope), statement.condition.range);
  if (condition.constant !== undefined) {
    return execute(condition.constant ? statement.consequent : statement.alternate, scope);
  }
  const consequent = execute(statement.consequent, scope.fork());
  const alternate = execute(statement.alternate, scope.fork());
  const { range } = statement;
  if (consequent.kind !== 'fall' || alternate.kind !== 'fall') {
    return { kind: 'branch', condition, consequent, alternate, range };
  }
  return { kind: 'fall', scope: merge(condition, consequent.scope, alternate.scope, range) };
}

function merge(condition: BooleanValue, a: Scope, b: Scope, range: SourceRange): Scope {
  const values = new Map<string, Value>();
  for (const name of new Set([...a.values.keys(), ...b.values.keys()])) {
    values.set(name, merged(name, condition, a.values.get(name), b.values.get(name), range));
  }
  return new Scope(a.parent, values);
}

function merged(
  name: string,
  condition: BooleanValue,
  a: Value | undefined,
  b: Value | undefined,
  range: SourceRange,
): Value {
  if (!a || !b) {
    const reason = `${name} is set on one way only; set it on the other too`;
    return { kind: 'opaque', reason, foreign: false, range };
  }
  if (a === b) return a;
  try {
    if (a.kind === 'opaque') throw notA('number', a, range);
    return choose(condition, a, b, range);
  } catch (error) {
    // Whether this matters shows only when the name is used.
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'opaque', reason: error.message, foreign: error.foreign, range: error.range };
  }
}
