import type { SourceRange } from '../../core/problem.ts';
import type { Expression, Operator } from '../expression.ts';

/** A number; a negative one is a `neg` of a positive one, as it would be written. */
export function number(value: number, range: SourceRange): Expression {
  if (value < 0 || Object.is(value, -0)) return operation('neg', [number(-value, range)], range);
  if (value === Number.POSITIVE_INFINITY) return name('Infinity', range);
  return { kind: 'number', value, range };
}

/** A name. */
export function name(text: string, range: SourceRange): Expression {
  return { kind: 'name', name: text, range };
}

/** An operator with its operands. */
export function operation(
  operator: Operator,
  operands: readonly Expression[],
  range: SourceRange,
): Expression {
  return { kind: 'operator', operator, operands, range };
}

/** A call. */
export function call(callee: string, values: readonly Expression[], range: SourceRange): Expression {
  return { kind: 'call', callee, calleeRange: range, arguments: values, range };
}

/** `condition ? consequent : alternate`. */
export function conditional(
  condition: Expression,
  consequent: Expression,
  alternate: Expression,
  range: SourceRange,
): Expression {
  return { kind: 'conditional', condition, consequent, alternate, range };
}

/** `[a, b]`. */
export function array(elements: readonly Expression[], range: SourceRange): Expression {
  return { kind: 'array', elements, range };
}

/** The whole axis, `:`. */
export function whole(range: SourceRange): Expression {
  return { kind: 'span', range };
}

/** `object[indices]`; an index into an index into a matrix becomes one index: `A[1, :][2]` is `A[1, 2]`. */
export function index(object: Expression, indices: readonly Expression[], range: SourceRange): Expression {
  if (object.kind === 'array' && indices.length > 0) {
    const [first, ...rest] = indices;
    const picked = first?.kind === 'number' ? object.elements[first.value - 1] : undefined;
    if (picked) return rest.length > 0 ? index(picked, rest, range) : picked;
  }
  if (object.kind === 'index') {
    const gap = object.indices.findIndex(isWhole);
    if (gap >= 0 && object.indices.filter(isWhole).length >= indices.length) {
      const rest = [...indices];
      const merged = object.indices.map((each) => (isWhole(each) && rest.length > 0 ? rest.shift()! : each));
      return { ...object, indices: merged, range };
    }
  }
  return { kind: 'index', object, indices, range };
}

/** Whether an index is the whole axis, `:`. */
export function isWhole(expression: Expression): boolean {
  return expression.kind === 'span' && !expression.from && !expression.to;
}

/** The value of a number, with or without minus; else undefined. */
export function literal(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind !== 'operator' || expression.operator !== 'neg') return undefined;
  const inner = literal(expression.operands[0]!);
  return inner === undefined ? undefined : -inner;
}

/** `expression + offset` for a whole offset, with numbers gathered: `i - 1` and 1 make `i`. */
export function shift(expression: Expression, offset: number, range: SourceRange): Expression {
  if (offset === 0) return expression;
  const value = literal(expression);
  if (value !== undefined) return number(value + offset, range);
  if (expression.kind === 'operator' && (expression.operator === '+' || expression.operator === '-')) {
    const [left, right] = expression.operands;
    const known = right && literal(right);
    if (left && known !== undefined) {
      return shift(left, expression.operator === '+' ? known + offset : offset - known, range);
    }
  }
  return offset > 0
    ? operation('+', [expression, number(offset, range)], range)
    : operation('-', [expression, number(-offset, range)], range);
}

/** The parts of an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'name':
      return [];
    case 'call':
      return expression.arguments;
    case 'operator':
      return expression.operands;
    case 'conditional':
      return [expression.condition, expression.consequent, expression.alternate];
    case 'array':
      return expression.elements;
    case 'index':
      return [expression.object, ...expression.indices];
    case 'span':
      return [expression.from, expression.step, expression.to].filter((part) => part !== undefined);
    case 'member':
      return [expression.object];
  }
}

/** The expression with every part replaced by what `change` makes of it. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'name':
      return expression;
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'operator':
      return { ...expression, operands: expression.operands.map(change) };
    case 'conditional':
      return {
        ...expression,
        condition: change(expression.condition),
        consequent: change(expression.consequent),
        alternate: change(expression.alternate),
      };
    case 'array':
      return { ...expression, elements: expression.elements.map(change) };
    case 'index':
      return { ...expression, object: change(expression.object), indices: expression.indices.map(change) };
    case 'span': {
      const { from, step, to } = expression;
      return {
        ...expression,
        ...(from && { from: change(from) }),
        ...(step && { step: change(step) }),
        ...(to && { to: change(to) }),
      };
    }
    case 'member':
      return { ...expression, object: change(expression.object) };
  }
}

/** Whether a name occurs in an expression. */
export function mentions(expression: Expression, text: string): boolean {
  if (expression.kind === 'name') return expression.name === text;
  return partsOf(expression).some((part) => mentions(part, text));
}

/** All names in an expression, bound ones included. */
export function namesIn(expression: Expression, found = new Set<string>()): Set<string> {
  if (expression.kind === 'name') found.add(expression.name);
  for (const part of partsOf(expression)) namesIn(part, found);
  return found;
}

/** The expression with a name replaced. */
export function substitute(expression: Expression, text: string, by: Expression): Expression {
  if (expression.kind === 'name') return expression.name === text ? by : expression;
  return mapParts(expression, (part) => substitute(part, text, by));
}

/** Whether a name occurs, and only as an index or part of one. */
export function onlyInIndices(expression: Expression, text: string): boolean {
  if (expression.kind === 'name') return expression.name !== text;
  if (expression.kind === 'index') return onlyInIndices(expression.object, text);
  return partsOf(expression).every((part) => onlyInIndices(part, text));
}

/** The expression with `text` lowered by one wherever it counts an index, so that it may count from 1. */
export function countFromOne(expression: Expression, text: string): Expression {
  if (expression.kind !== 'index') return mapParts(expression, (part) => countFromOne(part, text));
  const object = countFromOne(expression.object, text);
  return { ...expression, object, indices: expression.indices.map((each) => lower(each, text)) };
}

function lower(expression: Expression, text: string): Expression {
  if (expression.kind === 'name' && expression.name === text) return shift(expression, -1, expression.range);
  if (expression.kind === 'operator' && (expression.operator === '+' || expression.operator === '-')) {
    const [left, right] = expression.operands;
    const known = right && literal(right);
    if (left && known !== undefined) {
      return shift(lower(left, text), expression.operator === '+' ? known : -known, expression.range);
    }
  }
  return mapParts(expression, (part) => lower(part, text));
}

/** How many parts an expression has when it is written out; shared parts are counted as often as they occur. */
export function sizeOf(expression: Expression, known = new Map<Expression, number>()): number {
  const seen = known.get(expression);
  if (seen !== undefined) return seen;
  let size = 1;
  for (const part of partsOf(expression)) size += sizeOf(part, known);
  known.set(expression, size);
  return size;
}
