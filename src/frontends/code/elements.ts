import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { index, namesIn, number, shift, whole } from './build.ts';
import { constant, toArray, unrolled, widened } from './conversions.ts';
import { type ArrayValue, type NumberValue, Refusal, Reshape, type Value } from './value.ts';

/** The elements of a value one by one. @throws {Refusal} where their number is not known. */
export function itemsOf(value: Value, range: SourceRange): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'sequence') return unrolled(value, range);
  const vector = toArray(value, range);
  return Array.from({ length: vector.shape[0]! }, (_, place) =>
    elementAt(vector, constant(place, range), range),
  );
}

/** The element at a place counted from 0. @throws {Refusal} where it lies outside, {Reshape} where a parameter may grow. */
export function elementAt(value: Value, place: NumberValue, range: SourceRange): Value {
  if (value.kind === 'list') {
    const item = place.constant === undefined ? undefined : value.items[place.constant];
    if (item) return item;
    if (place.constant !== undefined) {
      throw new Refusal(`the list has ${value.items.length} elements; index it within them`, range);
    }
  }
  if (value.kind === 'sequence') {
    const first = value.from.constant;
    if (first === undefined || value.where)
      throw new Refusal('this list cannot be indexed; index an array', range);
    return value.at(first === 0 ? place : offset(place, first, range));
  }
  if (value.kind === 'number' && value.parameter !== undefined) {
    throw widened(value, Math.max(place.interval?.[1] ?? 0, 0) + 1, range);
  }
  const vector = toArray(value, range);
  const size = vector.shape[0]!;
  if (!place.interval)
    throw new Refusal('an index that is not known beforehand; use a number or a counter', range);
  const [least, greatest] = place.interval;
  if (greatest >= size && vector.parameter !== undefined) throw grown(vector, greatest + 1, range);
  if (least < 0 || greatest >= size) {
    const outside = least < 0 ? least : greatest;
    throw new Refusal(`index ${outside} lies outside a length of ${size}; index within it`, range);
  }
  if (vector.entries) return vector.entries(place);
  const known = place.constant;
  // In a loop that is written out, the place is arithmetic on numbers.
  const written =
    known !== undefined && namesIn(place.expression).size === 0 ? number(known, range) : place.expression;
  return entry(vector, shift(written, 1, range), known, range);
}

/** The entry, or the row of a matrix, at an index counted from 1. */
export function entry(
  vector: ArrayValue,
  at: Expression,
  place: number | undefined,
  range: SourceRange,
): NumberValue | ArrayValue {
  const [, ...inner] = vector.shape;
  const batch = vector.batch ? { batch: true } : {};
  const parameter = vector.parameter === undefined ? {} : { parameter: vector.parameter };
  if (inner.length > 0) {
    const width = inner[0]!;
    const constants =
      place === undefined ? undefined : vector.constants?.slice(place * width, (place + 1) * width);
    return {
      kind: 'array',
      expression: index(vector.expression, [at, whole(range)], range),
      shape: inner,
      ...batch,
      ...(constants && { constants }),
    };
  }
  const known = place === undefined ? undefined : vector.constants?.[place];
  const expression = index(vector.expression, [at], range);
  return {
    kind: 'number',
    expression,
    ...batch,
    ...parameter,
    depth: 1,
    ...(known !== undefined && { constant: known, interval: [known, known] as const }),
  };
}

/** Says that the parameter behind a vector has to be at least that long. */
export function grown(vector: ArrayValue, size: number, range: SourceRange): Reshape {
  const shape = vector.batch
    ? ({ kind: 'rows', size } as const)
    : vector.shape.length === 2
      ? ({ kind: 'matrix', rows: size, columns: vector.shape[1]! } as const)
      : ({ kind: 'vector', size } as const);
  return new Reshape(vector.parameter!, shape, range);
}

/** A counter moved by a whole number. */
export function offset(place: NumberValue, by: number, range: SourceRange): NumberValue {
  const { constant: known, interval } = place;
  return {
    kind: 'number',
    expression: shift(place.expression, by, range),
    ...(known !== undefined && { constant: known + by }),
    ...(interval && { interval: [interval[0] + by, interval[1] + by] as const }),
  };
}
