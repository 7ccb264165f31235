import type { SourceRange } from '../../core/problem.ts';
import { number, operation, shift } from './build.ts';
import { constant, lengthOf } from './conversions.ts';
import { elementAt } from './elements.ts';
import { type NumberValue, Refusal, type SequenceValue, type Value } from './value.ts';

/** Whether the elements of a sequence are written out one after the other. */
export const writtenOut = ({ listed, where }: SequenceValue): boolean => listed === true && !where;

/**
 * What is made of the values at each of so many places. A number or a truth value stands at every place.
 *
 * @throws {Refusal} when an element is asked for that a value does not have.
 */
export function atEachPlace(
  values: readonly Value[],
  length: number,
  range: SourceRange,
  make: (parts: readonly Value[]) => Value,
): SequenceValue {
  return {
    kind: 'sequence',
    from: constant(0, range),
    to: constant(length - 1, range),
    at: (counter) =>
      make(
        values.map((value) =>
          value.kind === 'number' || value.kind === 'boolean' ? value : elementAt(value, counter, range),
        ),
      ),
  };
}

/** The pairs, triples … of the elements at the same places, as long as the shortest. */
export function zip(values: readonly Value[], range: SourceRange): Value {
  const length = Math.min(...values.map((value) => lengthOf(value, range)));
  return {
    kind: 'sequence',
    ...(values.some(isListed) && { listed: true }),
    from: constant(0, range),
    to: constant(length - 1, range),
    at: (counter) => ({ kind: 'list', items: values.map((value) => elementAt(value, counter, range)) }),
  };
}

/** Longer lists of formulas are not written out. */
const MOST_LISTED = 16;

function isListed(value: Value): boolean {
  if (value.kind === 'sequence') return value.listed === true;
  return value.kind === 'list' && value.items.length <= MOST_LISTED && !isKnown(value);
}

/** Whether a list holds known numbers alone. */
function isKnown(value: Value): boolean {
  return value.kind === 'list'
    ? value.items.every(isKnown)
    : value.kind === 'number' && value.constant !== undefined;
}

/** A value as a sequence. */
export function toSequence(value: Value, range: SourceRange): SequenceValue {
  if (value.kind === 'sequence') return value;
  return {
    kind: 'sequence',
    ...(isListed(value) && { listed: true }),
    from: constant(0, range),
    to: constant(lengthOf(value, range) - 1, range),
    at: (counter) => elementAt(value, counter, range),
  };
}

/** `from`, `from + step` … up to, but not including, `to`. */
export function counting(
  from: NumberValue,
  to: NumberValue,
  step: number,
  range: SourceRange,
): SequenceValue {
  if (from.constant === undefined || to.constant === undefined) {
    throw new Refusal('the length of the loop has to be known beforehand; write it as a number', range);
  }
  if (step === 1) {
    const last = to.constant - 1;
    const expression = shift(to.expression, -1, range);
    return {
      kind: 'sequence',
      from,
      to: { kind: 'number', expression, constant: last },
      at: (counter) => counter,
    };
  }
  const length = Math.max(0, Math.ceil((to.constant - from.constant) / step));
  return {
    kind: 'sequence',
    from: constant(0, range),
    to: constant(length - 1, range),
    at: (counter) => {
      const first = from.constant!;
      const ends = counter.interval?.map((end) => first + step * end);
      const known = counter.constant === undefined ? {} : { constant: first + step * counter.constant };
      const scaled = operation('*', [number(step, range), counter.expression], range);
      const expression =
        counter.constant === undefined
          ? shift(scaled, first, range)
          : number(first + step * counter.constant, range);
      return {
        kind: 'number',
        expression,
        ...known,
        ...(ends && { interval: [Math.min(...ends), Math.max(...ends)] as const }),
      };
    },
  };
}
