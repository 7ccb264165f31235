import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { describe, lengthOf, notA, toArray, toNumber } from './conversions.ts';
import { elementAt, grown } from './elements.ts';
import { atEachPlace } from './sequences.ts';
import { type ArrayValue, type NumberValue, Refusal, type Value } from './value.ts';

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
  return atEachPlace(aligned, length, range, (parts) => elementwise(rule, parts, range));
}
