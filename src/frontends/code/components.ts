import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { sizeOf } from './build.ts';
import { toNumber } from './conversions.ts';
import { itemsOf } from './elements.ts';
import { Refusal, type Value } from './value.ts';

/** A formula of more parts than this helps nobody. */
export const SIZE_LIMIT = 20_000;

/** The most components of a result. */
const MOST_COMPONENTS = 1000;

/**
 * The numbers that a list, an array or a number stands for, row by row.
 * @throws {Refusal} where there are none, or too many.
 */
export function componentsOf(value: Value, range: SourceRange): Expression[] {
  if (value.kind === 'opaque') throw new Refusal(value.reason, value.range ?? range, value.foreign);
  const flat = (each: Value): Expression[] =>
    each.kind === 'list' || each.kind === 'sequence' || each.kind === 'array'
      ? itemsOf(each, range).flatMap(flat)
      : [toNumber(each, range).expression];
  const numbers = flat(value);
  if (numbers.length === 0) throw new Refusal('it returns an empty list; return numbers', range);
  if (numbers.length > MOST_COMPONENTS) {
    throw new Refusal(
      `it returns ${numbers.length} numbers; at most ${MOST_COMPONENTS} are read, give a shorter start beside it`,
      range,
    );
  }
  const known = new Map<Expression, number>();
  if (numbers.reduce((sum, each) => sum + sizeOf(each, known), 0) > SIZE_LIMIT) {
    throw new Refusal(
      'the formulas grow beyond all bounds; keep their parts in functions of their own',
      range,
    );
  }
  return numbers;
}
