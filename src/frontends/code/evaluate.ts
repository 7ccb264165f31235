import type { SourceRange } from '../../core/problem.ts';
import { NEGATION } from './arithmetic.ts';
import { assign } from './assign.ts';
import { choose, combine, compare, negate } from './conditions.ts';
import { constant, toBoolean, toNumber, truth } from './conversions.ts';
import { elementwise } from './elementwise.ts';
import { userFunction } from './functions.ts';
import { type Names, Scope } from './scope.ts';
import { counting, toSequence } from './sequences.ts';
import { type Subscript, subscript } from './subscript.ts';
import type { CodeClause, CodeExpression, CodeSubscript } from './syntax.ts';
import {
  type Argument,
  type BooleanValue,
  type NumberValue,
  Refusal,
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
      return evaluateSubscripts(evaluate(code.object, names), code.subscripts, names, range);
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
    reason:
      text === 'self'
        ? 'what self holds is known only when the program runs; make what is read from it parameters of a function'
        : `${text} is not known here; define it in the same file`,
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

function evaluateSubscripts(
  object: Value,
  code: readonly CodeSubscript[],
  names: Names,
  range: SourceRange,
): Value {
  if (object.kind === 'opaque') throw new Refusal(object.reason, object.range ?? range, object.foreign);
  const subscripts = code.map((each) => evaluateSubscript(each, names));
  return subscript(object, subscripts, names.session.dialect.slices, range);
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
    ...(source.listed && { listed: true }),
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
