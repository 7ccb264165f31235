import type { SourceRange } from '../../core/problem.ts';
import { array, conditional, number } from './build.ts';
import {
  type ArrayValue,
  type BooleanValue,
  type NumberValue,
  Refusal,
  Reshape,
  type SequenceValue,
  type Value,
} from './value.ts';

/** A known number. */
export function constant(value: number, range: SourceRange): NumberValue {
  return { kind: 'number', expression: number(value, range), constant: value, interval: [value, value] };
}

/** A value as one number: truth counts as 1 and falsehood as 0. @throws {Refusal} where it is none. */
export function toNumber(value: Value, range: SourceRange): NumberValue {
  if (value.kind === 'number') return value;
  if (value.kind === 'boolean') {
    if (value.constant !== undefined) return constant(value.constant ? 1 : 0, range);
    const expression = conditional(value.expression, number(1, range), number(0, range), range);
    return { kind: 'number', expression, ...(value.batch && { batch: true }) };
  }
  throw notA('number', value, range);
}

/** A value as a condition. @throws {Refusal} where it is none. */
export function toBoolean(value: Value, range: SourceRange): BooleanValue {
  if (value.kind === 'boolean') return value;
  if (value.kind === 'number' && value.constant !== undefined) {
    return truth(value.constant !== 0, range);
  }
  if (value.kind === 'number') {
    throw new Refusal('a number stands where a condition is needed; compare it, as in x != 0', range);
  }
  throw notA('condition', value, range);
}

/** A known truth value. */
export function truth(value: boolean, range: SourceRange): BooleanValue {
  return { kind: 'boolean', expression: { kind: 'name', name: String(value), range }, constant: value };
}

/** The refusal of a value that is not what is needed. */
export function notA(wanted: string, value: Value, range: SourceRange): Refusal {
  if (value.kind === 'opaque') return new Refusal(value.reason, value.range ?? range, value.foreign);
  const found = describe(value);
  return new Refusal(
    `${found} stands where a ${wanted} is needed; make it a ${wanted}`,
    range,
    value.kind === 'text',
  );
}

/** What a value is, as people say it. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a condition';
    case 'array':
      return value.shape.length === 1 ? `a vector of ${value.shape[0]}` : `a ${value.shape.join('×')} matrix`;
    case 'list':
    case 'sequence':
      return 'a list';
    case 'function':
      return `the function ${value.name}`;
    case 'module':
      return `the module ${value.path}`;
    case 'text':
      return 'a text';
    case 'opaque':
      return 'something unknown';
  }
}

/** A value as a vector or matrix. @throws {Refusal} where it is none, {Reshape} where a parameter has to be one. */
export function toArray(value: Value, range: SourceRange): ArrayValue {
  if (value.kind === 'array') return value;
  if (value.kind === 'number' && value.parameter !== undefined) throw widened(value, 2, range);
  if (value.kind === 'sequence') return toArray({ kind: 'list', items: unrolled(value, range) }, range);
  if (value.kind !== 'list') throw notA('vector', value, range);
  if (value.items.length === 0) throw new Refusal('an empty list; give it numbers', range);
  const rows = value.items.map((item) =>
    item.kind === 'list' || item.kind === 'array' || item.kind === 'sequence'
      ? toArray(item, range)
      : toNumber(item, range),
  );
  const expression = array(
    rows.map((row) => row.expression),
    range,
  );
  const first = rows[0]!;
  const inner = first.kind === 'array' ? first.shape : [];
  if (!rows.every((row) => String(row.kind === 'array' ? row.shape : []) === String(inner))) {
    throw new Refusal('rows of different lengths; make them equally long', range);
  }
  if (inner.length > 1)
    throw new Refusal('an array of more than two dimensions; use vectors and matrices', range);
  const known = rows.flatMap((row) =>
    row.kind === 'array' ? (row.constants ?? [Number.NaN]) : [row.constant ?? Number.NaN],
  );
  const batch = rows.some((row) => row.batch);
  return {
    kind: 'array',
    expression,
    shape: [rows.length, ...inner],
    ...(known.every((each) => !Number.isNaN(each)) && { constants: known }),
    ...(batch && { batch }),
  };
}

/** Says that a number which is a parameter, or an entry of one, has to be a vector of `size`. */
export function widened(value: NumberValue, size: number, range: SourceRange): Reshape | Refusal {
  if (value.parameter === undefined || (value.depth ?? 0) > 1) {
    return new Refusal('a number stands where a vector is needed; make it a vector', range);
  }
  if (value.depth === 1)
    return new Reshape(value.parameter, { kind: 'matrix', rows: 2, columns: size }, range);
  return new Reshape(value.parameter, { kind: 'vector', size }, range);
}

const UNROLL_LIMIT = 256;

/** The elements of a sequence, as long as they are few. */
export function unrolled(sequence: SequenceValue, range: SourceRange): Value[] {
  if (sequence.nested)
    throw new Refusal('a list made by more than one for; add its elements up with sum()', range);
  const length = lengthOf(sequence, range);
  if (length > UNROLL_LIMIT)
    throw new Refusal(`${length} terms are too many to be written out; use sum()`, range);
  const first = sequence.from.constant ?? 0;
  const values: Value[] = [];
  for (let place = 0; place < length; place++) {
    const counter = constant(first + place, range);
    const condition = sequence.where?.(counter);
    if (condition && condition.constant === undefined) {
      throw new Refusal('the length of the list depends on its values; use a conditional expression', range);
    }
    if (condition?.constant !== false) values.push(sequence.at(counter));
  }
  return values;
}

/** The number of elements. @throws {Refusal} where it is not known. */
export function lengthOf(value: Value, range: SourceRange): number {
  if (value.kind === 'list') return value.items.length;
  if (value.kind === 'sequence') {
    const { from, to } = value;
    if (from.constant === undefined || to.constant === undefined) {
      throw new Refusal('the length of the loop has to be known beforehand; write it as a number', range);
    }
    return Math.max(0, to.constant - from.constant + 1);
  }
  return toArray(value, range).shape[0]!;
}
