import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { OPERATORS } from './arithmetic.ts';
import { conditional, literal, mentions, name, number, operation } from './build.ts';
import { constant, lengthOf, toNumber } from './conversions.ts';
import { offset } from './elements.ts';
import { elementwise } from './elementwise.ts';
import { accumulation, counterOver, placeholder, total } from './reduce.ts';
import { writtenOut } from './sequences.ts';
import { type NumberValue, Refusal, type SequenceValue, type Value } from './value.ts';

/** More rounds than these are not written out one after the other. */
const ROUNDS = 64;

/** What becomes of a state by the next element, whose counter is given. */
export type Step = (state: Value, element: Value, counter: NumberValue) => Value;

/**
 * `step` applied to the elements of a sequence one after the other, the result of each being handed to the next: a sum
 * or product where it only adds or multiplies, otherwise, where the sequence is short, written out.
 */
export function fold(sequence: SequenceValue, initial: Value, step: Step, range: SourceRange): Value {
  const length = lengthOf(sequence, range);
  if (initial.kind === 'number' && length > 1 && !sequence.where && !writtenOut(sequence)) {
    try {
      const counter = counterOver(sequence, range);
      const stand = placeholder();
      const state: NumberValue = { kind: 'number', expression: name(stand, range) };
      const value = step(state, sequence.at(counter), counter);
      return accumulated(value, stand, [stand], initial, sequence, counter, range);
    } catch (error) {
      if (!(error instanceof Refusal) || length > ROUNDS) throw error;
    }
  }
  if (sequence.where) throw new Refusal('a filtered list; put the condition into the formula', range);
  let state = initial;
  for (let round = 0; round < length; round++) {
    const counter = constant((sequence.from.constant ?? 0) + round, range);
    state = step(state, sequence.at(counter), counter);
  }
  return state;
}

/** The same from the first element on; elements that are only added up, or multiplied, are a sum or product of all of them. */
export function foldFromFirst(sequence: SequenceValue, step: Step, range: SourceRange): Value {
  const length = lengthOf(sequence, range);
  if (sequence.where || length === 0) {
    throw new Refusal(
      `${length === 0 ? 'an empty' : 'a filtered'} list may have no first element; give reduce a start, such as 0`,
      range,
    );
  }
  const joined = length > 1 ? joining(sequence, step, range) : undefined;
  if (joined) return total(joined, sequence, range);
  const { from } = sequence;
  return fold({ ...sequence, from: offset(from, 1, range) }, sequence.at(from), step, range);
}

/** Whether a step adds the element itself to the state, or multiplies the state with it. */
function joining(sequence: SequenceValue, step: Step, range: SourceRange): 'sum' | 'prod' | undefined {
  const counter = counterOver(sequence, range);
  const element = sequence.at(counter);
  const state: NumberValue = { kind: 'number', expression: name(placeholder(), range) };
  const next = element.kind === 'number' ? step(state, element, counter) : undefined;
  if (element.kind !== 'number' || next?.kind !== 'number' || next.expression.kind !== 'operator')
    return undefined;
  const { operator, operands } = next.expression;
  if (operands.length !== 2 || !operands.includes(state.expression) || !operands.includes(element.expression))
    return undefined;
  return operator === '+' ? 'sum' : operator === '*' ? 'prod' : undefined;
}

/**
 * What a number has become after all rounds, read off one round in which the name `stand` stood for it.
 * @throws {Refusal} where a round does anything but add to it or multiply it.
 */
export function accumulated(
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
