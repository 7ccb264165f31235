import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { constant, elementwise, lengthOf, OPERATORS, toNumber } from './arithmetic.ts';
import { assign } from './assign.ts';
import { conditional, literal, mentions, name, number, operation } from './build.ts';
import { evaluate } from './evaluate.ts';
import { execute, type Outcome, resume } from './execute.ts';
import { accumulation, counterOver, placeholder, toSequence } from './reduce.ts';
import type { Scope } from './scope.ts';
import type { CodeStatement, CodeTarget } from './syntax.ts';
import { type NumberValue, Refusal, type SequenceValue, type Value } from './value.ts';

type Loop = Extract<CodeStatement, { kind: 'for' }>;

/** More rounds than these are not written out one after the other. */
const ROUNDS = 64;

/**
 * A loop as `sum(i, a, b, …)` where each round only adds to a number, as `prod` where it multiplies; otherwise, where it
 * is short, its rounds one after the other.
 */
export function loop(statement: Loop, scope: Scope): Outcome {
  const { range } = statement;
  const sequence = toSequence(evaluate(statement.iterable, scope), statement.iterable.range);
  const length = lengthOf(sequence, range);
  if (length === 0) return { kind: 'fall', scope };
  try {
    const attempt = () => gathered(statement, sequence, scope.fork());
    return { kind: 'fall', scope: scope.session.emitter.attempt(attempt) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (length > ROUNDS) throw error;
  }
  return rounds(statement, sequence, length, scope);
}

function rounds(statement: Loop, sequence: SequenceValue, length: number, start: Scope): Outcome {
  const first = sequence.from.constant ?? 0;
  let outcome: Outcome = { kind: 'fall', scope: start };
  for (let round = 0; round < length; round++) {
    const counter = constant(first + round, statement.range);
    outcome = resume(outcome, (scope) => {
      if (sequence.where)
        throw new Refusal('a loop over a filtered list; put the condition into the loop', statement.range);
      assign(statement.target, sequence.at(counter), scope);
      return execute(statement.body, scope);
    });
  }
  return outcome;
}

/** One round is followed with stand-ins for what it changes, and what it adds to them is read off. */
function gathered(statement: Loop, sequence: SequenceValue, scope: Scope): Scope {
  const { range } = statement;
  const counter = counterOver(sequence, range);
  const hinted = { ...sequence, ...hint(statement.target) };
  if (sequence.where)
    throw new Refusal('a loop over a filtered list; put the condition into the loop', range);
  const before = new Map(scope.values);
  const changed = assignedIn(statement.body);
  const states = new Map<string, string>();
  const round = scope.fork();
  for (const each of changed) {
    const value = before.get(each);
    if (value?.kind !== 'number') continue;
    const stand = placeholder();
    states.set(each, stand);
    round.values.set(each, {
      kind: 'number',
      expression: name(stand, range),
      ...(value.batch && { batch: true }),
    });
  }
  assign(statement.target, sequence.at(counter), round);
  const outcome = execute(statement.body, round);
  if (outcome.kind !== 'fall') throw new Refusal('a loop that returns; return after it', range);
  const result = scope.fork();
  for (const each of changed) {
    const value = outcome.scope.values.get(each);
    const stand = states.get(each);
    result.values.set(
      each,
      stand === undefined
        ? afterLoop(each, before.has(each), range)
        : accumulated(
            value,
            stand,
            [...states.values()],
            before.get(each) as NumberValue,
            hinted,
            counter,
            range,
          ),
    );
  }
  for (const each of namesOf(statement.target)) result.values.set(each, afterLoop(each, false, range));
  return result;
}

function afterLoop(text: string, existed: boolean, range: SourceRange): Value {
  if (existed)
    throw new Refusal(`${text} changes from round to round; only sums and products are known`, range);
  return {
    kind: 'opaque',
    reason: `${text} has the value of the last round; set it after the loop`,
    foreign: false,
    range,
  };
}

function accumulated(
  value: Value | undefined,
  stand: string,
  stands: readonly string[],
  initial: NumberValue,
  sequence: SequenceValue,
  counter: NumberValue,
  range: SourceRange,
): Value {
  const end = toNumber(value ?? initial, range);
  if (end.expression.kind === 'name' && end.expression.name === stand) return initial;
  for (const operator of ['sum', 'prod'] as const) {
    const term = contribution(operator, end.expression, stand);
    if (!term || stands.some((each) => mentions(term, each))) continue;
    if (end.batch) throw new Refusal('a loop over a batch; write the formula for one point', range);
    const total: NumberValue = {
      kind: 'number',
      expression: accumulation(operator, sequence, counter, term, range),
    };
    if (literal(initial.expression) === (operator === 'sum' ? 0 : 1)) return total;
    return elementwise(OPERATORS[operator === 'sum' ? '+' : '*'], [initial, total], range);
  }
  throw new Refusal('the rounds of this loop depend on one another; only sums and products are known', range);
}

/** What a round adds to (or multiplies) a state with; undefined where it does anything else. */
function contribution(operator: 'sum' | 'prod', value: Expression, state: string): Expression | undefined {
  const { range } = value;
  if (value.kind === 'conditional') {
    if (mentions(value.condition, state)) return undefined;
    const neutral = number(operator === 'sum' ? 0 : 1, range);
    const parts = [value.consequent, value.alternate].map((each) =>
      each.kind === 'name' && each.name === state ? neutral : contribution(operator, each, state),
    );
    const [consequent, alternate] = parts;
    return consequent && alternate && conditional(value.condition, consequent, alternate, range);
  }
  if (value.kind !== 'operator') return undefined;
  const [left, right] = value.operands;
  if (!left || !right) return undefined;
  const [joining, undoing] = operator === 'sum' ? (['+', '-'] as const) : (['*', '/'] as const);
  if (value.operator !== joining && value.operator !== undoing) return undefined;
  const inLeft = mentions(left, state);
  if (inLeft === mentions(right, state)) return undefined;
  if (!inLeft && value.operator === undoing) return undefined;
  const [holder, rest] = inLeft ? [left, right] : [right, left];
  const alone = holder.kind === 'name';
  const before = alone ? undefined : contribution(operator, holder, state);
  if (!alone && !before) return undefined;
  if (value.operator === joining) return before ? operation(joining, [before, rest], range) : rest;
  if (before) return operation(undoing, [before, rest], range);
  return operator === 'sum'
    ? operation('neg', [rest], range)
    : operation('/', [number(1, range), rest], range);
}

function assignedIn(statements: readonly CodeStatement[], found = new Set<string>()): Set<string> {
  for (const statement of statements) {
    if (statement.kind === 'assign' || statement.kind === 'augment') {
      for (const each of namesOf(statement.target)) found.add(each);
    } else if (statement.kind === 'if') {
      assignedIn(statement.consequent, found);
      assignedIn(statement.alternate, found);
    } else if (statement.kind === 'for') {
      for (const each of namesOf(statement.target)) found.add(each);
      assignedIn(statement.body, found);
    }
  }
  return found;
}

function namesOf(target: CodeTarget): string[] {
  if (target.kind === 'name') return [target.name];
  return target.kind === 'pattern' ? target.elements.flatMap(namesOf) : [];
}

function hint(target: CodeTarget): { hint?: string } {
  return target.kind === 'name' && target.name.length === 1 && 'ijklmnpq'.includes(target.name)
    ? { hint: target.name }
    : {};
}
