import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { named, OPERATORS } from './arithmetic.ts';
import {
  call,
  conditional,
  countFromOne,
  mentions,
  name,
  namesIn,
  number,
  onlyInIndices,
  operation,
  shift,
  substitute,
} from './build.ts';
import { constant, describe, lengthOf, toArray, toNumber, unrolled, widened } from './conversions.ts';
import { itemsOf } from './elements.ts';
import { elementwise } from './elementwise.ts';
import { counterName } from './names.ts';
import { writtenOut } from './sequences.ts';
import { type ArrayValue, type NumberValue, Refusal, type SequenceValue, type Value } from './value.ts';

let placeholders = 0;

/** A name that no code contains, to stand for something whose real name is chosen later. */
export function placeholder(): string {
  placeholders++;
  return `\u0001${placeholders}`;
}

/** A counter that runs over a sequence. */
export function counterOver(sequence: SequenceValue, range: SourceRange): NumberValue {
  const text = placeholder();
  const { from, to } = sequence;
  const interval =
    from.constant !== undefined && to.constant !== undefined
      ? ([from.constant, to.constant] as const)
      : undefined;
  return { kind: 'number', expression: name(text, range), ...(interval && { interval }) };
}

/**
 * `sum(i, from, to, term)` or `prod(…)`, with the placeholder replaced by a readable counter. A counter from 0 that only
 * indexes counts from 1 instead, so that `x[i + 1]` reads `x[i]`.
 */
export function accumulation(
  operator: 'sum' | 'prod',
  sequence: SequenceValue,
  counter: NumberValue,
  term: Expression,
  range: SourceRange,
): Expression {
  const text = counter.expression.kind === 'name' ? counter.expression.name : '';
  if (!mentions(term, text)) {
    const length = number(lengthOf(sequence, range), range);
    return operation(
      operator === 'sum' ? '*' : '^',
      operator === 'sum' ? [length, term] : [term, length],
      range,
    );
  }
  const used = namesIn(term);
  const readable = name(
    counterName(sequence.hint, (each) => used.has(each)),
    range,
  );
  const { from, to } = sequence;
  if (from.constant === 0 && onlyInIndices(term, text)) {
    const body = substitute(countFromOne(term, text), text, readable);
    return call(operator, [readable, number(1, range), shift(to.expression, 1, range), body], range);
  }
  return call(operator, [readable, from.expression, to.expression, substitute(term, text, readable)], range);
}

/** All entries added up, or multiplied. @throws {Refusal} where that is not one number. */
export function total(operator: 'sum' | 'prod', value: Value, range: SourceRange): NumberValue {
  const neutral = operator === 'sum' ? 0 : 1;
  if (value.kind === 'number' && value.parameter !== undefined && !value.depth)
    throw widened(value, 2, range);
  if (value.kind === 'number') {
    refuseBatch(value, range);
    return value;
  }
  if (value.kind === 'array') {
    refuseBatch(value, range);
    return { kind: 'number', expression: call(operator, [value.expression], range) };
  }
  if (value.kind === 'sequence') {
    if (value.nested || (!writtenOut(value) && lengthOf(value, range) > 1)) {
      try {
        return totalOfSequence(operator, value, range);
      } catch (error) {
        if (!(error instanceof Refusal) || value.nested) throw error;
      }
    }
    return totalOfItems(operator, unrolled(value, range), range);
  }
  if (value.kind === 'list') return totalOfItems(operator, value.items, range);
  return totalOfItems(operator, itemsOf(value, range), range, neutral);
}

function totalOfItems(
  operator: 'sum' | 'prod',
  items: readonly Value[],
  range: SourceRange,
  neutral = operator === 'sum' ? 0 : 1,
): NumberValue {
  const rule = OPERATORS[operator === 'sum' ? '+' : '*'];
  const [first, ...rest] = items.map((item) => toNumber(item, range));
  if (!first) return constant(neutral, range);
  return rest.reduce((sum, item) => toNumber(elementwise(rule, [sum, item], range), range), first);
}

function totalOfSequence(operator: 'sum' | 'prod', sequence: SequenceValue, range: SourceRange): NumberValue {
  if (lengthOf(sequence, range) === 0) return constant(operator === 'sum' ? 0 : 1, range);
  const counter = counterOver(sequence, range);
  const element = sequence.at(counter);
  const part = sequence.nested ? total(operator, element, range) : toNumber(element, range);
  refuseBatch(part, range);
  const condition = sequence.where?.(counter);
  const term =
    condition && condition.constant !== true
      ? conditional(condition.expression, part.expression, number(operator === 'sum' ? 0 : 1, range), range)
      : part.expression;
  return { kind: 'number', expression: accumulation(operator, sequence, counter, term, range) };
}

function refuseBatch(value: NumberValue | ArrayValue, range: SourceRange): void {
  if (!value.batch) return;
  throw new Refusal(
    'this adds up the rows of a batch; give axis=1 so that each row has its own value',
    range,
  );
}

/** Reductions along the last axis of a batch give one number per row. */
export function perRow(value: Value, reduce: (value: Value) => NumberValue): NumberValue {
  if (value.kind !== 'array' || !value.batch) return reduce(value);
  const { batch: _, ...plain } = value;
  return { ...reduce(plain), batch: true };
}

/** The mean. */
export function mean(value: Value, range: SourceRange): NumberValue {
  if (value.kind === 'array' && !value.batch) {
    return { kind: 'number', expression: call('mean', [value.expression], range) };
  }
  const sum = total('sum', value, range);
  if (value.kind === 'number') return value;
  const count = constant(lengthOf(value, range), range);
  return toNumber(elementwise(OPERATORS['/'], [sum, count], range), range);
}

/** The variance about the mean, divided by the number of entries less `ddof`. */
export function variance(value: Value, ddof: number, range: SourceRange): NumberValue {
  const vector = toArray(value, range);
  refuseBatch(vector, range);
  const deviation = elementwise(OPERATORS['-'], [vector, mean(vector, range)], range);
  const squares = elementwise(OPERATORS['**'], [deviation, constant(2, range)], range);
  if (ddof === 0) return mean(squares, range);
  const count = constant(vector.shape.reduce((a, b) => a * b, 1) - ddof, range);
  return toNumber(elementwise(OPERATORS['/'], [total('sum', squares, range), count], range), range);
}

/** The least or greatest entry. */
export function extreme(which: 'min' | 'max', value: Value, range: SourceRange): NumberValue {
  if (value.kind === 'array') {
    refuseBatch(value, range);
    return { kind: 'number', expression: call(which, [value.expression], range) };
  }
  const items = itemsOf(value, range).map((item) => toNumber(item, range));
  return extremeOf(which, items, range);
}

/** The least or greatest of some numbers. */
export function extremeOf(which: 'min' | 'max', items: readonly Value[], range: SourceRange): NumberValue {
  if (items.length === 0) throw new Refusal(`${which} of nothing; give it numbers`, range);
  const rule = named(which, which === 'min' ? Math.min : Math.max);
  return toNumber(elementwise(rule, items, range), range);
}

/** The matrix product, as `@` and `dot` mean it: the inner product of two vectors. */
export function product(left: Value, right: Value, range: SourceRange): Value {
  const [a, b] = matched(left, right, range);
  if (a.batch || b.batch)
    throw new Refusal('a matrix product of a batch; write the formula for one point', range);
  const [rank, otherRank] = [a.shape.length, b.shape.length];
  const inner = a.shape[rank - 1]!;
  if (inner !== b.shape[0]) {
    if (b.parameter !== undefined && otherRank === 1) throw toLength(b, inner, range);
    if (a.parameter !== undefined && rank === 1) throw toLength(a, b.shape[0]!, range);
    throw new Refusal(
      `${describe(a)} times ${describe(b)} does not fit; make the inner lengths equal`,
      range,
    );
  }
  if (rank === 1 && otherRank === 1) {
    return { kind: 'number', expression: call('dot', [a.expression, b.expression], range) };
  }
  const shape = [...a.shape.slice(0, -1), ...b.shape.slice(1)];
  return { kind: 'array', expression: operation('*', [a.expression, b.expression], range), shape };
}

function matched(left: Value, right: Value, range: SourceRange): [ArrayValue, ArrayValue] {
  const known = [left, right].find((each) => each.kind === 'array');
  const soft = [left, right].find((each) => each.kind === 'number' && each.parameter !== undefined);
  if (known?.kind === 'array' && soft?.kind === 'number') {
    const size = left === known ? known.shape[known.shape.length - 1]! : known.shape[0]!;
    throw widened(soft, size, range);
  }
  return [toArray(left, range), toArray(right, range)];
}

function toLength(vector: ArrayValue, size: number, range: SourceRange) {
  return widened(
    { kind: 'number', expression: vector.expression, parameter: vector.parameter! },
    size,
    range,
  );
}

/** The length of a vector, or the root of the squares of all entries of a matrix; `order` as in NumPy. */
export function norm(value: Value, order: number | undefined, range: SourceRange): NumberValue {
  const vector = toArray(value, range);
  refuseBatch(vector, range);
  const absolute = elementwise(named('abs', Math.abs), [vector], range);
  if (vector.shape.length === 1 && order === 1) return total('sum', absolute, range);
  if (vector.shape.length === 1 && order === Number.POSITIVE_INFINITY) return extreme('max', absolute, range);
  if (order !== undefined && (order !== 2 || vector.shape.length > 1)) {
    throw new Refusal('only the norms of order 1, 2 and infinity of a vector; write another one out', range);
  }
  if (vector.shape.length === 1)
    return { kind: 'number', expression: call('norm', [vector.expression], range) };
  const squares = elementwise(OPERATORS['**'], [vector, constant(2, range)], range);
  return toNumber(elementwise(named('sqrt', Math.sqrt), [total('sum', squares, range)], range), range);
}
