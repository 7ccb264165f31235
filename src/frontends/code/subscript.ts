import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { index, name, number, shift, whole } from './build.ts';
import { constant, lengthOf, toArray } from './conversions.ts';
import { elementAt, entry, grown, itemsOf, offset } from './elements.ts';
import { type NumberValue, Refusal, Reshape, type Value } from './value.ts';

/** An evaluated index; a slice knows its ends, counted from 0, the last one excluded. */
export type Subscript =
  | { readonly kind: 'at'; readonly place: NumberValue; readonly range: SourceRange }
  | {
      readonly kind: 'slice';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number;
      readonly range: SourceRange;
    };

/** The entries of a value at evaluated indices; `slices` says whether the language slices and counts from the end. */
export function subscript(
  object: Value,
  subscripts: readonly Subscript[],
  slices: boolean,
  range: SourceRange,
): Value {
  if (!slices && (subscripts.length > 1 || subscripts[0]?.kind === 'slice')) {
    throw new Refusal('several indices at once; write x[i][j]', range);
  }
  const rows = overRows(object, subscripts, range);
  if (rows) return rows;
  if (subscripts.length > 2) throw new Refusal('more than two indices; use vectors and matrices', range);
  const [first, second] = subscripts;
  if (!first) throw new Refusal('an index is missing; write one', range);
  if (!second)
    return first.kind === 'at' ? at(object, first.place, slices, range) : slice(object, first, range);
  return matrixEntry(object, first, second, range);
}

const isWholeAxis = (each: Subscript | undefined) =>
  each?.kind === 'slice' && each.from === undefined && each.to === undefined && each.step === 1;

/** `theta[:, k]`: theta holds one point per row, and the formula is meant for each of them. */
function overRows(object: Value, subscripts: readonly Subscript[], range: SourceRange): Value | undefined {
  const [first, second] = subscripts;
  if (object.kind === 'array' && object.batch) {
    if (subscripts.length !== 2 || !isWholeAxis(first) || !second) {
      throw new Refusal('an index that mixes rows of a batch; index all rows, as in theta[:, 0]', range);
    }
    return second.kind === 'at' ? at(object, second.place, true, range) : slice(object, second, range);
  }
  const parameter = object.kind === 'number' || object.kind === 'array' ? object.parameter : undefined;
  if (parameter === undefined || subscripts.length !== 2 || !isWholeAxis(first) || !second) return undefined;
  if (object.kind === 'number' && object.depth) return undefined;
  if (object.kind === 'array' && object.shape.length !== 1) return undefined;
  const size = second.kind === 'at' ? (second.place.interval?.[1] ?? 0) + 1 : Math.max(second.to ?? 2, 2);
  throw new Reshape(parameter, { kind: 'rows', size: Math.max(size, 1) }, range);
}

/** `x[i]`; below zero it counts from the end where the language says so. */
function at(object: Value, place: NumberValue, slices: boolean, range: SourceRange): Value {
  const known = place.constant;
  if (known === undefined || known >= 0) {
    const least = place.interval?.[0];
    if (slices && least !== undefined && least < 0) {
      throw new Refusal(`index ${least} counts from the end; start the loop later`, range);
    }
    return elementAt(object, place, range);
  }
  if (!slices) throw new Refusal(`index ${known} lies outside; count from 0`, range);
  if (object.kind === 'list' || object.kind === 'sequence') {
    return elementAt(object, constant(lengthOf(object, range) + known, range), range);
  }
  const vector = toArray(object, range);
  const size = vector.shape[0]!;
  if (size + known < 0) {
    if (vector.parameter !== undefined) throw grown(vector, -known, range);
    throw new Refusal(`index ${known} lies outside a length of ${size}; index within it`, range);
  }
  if (vector.shape.length > 1) return elementAt(vector, constant(size + known, range), range);
  if (vector.entries) return vector.entries(constant(size + known, range));
  return entry(vector, shift(name('end', range), known + 1, range), size + known, range);
}

function slice(object: Value, by: Extract<Subscript, { kind: 'slice' }>, range: SourceRange): Value {
  if (object.kind === 'list' || object.kind === 'sequence') {
    const items = itemsOf(object, range);
    const [from, to] = ends(by, items.length);
    if (by.step !== 1) throw new Refusal('a slice with a step; take the elements one by one', range);
    return { kind: 'list', items: items.slice(from, to) };
  }
  const vector = toArray(object, range);
  const [size, ...inner] = vector.shape;
  const length = size!;
  const needed = Math.max(
    (by.from ?? 0) >= 0 ? (by.from ?? 0) + 1 : -(by.from ?? 0),
    by.to ?? 0,
    -(by.to ?? 0) + 1,
  );
  if (needed > length && vector.parameter !== undefined) throw grown(vector, needed, range);
  if (by.step < 1) throw new Refusal('a slice that runs backwards; write the elements out', range);
  const [from, to] = ends(by, length);
  const count = Math.ceil((to - from) / by.step);
  if (count < 1) throw new Refusal('an empty slice; take at least one element', range);
  if (isWholeAxis(by)) return vector;
  if (vector.pieces) return vector.pieces((operand) => slice(operand, by, range));
  const last = by.to === undefined || to === length ? name('end', range) : endAt(by.to, range);
  const indices: Expression[] = [
    {
      kind: 'span',
      from: number(from + 1, range),
      ...(by.step !== 1 && { step: number(by.step, range) }),
      to: last,
      range,
    },
    ...inner.map(() => whole(range)),
  ];
  return {
    kind: 'array',
    expression: index(vector.expression, indices, range),
    shape: [count, ...inner],
    ...(vector.batch && { batch: true }),
    ...(by.step === 1 && { entries: (place) => elementAt(vector, offset(place, from, range), range) }),
  };
}

/** The end of a slice, which excludes it and counts from 0, as an end that is included and counts from 1. */
const endAt = (to: number, range: SourceRange): Expression =>
  to < 0 ? shift(name('end', range), to, range) : number(to, range);

function ends(by: Extract<Subscript, { kind: 'slice' }>, length: number): [number, number] {
  const place = (end: number) => Math.min(Math.max(end < 0 ? length + end : end, 0), length);
  return [place(by.from ?? 0), place(by.to ?? length)];
}

function matrixEntry(object: Value, first: Subscript, second: Subscript, range: SourceRange): Value {
  const reach = (each: Subscript) => (each.kind === 'at' ? (each.place.interval?.[1] ?? 0) + 1 : 1);
  const needed = { kind: 'matrix', rows: reach(first), columns: reach(second) } as const;
  const parameter = object.kind === 'number' || object.kind === 'array' ? object.parameter : undefined;
  const isMatrix = object.kind === 'array' && object.shape.length === 2;
  if (!isMatrix && parameter !== undefined && !(object.kind === 'number' && object.depth)) {
    throw new Reshape(parameter, needed, range);
  }
  const matrix = toArray(object, range);
  const [rows, columns] = matrix.shape;
  if (rows === undefined || columns === undefined)
    throw new Refusal('two indices into a vector; use one', range);
  if (parameter !== undefined && (needed.rows > rows || needed.columns > columns)) {
    throw new Reshape(
      parameter,
      { kind: 'matrix', rows: Math.max(rows, needed.rows), columns: Math.max(columns, needed.columns) },
      range,
    );
  }
  if (first.kind === 'at') {
    const row = at(matrix, first.place, true, range);
    return second.kind === 'at' ? at(row, second.place, true, range) : slice(row, second, range);
  }
  if (!isWholeAxis(first))
    throw new Refusal('a slice of rows with an index; take all rows, as in A[:, 0]', range);
  if (second.kind === 'slice') throw new Refusal('two slices at once; slice one axis', range);
  const place =
    second.place.constant !== undefined && second.place.constant < 0
      ? offset(second.place, columns, range)
      : second.place;
  if (!place.interval || place.interval[0] < 0 || place.interval[1] >= columns) {
    throw new Refusal(`the column lies outside the ${columns} columns; index within them`, range);
  }
  const at1 =
    place.constant === undefined ? shift(place.expression, 1, range) : number(place.constant + 1, range);
  return { kind: 'array', expression: index(matrix.expression, [whole(range), at1], range), shape: [rows] };
}
