import type { SourceRange } from '../../core/problem.ts';
import type { Expression, Operator } from '../expression.ts';
import { nearest } from '../nearest.ts';
import { own } from '../own.ts';
import { ABSENT_FUNCTIONS } from './absent-functions.ts';
import { stack } from './arrays.ts';
import { CONSTANTS } from './constants.ts';
import { countUp, MOST_ENTRIES } from './count-up.ts';
import { FUNCTIONS, transposeOf } from './functions.ts';
import { elaborateIndex } from './index-of.ts';
import { elaborateIndexSum, where } from './index-sum.ts';
import { knownNumber } from './known.ts';
import { at, problem } from './place.ts';
import { powerOf, productOf, quotientOf } from './products.ts';
import type { Scope, UserFunction } from './scope.ts';
import { elementwiseOf, isNumber, type Value } from './value.ts';

const ENTRYWISE: Readonly<Partial<Record<Operator, string>>> = {
  '+': 'add',
  '-': 'sub',
  '.*': 'mul',
  './': 'div',
  '.^': 'pow',
  mod: 'mod',
  neg: 'neg',
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  and: 'and',
  or: 'or',
  not: 'not',
};

/** Operators that work on whole arrays, and entry by entry on numbers. */
const OF_NUMBERS: Readonly<Partial<Record<Operator, string>>> = { '*': 'mul', '/': 'div', '^': 'pow' };

/**
 * The meaning of an expression as a node of the scope's graph.
 *
 * @throws ProblemError with the exact range where a name is unknown, arguments or shapes do not fit.
 */
export function elaborate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return { node: scope.builder.constant(expression.value), depth: 0 };
    case 'name':
      return elaborateName(expression.name, expression.range, scope);
    case 'operator':
      return elaborateOperators(expression, scope);
    case 'conditional': {
      const condition = elaborate(expression.condition, scope);
      const values = [
        condition,
        elaborate(expression.consequent, where(scope, condition, true)),
        elaborate(expression.alternate, where(scope, condition, false)),
      ];
      return at(expression.range, scope, () => elementwiseOf(scope.builder, 'select', values));
    }
    case 'call':
      return elaborateCall(expression, scope);
    case 'array': {
      if (expression.elements.length === 0) {
        throw problem('an array needs at least one entry; write [1, 2]', expression.range, scope);
      }
      const values = expression.elements.map((element) => elaborate(element, scope));
      return at(expression.range, scope, () => stack(scope.builder, values));
    }
    case 'index':
      return elaborateIndex(expression, scope, elaborate);
    case 'span':
      return elaborateSpan(expression, scope);
    case 'string':
      throw problem('text has no value here; write a number', expression.range, scope);
    case 'member':
      throw problem(
        `there is no ${expression.name} to be had here; only data have named columns`,
        expression.range,
        scope,
      );
  }
}

function elaborateName(name: string, range: SourceRange, scope: Scope): Value {
  if (name === 'end') {
    if (scope.end !== undefined) return { node: scope.builder.constant(scope.end), depth: 0 };
    throw problem('"end" has a meaning only inside an index, as in x[end]', range, scope);
  }
  const value = scope.value(name);
  if (value) return value;
  const constant = own(CONSTANTS, name);
  if (constant !== undefined) return { node: scope.builder.constant(constant), depth: 0 };
  if (own(FUNCTIONS, name) || scope.function(name)) {
    throw problem(`${name} is a function; write its arguments, ${name}(…)`, range, scope);
  }
  if (name === 'i') {
    throw problem(
      'there is no i here: all numbers are real, without an imaginary unit; make it a parameter, or the index of a sum, sum(i, 1, n, …)',
      range,
      scope,
    );
  }
  const names = [...scope.names(), ...Object.keys(CONSTANTS)];
  const near = lettersAsFactors(name, names) ?? nearest(name, names);
  throw problem(
    `there is no ${name} here; ${near ? `did you mean ${near}?` : `make it a parameter, or define it: ${name} = 1`}`,
    range,
    scope,
    near,
  );
}

/** What letters that stand together as factors, as in ab, are: `a*b`, where all of them are known. */
function lettersAsFactors(name: string, names: readonly string[]): string | undefined {
  const letters = [...name];
  return letters.length > 1 && letters.every((letter) => names.includes(letter))
    ? letters.join('*')
    : undefined;
}

function elaborateOperators(expression: Expression & { kind: 'operator' }, scope: Scope): Value {
  // Down the left side without recursion: a sum of thousands of terms leans that way.
  const spine: (Expression & { kind: 'operator' })[] = [];
  let bottom: Expression = expression;
  while (bottom.kind === 'operator') {
    spine.push(bottom);
    bottom = bottom.operands[0] as Expression;
  }
  let left = elaborate(bottom, scope);
  for (const parent of spine.reverse()) {
    const right = parent.operands[1] && elaborate(parent.operands[1], scope);
    const inner = left;
    left = at(parent.range, scope, () => applyOperator(parent, inner, right, scope));
  }
  return left;
}

function applyOperator(
  { operator, operands }: Expression & { kind: 'operator' },
  left: Value,
  right: Value | undefined,
  scope: Scope,
): Value {
  const b = scope.builder;
  const entrywise = ENTRYWISE[operator];
  if (entrywise) return elementwiseOf(b, entrywise, right ? [left, right] : [left]);
  const ofNumbers = right && isNumber(b, left) && isNumber(b, right) ? OF_NUMBERS[operator] : undefined;
  if (ofNumbers) return elementwiseOf(b, ofNumbers, [left, right as Value]);
  const texts = operands.map((operand, i) =>
    operand.kind === 'name' ? operand.name : i === 0 ? 'the left side' : 'the right side',
  ) as [string, string];
  switch (operator) {
    case '*':
      return productOf(b, left, right as Value, texts);
    case '/':
      return quotientOf(b, left, right as Value, texts);
    case '^':
      return powerOf(b, left, right as Value, texts[0]);
    case "'":
      return transposeOf(b, left);
    default:
      // n! = Γ(n + 1)
      return elementwiseOf(b, 'gamma', [elementwiseOf(b, 'add', [left, { node: b.constant(1), depth: 0 }])]);
  }
}

function elaborateCall(expression: Expression & { kind: 'call' }, scope: Scope): Value {
  const { callee, arguments: given, calleeRange, range } = expression;
  const user = scope.function(callee);
  if (user) return elaborateUserCall(user, expression, scope);
  if (scope.value(callee)) {
    throw problem(
      `${callee} is a value, not a function; write ${callee}*(…) for a product, ${callee}[…] for an entry`,
      calleeRange,
      scope,
    );
  }
  const indexed = given[0];
  if ((callee === 'sum' || callee === 'prod') && given.length === 4 && indexed?.kind === 'name') {
    return elaborateIndexSum(expression, indexed, scope, elaborate);
  }
  const builtin = own(FUNCTIONS, callee);
  if (!builtin) {
    const reason = own(ABSENT_FUNCTIONS, callee);
    if (reason !== undefined) throw problem(`there is no ${callee} here: ${reason}`, calleeRange, scope);
    const near = nearest(callee, [...scope.names(), ...Object.keys(FUNCTIONS)]);
    throw problem(
      `there is no function ${callee}; ${near ? `did you mean ${near}?` : `define it: ${callee}(x) = …`}`,
      calleeRange,
      scope,
      near,
    );
  }
  if (given.length < builtin.minimum || given.length > builtin.maximum) {
    throw problem(
      `${callee} takes ${countOf(builtin.minimum, builtin.maximum)}, not ${given.length}; write ${callee}(${placeholders(builtin.minimum)})`,
      range,
      scope,
    );
  }
  const values = given.map((argument) => {
    const word = argument.kind === 'string' ? own(builtin.words ?? {}, argument.value) : undefined;
    return word === undefined ? elaborate(argument, scope) : { node: scope.builder.constant(word), depth: 0 };
  });
  return at(range, scope, () => builtin.apply(scope.builder, values));
}

function placeholders(count: number): string {
  return ['x', 'y', 'z', 'w'].slice(0, Math.max(1, count)).join(', ');
}

function countOf(minimum: number, maximum: number): string {
  const count = (n: number) => (n === 1 ? '1 argument' : `${n} arguments`);
  if (minimum === maximum) return count(minimum);
  return Number.isFinite(maximum) ? `${minimum} to ${count(maximum)}` : `at least ${count(minimum)}`;
}

/** The most calls of functions of the text, with different arguments, in one objective. */
const MOST_CALLS = 20_000;
/** How deep such calls may nest. */
const DEEPEST_CALL = 200;

function elaborateUserCall(
  user: UserFunction,
  { arguments: given, range }: Expression & { kind: 'call' },
  scope: Scope,
): Value {
  if (given.length !== user.parameters.length) {
    throw problem(
      `${user.name} takes ${countOf(user.parameters.length, user.parameters.length)}, not ${given.length}; write ${user.name}(${user.parameters.join(', ')})`,
      range,
      scope,
    );
  }
  if (scope.calling.includes(user.name)) {
    throw problem(
      `${user.name} calls itself, which has no end here; write it with sum(i, 1, n, …), or without the call`,
      range,
      scope,
    );
  }
  if (scope.calling.length > DEEPEST_CALL || scope.tooDeep.has(user.name)) {
    scope.tooDeep.add(scope.calling[0] ?? user.name);
    throw problem(
      `calls of functions nest more than ${DEEPEST_CALL} deep; write the repetition with sum(i, 1, n, …), vectors or matrices`,
      range,
      scope,
    );
  }
  const values = new Map(user.parameters.map((name, i) => [name, elaborate(given[i] as Expression, scope)]));
  const key = callKey(user.name, [...values.values()], scope);
  const known = scope.calls.get(key);
  if (known) {
    scope.called?.(user.name, known.node);
    return known;
  }
  if (scope.calls.size >= MOST_CALLS || scope.exhausting.has(user.name)) {
    scope.exhausting.add(scope.calling[0] ?? user.name);
    throw problem(
      `calls of functions by functions come to more than ${MOST_CALLS.toLocaleString('en')}; write the repetition with sum(i, 1, n, …), vectors or matrices`,
      range,
      scope,
    );
  }
  const { end: _, ...outer } = scope;
  // Not through all the callers: a name would be looked for in each of them.
  const root = scope.root ?? scope;
  const result = elaborate(user.body, {
    ...outer,
    root,
    value: (name) => values.get(name) ?? root.value(globally(name)),
    function: (name) => (values.has(name) ? undefined : root.function(globally(name))),
    names: function* () {
      yield* values.keys();
      yield* root.names();
    },
    calling: [...scope.calling, user.name],
    callRange: scope.callRange ?? range,
  });
  scope.calls.set(key, result);
  scope.called?.(user.name, result.node);
  return result;
}

/** All that the value of a call depends on: its arguments, and the index variables in force with the combinations that count. */
function callKey(name: string, values: readonly Value[], { depth, active }: Scope): string {
  const of = (value: Value | undefined) => (value ? `${value.node}:${value.depth}` : '');
  return `${name}(${values.map(of).join()})${depth}|${of(active)}`;
}

/** Before a name: look past parameters and index variables. The body of a function does not see those of its caller. */
export const GLOBAL = '::';

/** Calls nest: a name that is global already stays so. */
function globally(name: string): string {
  return name.startsWith(GLOBAL) ? name : `${GLOBAL}${name}`;
}

/** a:b outside an index: the vector a, a + 1, … b. */
function elaborateSpan(expression: Expression & { kind: 'span' }, scope: Scope): Value {
  const b = scope.builder;
  const ends = [expression.from, expression.to, expression.step].map((part) => {
    if (!part) return 1;
    const number = knownNumber(b, elaborate(part, scope).node);
    if (number === undefined) throw problem('the ends of a span are fixed numbers', part.range, scope);
    return number;
  }) as [number, number, number];
  const [from, to, step] = ends;
  if (step === 0) throw problem('the step of a span is not 0; write 1 or -1', expression.range, scope);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(count >= 1 && count <= MOST_ENTRIES)) {
    if (Number.isNaN(count)) {
      throw problem('the ends of a span are numbers, not NaN; write such', expression.range, scope);
    }
    throw problem(
      count < 1
        ? `a span from ${from} to ${to} has no entries; write the smaller end first`
        : `a span from ${from} to ${to} has ${count} entries; at most 10 million can be written`,
      expression.range,
      scope,
    );
  }
  return {
    node: b.constant(countUp(from, step, count), [count]),
    depth: 0,
  };
}
