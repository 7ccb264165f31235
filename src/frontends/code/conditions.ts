import type { SourceRange } from '../../core/problem.ts';
import { conditional, operation } from './build.ts';
import { lengthOf, notA, toNumber, truth } from './conversions.ts';
import { itemsOf } from './elements.ts';
import { softParameter } from './elementwise.ts';
import { atEachPlace } from './sequences.ts';
import type { ComparisonOperator } from './syntax.ts';
import { type BooleanValue, Refusal, type Value } from './value.ts';

const COMPARE: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** A comparison of numbers, or of arrays entry by entry. */
export function compare(operator: ComparisonOperator, left: Value, right: Value, range: SourceRange): Value {
  const wide = [left, right].find((each) => each.kind === 'array' || each.kind === 'sequence');
  if (wide) {
    return atEachPlace([left, right], lengthOf(wide, range), range, ([a, b]) =>
      compare(operator, a as Value, b as Value, range),
    );
  }
  if (left.kind === 'text' || right.kind === 'text') {
    throw new Refusal('a comparison of texts; compare numbers', range, true);
  }
  const [a, b] = [toNumber(left, range), toNumber(right, range)];
  if (a.constant !== undefined && b.constant !== undefined) {
    return truth(COMPARE[operator](a.constant, b.constant), range);
  }
  const expression = operation(operator, [a.expression, b.expression], range);
  return { kind: 'boolean', expression, ...((a.batch || b.batch) && { batch: true }) };
}

/** `and` and `or` of conditions. */
export function combine(operator: 'and' | 'or', left: Value, right: Value, range: SourceRange): BooleanValue {
  if (left.kind !== 'boolean' || right.kind !== 'boolean') {
    const stranger = left.kind === 'boolean' ? right : left;
    if (stranger.kind === 'opaque') throw notA('condition', stranger, range);
    throw new Refusal(`${operator} between values that are no conditions; compare them first`, range);
  }
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.constant !== undefined) return one.constant === (operator === 'and') ? other : one;
  }
  const expression = operation(operator, [left.expression, right.expression], range);
  return { kind: 'boolean', expression, ...((left.batch || right.batch) && { batch: true }) };
}

/** The contrary of a condition. */
export function negate(value: BooleanValue, range: SourceRange): BooleanValue {
  if (value.constant !== undefined) return truth(!value.constant, range);
  return { ...value, expression: operation('not', [value.expression], range) };
}

/** `condition ? a : b` for two values of the same kind; the same value twice is that value. */
export function choose(condition: BooleanValue, a: Value, b: Value, range: SourceRange): Value {
  if (condition.constant !== undefined) return condition.constant ? a : b;
  if (a === b) return a;
  for (const each of [a, b]) if (each.kind === 'opaque') throw notA('number', each, range);
  const batch = condition.batch ? { batch: true } : {};
  const isScalar = (value: Value) => value.kind === 'number' || value.kind === 'boolean';
  if (a.kind === 'boolean' && b.kind === 'boolean') {
    const expression = conditional(condition.expression, a.expression, b.expression, range);
    return { kind: 'boolean', expression, ...batch };
  }
  if (isScalar(a) && isScalar(b)) {
    const [x, y] = [toNumber(a, range), toNumber(b, range)];
    const expression = conditional(condition.expression, x.expression, y.expression, range);
    const interval =
      x.interval && y.interval
        ? ([Math.min(x.interval[0], y.interval[0]), Math.max(x.interval[1], y.interval[1])] as const)
        : undefined;
    const rows = x.batch || y.batch ? { batch: true } : batch;
    const soft = softParameter([x, y]);
    return { kind: 'number', expression, ...rows, ...soft, ...(interval && { interval }) };
  }
  const [x, y] = [itemsOf(a, range), itemsOf(b, range)];
  if (x.length !== y.length)
    throw new Refusal('the branches give lists of different lengths; make them equal', range);
  return { kind: 'list', items: x.map((item, place) => choose(condition, item, y[place]!, range)) };
}
