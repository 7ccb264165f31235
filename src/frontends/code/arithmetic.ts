import type { SourceRange } from '../../core/problem.ts';
import type { Expression, Operator } from '../expression.ts';
import { array, call, conditional, index, number, operation, shift, whole } from './build.ts';
import type { ArithmeticOperator } from './syntax.ts';
import {
  type ArrayValue,
  type BooleanValue,
  type NumberValue,
  Refusal,
  Reshape,
  type SequenceValue,
  type Value,
} from './value.ts';

/** How an operation on numbers is written and computed; `arrays` says which operands are arrays. */
export interface Elementwise {
  readonly write: (
    operands: readonly Expression[],
    arrays: readonly boolean[],
    range: SourceRange,
  ) => Expression;
  readonly compute: (...numbers: readonly number[]) => number;
  /** Whether `.gd` knows it for numbers only, so that it goes entry by entry over vectors. */
  readonly numbersOnly?: boolean;
}

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

/** The elements of a value one by one. @throws {Refusal} where their number is not known. */
export function itemsOf(value: Value, range: SourceRange): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'sequence') return unrolled(value, range);
  const vector = toArray(value, range);
  return Array.from({ length: vector.shape[0]! }, (_, place) =>
    elementAt(vector, constant(place, range), range),
  );
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
  return entry(vector, shift(place.expression, 1, range), place.constant, range);
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

/** An operation on numbers, carried over arrays and lists entry by entry. */
export function elementwise(rule: Elementwise, values: readonly Value[], range: SourceRange): Value {
  for (const value of values) if (value.kind === 'opaque') throw notA('number', value, range);
  const vectors = values.some((value) => value.kind === 'array' || value.kind === 'list');
  if (values.some((value) => value.kind === 'sequence') || (rule.numbersOnly && vectors)) {
    return overSequences(rule, values, range);
  }
  const operands = values.map((value) =>
    value.kind === 'array' ? value : value.kind === 'list' ? toArray(value, range) : toNumber(value, range),
  );
  const batch = operands.some((operand) => operand.batch) ? { batch: true } : {};
  const expression = rule.write(
    operands.map((operand) => operand.expression),
    operands.map((operand) => operand.kind === 'array'),
    range,
  );
  const arrays = operands.filter((operand) => operand.kind === 'array');
  if (arrays.length > 0) {
    const shape = commonShape(arrays, range);
    const soft = arrays.every((each) => each.parameter !== undefined) ? arrays[0]!.parameter : undefined;
    return {
      kind: 'array',
      expression,
      shape,
      ...batch,
      ...(shape.length === 1 && { entries: entriesOf(rule, operands, range) }),
      pieces: (cut) =>
        elementwise(
          rule,
          operands.map((each) => (each.kind === 'array' ? cut(each) : each)),
          range,
        ),
      ...(soft !== undefined && { parameter: soft }),
    };
  }
  const numbers = operands as NumberValue[];
  const known = numbers.map((each) => each.constant);
  const result = known.every((each) => each !== undefined) ? rule.compute(...known) : undefined;
  return {
    kind: 'number',
    expression,
    ...batch,
    ...softParameter(numbers),
    ...(result !== undefined && { constant: result, interval: [result, result] as const }),
  };
}

/** The entries of an operation on vectors are the operation on their entries. */
const entriesOf =
  (rule: Elementwise, operands: readonly (NumberValue | ArrayValue)[], range: SourceRange) =>
  (place: NumberValue) =>
    elementwise(
      rule,
      operands.map((each) => (each.kind === 'array' ? elementAt(each, place, range) : each)),
      range,
    );

/** Where all that is not known comes from parameters, a later use may still show that they are arrays. */
export function softParameter(numbers: readonly NumberValue[]): { parameter?: string } {
  const loose = numbers.filter((each) => each.constant === undefined);
  const soft = loose.every((each) => each.parameter !== undefined && !each.depth);
  const parameter = loose[0]?.parameter;
  return soft && parameter !== undefined ? { parameter } : {};
}

function commonShape(arrays: readonly ArrayValue[], range: SourceRange): readonly number[] {
  const fixed = arrays.find((each) => each.parameter === undefined) ?? arrays[0]!;
  for (const each of arrays) {
    if (String(each.shape) === String(fixed.shape)) continue;
    if (each.parameter !== undefined && each.shape.length === 1 && fixed.shape.length === 1) {
      const size = Math.max(fixed.shape[0]!, fixed.parameter === undefined ? 0 : each.shape[0]!);
      throw grown(size === each.shape[0] ? fixed : each, size, range);
    }
    const [a, b] = [describe(fixed), describe(each)];
    throw new Refusal(`${a} and ${b} do not fit; make their shapes equal`, range);
  }
  return fixed.shape;
}

function overSequences(rule: Elementwise, values: readonly Value[], range: SourceRange): Value {
  const wide = values.filter((value) => value.kind !== 'number' && value.kind !== 'boolean');
  const arrays = wide.filter((value) => value.kind === 'array');
  if (arrays.some((value) => value.batch || value.shape.length > 1)) {
    throw new Refusal('this goes entry by entry over vectors only; write it for one entry', range);
  }
  if (arrays.length > 0) commonShape(arrays, range);
  const length = lengthOf(wide[0]!, range);
  const aligned = values.map((value) => {
    if (value.kind === 'number' || value.kind === 'boolean') return value;
    if (lengthOf(value, range) !== length)
      throw new Refusal('lists of different lengths; make them equally long', range);
    return value;
  });
  return {
    kind: 'sequence',
    from: constant(0, range),
    to: constant(length - 1, range),
    at: (counter) => {
      const parts = aligned.map((value) =>
        value.kind === 'number' || value.kind === 'boolean' ? value : elementAt(value, counter, range),
      );
      return elementwise(rule, parts, range);
    },
  };
}

const binary = (
  plain: Operator,
  dotted: Operator,
  compute: (a: number, b: number) => number,
): Elementwise => ({
  write: (operands, arrays, range) => {
    // A matrix times or divided by a number is the same with and without the dot; without it reads better.
    const needsDot =
      plain === '^' ? arrays.includes(true) : plain === '/' ? arrays[1] : arrays[0] && arrays[1];
    return operation(needsDot ? dotted : plain, operands, range);
  },
  compute: compute as (...numbers: readonly number[]) => number,
});

/** The operators of arithmetic, entry by entry, with the meaning of Python and NumPy. */
export const OPERATORS: Readonly<Record<Exclude<ArithmeticOperator, '@'>, Elementwise>> = {
  '+': binary('+', '+', (a, b) => a + b),
  '-': binary('-', '-', (a, b) => a - b),
  '*': binary('*', '.*', (a, b) => a * b),
  '/': binary('/', './', (a, b) => a / b),
  '**': binary('^', '.^', (a, b) => a ** b),
  '%': {
    write: (operands, _, range) => call('mod', operands, range),
    compute: (a = 0, b = 0) => a - b * Math.floor(a / b),
  },
  '//': {
    write: (operands, arrays, range) => call('floor', [OPERATORS['/'].write(operands, arrays, range)], range),
    compute: (a = 0, b = 0) => Math.floor(a / b),
  },
};

/** The minus sign. */
export const NEGATION: Elementwise = {
  write: (operands, _, range) => operation('neg', operands, range),
  compute: (a = 0) => -a,
};

/** A function of numbers by its name in `.gd`. */
export function named(name: string, compute: (...numbers: readonly number[]) => number): Elementwise {
  const numbersOnly = name === 'min' || name === 'max';
  return { write: (operands, _, range) => call(name, operands, range), compute, numbersOnly };
}

/** Arithmetic on numbers keeps between which bounds the result lies, so that indices can be checked. */
export function withInterval(operator: ArithmeticOperator, left: Value, right: Value, result: Value): Value {
  if (result.kind !== 'number' || result.interval || left.kind !== 'number' || right.kind !== 'number')
    return result;
  const [a, b] = [left.interval, right.interval];
  if (!a || !b) return result;
  if (operator === '+') return { ...result, interval: [a[0] + b[0], a[1] + b[1]] };
  if (operator === '-') return { ...result, interval: [a[0] - b[1], a[1] - b[0]] };
  if (operator !== '*') return result;
  const ends = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]];
  return { ...result, interval: [Math.min(...ends), Math.max(...ends)] };
}
