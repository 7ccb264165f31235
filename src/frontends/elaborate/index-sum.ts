import type { Expression } from '../expression.ts';
import { countUp, MOST_ENTRIES } from './count-up.ts';
import { known } from './known.ts';
import { at, problem } from './place.ts';
import { fold, sumOf } from './reductions.ts';
import type { Scope } from './scope.ts';
import { elementwiseOf, ownShape, type Value } from './value.ts';

type Elaborate = (expression: Expression, scope: Scope) => Value;
type CallExpression = Extract<Expression, { kind: 'call' }>;

/**
 * `sum(i, a, b, body)`, `prod(i, a, b, body)`: the body once for all i, with i as a vector along an axis of its own. The ends
 * are whole numbers; they may depend on the indices of sums around, then the terms outside are left out one by one.
 */
export function elaborateIndexSum(
  { callee, arguments: given, range }: CallExpression,
  index: Extract<Expression, { kind: 'name' }>,
  scope: Scope,
  elaborate: Elaborate,
): Value {
  const b = scope.builder;
  const { name } = index;
  if (scope.value(name)) {
    throw problem(
      `${name} has a value already and cannot count; name the index otherwise, or write ${callee}([${name}, …]) for ${callee === 'sum' ? 'a sum' : 'a product'} of numbers`,
      index.range,
      scope,
    );
  }
  const [, first, last, body] = given as [Expression, Expression, Expression, Expression];
  const neutral: Value = { node: b.constant(callee === 'sum' ? 0 : 1), depth: 0 };
  const [from, to] = [first, last].map((end) => endOf(end)) as [Value, Value];
  const low = Math.min(...distinct(from));
  const high = Math.max(...distinct(to));
  const count = Math.max(0, high - low + 1);
  if (!(count > 0)) return neutral;
  if (count > MOST_ENTRIES) {
    throw problem(`${callee}(${name}, …) has ${count} terms; at most 10 million can be summed`, range, scope);
  }
  const depth = scope.depth + 1;
  const running: Value = {
    node: b.constant(countUp(low, 1, count), [...new Array<number>(scope.depth).fill(1), count]),
    depth,
  };
  const even = distinct(from).size === 1 && distinct(to).size === 1;
  const inside = even
    ? undefined
    : elementwiseOf(b, 'and', [
        elementwiseOf(b, 'ge', [running, from]),
        elementwiseOf(b, 'le', [running, to]),
      ]);
  const value = elaborate(body, {
    ...(inside ? where(scope, inside, true) : scope),
    depth,
    value: (asked) => (asked === name ? running : scope.value(asked)),
    names: function* () {
      yield name;
      yield* scope.names();
    },
  });
  return at(range, scope, () =>
    reduce(inside ? elementwiseOf(b, 'select', [inside, value, neutral]) : value),
  );

  /** An end of the sum: a whole number for every combination of the outer indices that counts. */
  function endOf(end: Expression): Value {
    const value = elaborate(end, scope);
    if (ownShape(b, value).length > 0 || !known(b, value.node)) {
      throw problem(
        `the ends of ${callee}(${name}, …) are fixed whole numbers or depend on the indices of sums around; write such`,
        end.range,
        scope,
      );
    }
    for (const number of distinct(value)) {
      if (!Number.isInteger(number)) {
        throw problem(
          `the ends of ${callee}(${name}, …) are whole numbers, not ${number}; write such`,
          end.range,
          scope,
        );
      }
    }
    return value;
  }

  /** The numbers that a fixed value takes where it counts. */
  function distinct(value: Value): Set<number> {
    const { active } = scope;
    const gated = active ? elementwiseOf(b, 'select', [active, value, { ...nothing(), depth: 0 }]) : value;
    const numbers = new Set(known(b, gated.node));
    if (active) numbers.delete(UNUSED);
    return numbers;
  }

  function nothing() {
    return { node: b.constant(UNUSED) };
  }

  function reduce(value: Value): Value {
    const axis = depth - 1;
    const shape = b.shapeOf(value.node);
    // What does not depend on the index is there once, and counts as often as there are terms.
    const independent = value.depth < depth || shape[axis] === 1;
    if (!independent) {
      const reduced = callee === 'sum' ? sumOf(b, value, axis) : fold(b, 'mul', value, axis);
      return { node: reduced.node, depth: axis };
    }
    const inner =
      value.depth < depth
        ? value
        : { node: b.reshape(value.node, [...shape.slice(0, axis), ...shape.slice(axis + 1)]), depth: axis };
    if (count === 1) return inner;
    const times: Value = { node: b.constant(count), depth: 0 };
    return callee === 'sum'
      ? elementwiseOf(b, 'mul', [times, inner])
      : elementwiseOf(b, 'pow', [inner, times]);
  }
}

/** Stands for a number that does not count; no end of a sum can be so great. */
const UNUSED = Number.POSITIVE_INFINITY;

/** The scope of a branch: where its condition is known beforehand, the other combinations of indices do not count there. */
export function where(scope: Scope, condition: Value, holds: boolean): Scope {
  const b = scope.builder;
  if (condition.depth === 0 || ownShape(b, condition).length > 0 || !known(b, condition.node)) return scope;
  const taken = holds ? condition : elementwiseOf(b, 'not', [condition]);
  return { ...scope, active: scope.active ? elementwiseOf(b, 'and', [scope.active, taken]) : taken };
}
