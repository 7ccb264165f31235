import type { SourceRange } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { NEGATION } from './arithmetic.ts';
import { assign } from './assign.ts';
import { index, name, number, shift, whole } from './build.ts';
import { choose, combine, compare, negate } from './conditions.ts';
import { constant, lengthOf, toArray, toBoolean, toNumber, truth } from './conversions.ts';
import { elementAt, entry, grown, itemsOf, offset } from './elements.ts';
import { elementwise } from './elementwise.ts';
import { userFunction } from './functions.ts';
import { counting, toSequence } from './reduce.ts';
import { type Names, Scope } from './scope.ts';
import type { CodeClause, CodeExpression, CodeSubscript } from './syntax.ts';
import {
  type Argument,
  type BooleanValue,
  type NumberValue,
  Refusal,
  Reshape,
  type SequenceValue,
  type Value,
} from './value.ts';

/**
 * What an expression of the code stands for. Nothing is executed: numbers that are not known stay formulas.
 * @throws {Refusal} where it has no faithful counterpart, {Reshape} where a parameter has to have another shape.
 */
export function evaluate(code: CodeExpression, names: Names): Value {
  const { range } = code;
  switch (code.kind) {
    case 'number':
      return constant(code.value, range);
    case 'boolean':
      return truth(code.value, range);
    case 'string':
      return { kind: 'text', value: code.value };
    case 'name':
      return lookup(code.name, names, range);
    case 'member':
      return names.session.dialect.member(evaluate(code.object, names), code.name, range);
    case 'call': {
      const callee = evaluate(code.callee, names);
      if (callee.kind === 'opaque')
        throw new Refusal(callee.reason, callee.range ?? code.callee.range, callee.foreign);
      if (callee.kind !== 'function')
        throw new Refusal('this is no function; call a function', code.callee.range, true);
      const given = code.arguments.flatMap((each): Argument[] => {
        const value = evaluate(each.value, names);
        const { range: place } = each.value;
        if (value.kind === 'list' && value.spread)
          return value.items.map((item) => ({ value: item, range: place }));
        return [{ ...(each.name !== undefined && { name: each.name }), value, range: place }];
      });
      return callee.call(given, range);
    }
    case 'binary': {
      const left = evaluate(code.left, names);
      return names.session.dialect.binary(code.operator, left, evaluate(code.right, names), range);
    }
    case 'unary': {
      const operand = evaluate(code.operand, names);
      if (code.operator === 'not') return negate(toBoolean(operand, range), range);
      return code.operator === '-' ? minus(operand, range) : operand;
    }
    case 'comparison': {
      const operands = code.operands.map((each) => evaluate(each, names));
      return code.operators
        .map((operator, place) => compare(operator, operands[place]!, operands[place + 1]!, range))
        .reduce((left, right) => combine('and', left, right, range));
    }
    case 'logical':
      return combine(code.operator, evaluate(code.left, names), evaluate(code.right, names), range);
    case 'conditional': {
      const condition = toBoolean(evaluate(code.condition, names), code.condition.range);
      if (condition.constant !== undefined) {
        return evaluate(condition.constant ? code.consequent : code.alternate, names);
      }
      return choose(condition, evaluate(code.consequent, names), evaluate(code.alternate, names), range);
    }
    case 'list':
      return {
        kind: 'list',
        items: code.elements.flatMap((each) => {
          const value = evaluate(each, names);
          return value.kind === 'list' && value.spread ? value.items : [value];
        }),
      };
    case 'subscript':
      return subscript(evaluate(code.object, names), code.subscripts, names, range);
    case 'comprehension':
      return comprehension(code.element, code.clauses, names, range);
    case 'range': {
      const [from, to] = [evaluate(code.from, names), evaluate(code.to, names)];
      const step = toNumber(evaluate(code.step, names), range).constant;
      if (!step)
        throw new Refusal('the step of the loop has to be a known number; write it as one', code.step.range);
      return counting(toNumber(from, range), toNumber(to, range), step, range);
    }
    case 'function':
      return userFunction(code.function, names);
    case 'unsupported':
      throw new Refusal(code.reason, range, code.foreign);
  }
}

function lookup(text: string, names: Names, range: SourceRange): Value {
  const value = names.lookup(text, range);
  if (value) {
    if (value.kind === 'opaque') return { ...value, range: value.range ?? range };
    return value;
  }
  return {
    kind: 'opaque',
    reason: `${text} is not known here; define it in the same file`,
    foreign: false,
    range,
  };
}

function minus(operand: Value, range: SourceRange): Value {
  const result = elementwise(NEGATION, [operand], range);
  if (operand.kind === 'array' && result.kind === 'array' && operand.constants) {
    return { ...result, constants: operand.constants.map((each) => -each) };
  }
  if (operand.kind !== 'number' || !operand.interval || result.kind !== 'number') return result;
  return { ...result, interval: [-operand.interval[1], -operand.interval[0]] };
}

/** An evaluated index; a slice knows its ends, counted from 0, the last one excluded. */
type Subscript =
  | { readonly kind: 'at'; readonly place: NumberValue; readonly range: SourceRange }
  | {
      readonly kind: 'slice';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number;
      readonly range: SourceRange;
    };

function subscript(object: Value, code: readonly CodeSubscript[], names: Names, range: SourceRange): Value {
  if (object.kind === 'opaque') throw new Refusal(object.reason, object.range ?? range, object.foreign);
  const subscripts = code.map((each) => evaluateSubscript(each, names));
  const { slices } = names.session.dialect;
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

function evaluateSubscript(code: CodeSubscript, names: Names): Subscript {
  const { range } = code;
  if (code.kind !== 'slice') {
    const value = evaluate(code, names);
    if (value.kind === 'sequence' || value.kind === 'array' || value.kind === 'list') {
      throw new Refusal(
        'an index that is a list or a condition; use np.where, or one index at a time',
        range,
      );
    }
    if (value.kind === 'text') throw new Refusal('a text as index; use numbers', range, true);
    return { kind: 'at', place: toNumber(value, range), range };
  }
  const known = (end: CodeExpression | undefined): number | undefined => {
    if (!end) return undefined;
    const value = toNumber(evaluate(end, names), end.range).constant;
    if (value === undefined)
      throw new Refusal('the ends of a slice have to be known; write them as numbers', end.range);
    return value;
  };
  return { kind: 'slice', from: known(code.from), to: known(code.to), step: known(code.step) ?? 1, range };
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

function comprehension(
  element: CodeExpression,
  clauses: readonly CodeClause[],
  names: Names,
  range: SourceRange,
): Value {
  const [clause, ...rest] = clauses;
  if (!clause) return evaluate(element, names);
  const source = toSequence(evaluate(clause.iterable, names), clause.iterable.range);
  const bind = (counter: NumberValue): Scope => {
    const scope = new Scope(names);
    assign(clause.target, source.at(counter), scope);
    return scope;
  };
  const where =
    clause.conditions.length === 0
      ? undefined
      : (counter: NumberValue): BooleanValue => {
          const scope = bind(counter);
          return clause.conditions
            .map((each) => toBoolean(evaluate(each, scope), each.range))
            .reduce((left, right) => combine('and', left, right, range));
        };
  const filter = joined(source.where, where, range);
  return {
    kind: 'sequence',
    from: source.from,
    to: source.to,
    at: (counter) => comprehension(element, rest, bind(counter), range),
    ...(filter && { where: filter }),
    ...(rest.length > 0 && { nested: true }),
    ...hintOf(clause, source),
  };
}

function joined(
  a: SequenceValue['where'],
  b: SequenceValue['where'],
  range: SourceRange,
): SequenceValue['where'] {
  if (!a || !b) return a ?? b;
  return (counter) => combine('and', a(counter), b(counter), range);
}

function hintOf(clause: CodeClause, source: SequenceValue): { hint?: string } {
  if (source.hint !== undefined) return { hint: source.hint };
  const target = clause.target.kind === 'pattern' ? clause.target.elements[0] : clause.target;
  return target?.kind === 'name' && target.name.length === 1 && 'ijklmnpq'.includes(target.name)
    ? { hint: target.name }
    : {};
}
