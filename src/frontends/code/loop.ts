import type { SourceRange } from '../../core/problem.ts';
import { assign } from './assign.ts';
import { name } from './build.ts';
import { constant, lengthOf } from './conversions.ts';
import { evaluate } from './evaluate.ts';
import { execute, type Outcome, resume } from './execute.ts';
import { accumulated } from './fold.ts';
import { counterOver, placeholder } from './reduce.ts';
import type { Scope } from './scope.ts';
import { toSequence, writtenOut } from './sequences.ts';
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
  if (writtenOut(sequence)) return rounds(statement, sequence, length, scope);
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
