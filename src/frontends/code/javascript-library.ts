import type { SourceRange } from '../../core/problem.ts';
import { named, OPERATORS, withInterval } from './arithmetic.ts';
import { call, name, operation } from './build.ts';
import { combine } from './conditions.ts';
import { constant, lengthOf, notA, toBoolean, toNumber } from './conversions.ts';
import { elementAt, itemsOf, offset } from './elements.ts';
import { type Elementwise, elementwise } from './elementwise.ts';
import { fold, foldFromFirst, type Step } from './fold.ts';
import { type Given, type Library, libraryFunction } from './given.ts';
import { SPREAD } from './javascript-expression.ts';
import { COMMON } from './math-library.ts';
import { extremeOf } from './reduce.ts';
import type { Dialect } from './scope.ts';
import { toSequence } from './sequences.ts';
import type { ArithmeticOperator } from './syntax.ts';
import { type FunctionValue, type NumberValue, Refusal, type SequenceValue, type Value } from './value.ts';

/** JavaScript and TypeScript, with `Math` and the methods of arrays. */
export const JAVASCRIPT: Dialect = { builtin, imported, member, binary, slices: false };

const CONSTANTS: Readonly<Record<string, [text: string, value: number]>> = {
  PI: ['pi', Math.PI],
  E: ['e', Math.E],
};

/** The remainder has the sign of the dividend. */
const REMAINDER: Elementwise = {
  write: ([a, b], _, range) => {
    const whole = call('fix', [operation('/', [a!, b!], range)], range);
    return operation('-', [a!, operation('*', [b!, whole], range)], range);
  },
  compute: (a = 0, b = 0) => a % b,
};

/** Halves are rounded up. */
const ROUND: Elementwise = {
  write: ([x], _, range) =>
    call('floor', [operation('+', [x!, { kind: 'number', value: 0.5, range }], range)], range),
  compute: Math.round as (...numbers: readonly number[]) => number,
};

const numbers = (given: Given) => given.list.map((each) => toNumber(each, given.range));

const MATH: Library = {
  ...Object.fromEntries(
    Object.entries(COMMON).map(([text, body]) => [
      text,
      (given: Given) => {
        numbers(given);
        return body(given);
      },
    ]),
  ),
  log: (given) => elementwise(named('log', Math.log), [toNumber(given.at(0), given.range)], given.range),
  round: (given) => elementwise(ROUND, [toNumber(given.at(0), given.range)], given.range),
  hypot: (given) => elementwise(named('hypot', Math.hypot), numbers(given), given.range),
  max: (given) => extremeOf('max', numbers(given), given.range),
  min: (given) => extremeOf('min', numbers(given), given.range),
  random: (given) => {
    throw new Refusal('random numbers differ from call to call; use fixed numbers', given.range);
  },
};

function builtin(text: string): Value | undefined {
  const range = { start: 0, end: 0 };
  if (text === 'Math' || text === 'Number' || text === 'Float64Array' || text === 'Array') {
    return { kind: 'module', path: text };
  }
  if (text === 'Infinity')
    return { ...constant(Number.POSITIVE_INFINITY, range), expression: name(text, range) };
  if (text === SPREAD) {
    return libraryFunction(text, (given) => ({
      kind: 'list',
      items: itemsOf(given.at(0), given.range),
      spread: true,
    }));
  }
  if (
    [
      'console',
      'document',
      'window',
      'process',
      'fetch',
      'require',
      'Date',
      'JSON',
      'Object',
      'String',
    ].includes(text)
  ) {
    return {
      kind: 'opaque',
      reason: `${text} has no place in a formula; use numbers and arrays`,
      foreign: true,
    };
  }
  return undefined;
}

function imported(path: string): Value {
  return { kind: 'opaque', reason: `${path} lies in another file; define it in this one`, foreign: true };
}

function member(object: Value, text: string, range: SourceRange): Value {
  if (object.kind === 'module') return ofModule(object.path, text, range);
  if (object.kind === 'opaque') throw new Refusal(object.reason, object.range ?? range, true);
  if (object.kind !== 'text' && object.kind !== 'function' && object.kind !== 'boolean') {
    if (text === 'length') return constant(lengthOf(object, range), range);
    const method = METHODS[text];
    if (method && Object.hasOwn(METHODS, text)) {
      const sequence = object.kind === 'sequence' ? object : toSequence(object, range);
      return libraryFunction(text, (given) => method(sequence, given));
    }
  }
  throw new Refusal(`.${text} has no counterpart in a formula; use numbers and arrays`, range, true);
}

function ofModule(path: string, text: string, range: SourceRange): Value {
  if (path === 'Math') {
    const known = Object.hasOwn(CONSTANTS, text) ? CONSTANTS[text] : undefined;
    if (known) return { ...constant(known[1], range), expression: name(known[0], range) };
    if (Object.hasOwn(MATH, text)) return libraryFunction(`Math.${text}`, MATH[text]!);
  }
  if (path !== 'Math' && (text === 'of' || text === 'from')) {
    return libraryFunction(text, (given) =>
      text === 'of' ? { kind: 'list', items: given.list } : copied(given),
    );
  }
  const reason = `${path}.${text} has no counterpart in a formula; use other functions of Math`;
  return { kind: 'opaque', reason, foreign: false, range };
}

function copied(given: Given): Value {
  const [source, change] = given.list;
  if (!source) throw new Refusal('from needs a list; give it one', given.range);
  return change
    ? mapped(toSequence(source, given.range), callback(change, given.range), given.range)
    : source;
}

function callback(value: Value, range: SourceRange): FunctionValue {
  if (value.kind === 'function') return value;
  throw new Refusal('a function is needed here; write one, such as (v) => v * v', range);
}

/** Calls a function of the code with as many of the values as it takes. */
function apply(fn: FunctionValue, values: readonly Value[], range: SourceRange): Value {
  const given = values.map((value) => ({ value, range }));
  return fn.call(given.slice(0, fn.arity ?? given.length), range);
}

/** The place of an element counted from 0. */
const placeIn = (sequence: SequenceValue, counter: NumberValue, range: SourceRange): NumberValue =>
  offset(counter, -(sequence.from.constant ?? 0), range);

function mapped(sequence: SequenceValue, fn: FunctionValue, range: SourceRange): SequenceValue {
  return {
    ...sequence,
    at: (counter) => apply(fn, [sequence.at(counter), placeIn(sequence, counter, range)], range),
  };
}

const METHODS: Readonly<Record<string, (sequence: SequenceValue, given: Given) => Value>> = {
  map: (sequence, given) => mapped(sequence, callback(given.at(0), given.range), given.range),
  filter: (sequence, given) => {
    const { range } = given;
    const fn = callback(given.at(0), range);
    const { where: before } = sequence;
    return {
      ...sequence,
      where: (counter) => {
        const found = toBoolean(
          apply(fn, [sequence.at(counter), placeIn(sequence, counter, range)], range),
          range,
        );
        return before ? combine('and', before(counter), found, range) : found;
      },
    };
  },
  reduce: (sequence, given) => {
    const { range } = given;
    const fn = callback(given.at(0), range);
    const initial = given.find(1);
    if (sequence.where && initial?.kind === 'number' && initial.constant === 0)
      return filteredSum(sequence, fn, range);
    const step: Step = (state, element, counter) =>
      apply(fn, [state, element, placeIn(sequence, counter, range)], range);
    return initial ? fold(sequence, initial, step, range) : foldFromFirst(sequence, step, range);
  },
  slice: (sequence, given) => {
    const { range } = given;
    const length = lengthOf(sequence, range);
    const end = (value: number) => Math.min(Math.max(value < 0 ? length + value : value, 0), length);
    const [from, to] = [end(given.known(0, 'start') ?? 0), end(given.known(1, 'end') ?? length)];
    const first = (sequence.from.constant ?? 0) + from;
    return {
      kind: 'sequence',
      ...(sequence.listed && { listed: true }),
      from: constant(0, range),
      to: constant(to - from - 1, range),
      at: (counter) => sequence.at(offset(counter, first, range)),
    };
  },
  at: (sequence, given) => {
    const { range } = given;
    const place = toNumber(given.at(0), range);
    const known = place.constant;
    if (known !== undefined && known < 0) {
      return elementAt(sequence, constant(lengthOf(sequence, range) + known, range), range);
    }
    return elementAt(sequence, place, range);
  },
  entries: (sequence, given) => ({
    ...sequence,
    at: (counter) => ({
      kind: 'list',
      items: [placeIn(sequence, counter, given.range), sequence.at(counter)],
    }),
  }),
};

/** Elements that a filter leaves out add nothing. */
function filteredSum(sequence: SequenceValue, fn: FunctionValue, range: SourceRange): Value {
  const { where, ...all } = sequence;
  return fold(
    all,
    constant(0, range),
    (state, element, counter) => {
      const next = toNumber(apply(fn, [state, element, placeIn(sequence, counter, range)], range), range);
      const condition = where!(counter);
      if (condition.constant !== undefined) return condition.constant ? next : state;
      const kept = toNumber(state, range).expression;
      const expression = {
        kind: 'conditional',
        condition: condition.expression,
        consequent: next.expression,
        alternate: kept,
        range,
      } as const;
      return { kind: 'number', expression };
    },
    range,
  );
}

function binary(operator: ArithmeticOperator, left: Value, right: Value, range: SourceRange): Value {
  for (const each of [left, right]) {
    if (each.kind === 'opaque') throw notA('number', each, range);
    if (each.kind === 'text') throw new Refusal('a text stands in the arithmetic; use numbers', range, true);
    if (each.kind !== 'number' && each.kind !== 'boolean') {
      throw new Refusal('JavaScript has no arithmetic on arrays; use map and reduce', range);
    }
  }
  const rule = operator === '%' ? REMAINDER : OPERATORS[operator as Exclude<ArithmeticOperator, '@'>];
  return withInterval(operator, left, right, elementwise(rule, [left, right], range));
}
