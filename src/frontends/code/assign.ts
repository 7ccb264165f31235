import { constant, lengthOf, widened } from './conversions.ts';
import { elementAt } from './elements.ts';
import type { Scope } from './scope.ts';
import type { CodeTarget } from './syntax.ts';
import { Refusal, type Value } from './value.ts';

/**
 * Gives names their values, taking lists apart: `x, y = p`.
 * @throws {Refusal} where the target is a place inside something else, or the lengths differ.
 */
export function assign(target: CodeTarget, value: Value, scope: Scope): void {
  const { range } = target;
  if (target.kind === 'name') {
    scope.values.set(target.name, value);
    return;
  }
  if (target.kind === 'place') {
    throw new Refusal('this changes a part of something; build a new value instead', range);
  }
  if (value.kind === 'opaque') throw new Refusal(value.reason, value.range ?? range, value.foreign);
  const wanted = target.elements.length;
  if (value.kind === 'number' && value.parameter !== undefined) throw widened(value, wanted, range);
  if (value.kind === 'array' && value.batch) {
    throw new Refusal('this takes the rows of a batch apart; use theta[:, 0], theta[:, 1]', range);
  }
  const found = lengthOf(value, range);
  if (found !== wanted) {
    if (value.kind === 'array' && value.parameter !== undefined && found < wanted) {
      throw widened(
        { kind: 'number', expression: value.expression, parameter: value.parameter },
        wanted,
        range,
      );
    }
    throw new Refusal(`${wanted} names for ${found} values; make them equally many`, range);
  }
  for (const [place, each] of target.elements.entries()) {
    assign(each, elementAt(value, constant(place, range), range), scope);
  }
}
