import type { Operator } from '../expression.ts';
import { call, literal, operation } from './build.ts';
import type { Elementwise } from './elementwise.ts';
import type { ArithmeticOperator } from './syntax.ts';
import type { Value } from './value.ts';

const NEUTRAL: Readonly<Partial<Record<Operator, number>>> = { '+': 0, '*': 1 };

const binary = (
  plain: Operator,
  dotted: Operator,
  compute: (a: number, b: number) => number,
): Elementwise => ({
  write: (operands, arrays, range) => {
    const [left, right] = operands;
    // Loops begin with 0 or 1; a sum that is written out need not.
    if (left && right && plain in NEUTRAL && literal(left) === NEUTRAL[plain]) return right;
    // A matrix times or divided by a number is the same with and without the dot; without it reads better.
    const needsDot =
      plain === '^' ? arrays.includes(true) : plain === '/' ? arrays[1] : arrays[0] && arrays[1];
    return operation(needsDot ? dotted : plain, operands, range);
  },
  compute: compute as (...numbers: readonly number[]) => number,
});

/** The operators of arithmetic, entry by entry, with the meaning of Python and NumPy. */
export const OPERATORS: Readonly<Record<Exclude<ArithmeticOperator, '@'>, Elementwise>> = {
  '+': binary('+', '+', (a, b) => a + b),
  '-': binary('-', '-', (a, b) => a - b),
  '*': binary('*', '.*', (a, b) => a * b),
  '/': binary('/', './', (a, b) => a / b),
  '**': binary('^', '.^', (a, b) => a ** b),
  '%': {
    write: (operands, _, range) => call('mod', operands, range),
    compute: (a = 0, b = 0) => a - b * Math.floor(a / b),
  },
  '//': {
    write: (operands, arrays, range) => call('floor', [OPERATORS['/'].write(operands, arrays, range)], range),
    compute: (a = 0, b = 0) => Math.floor(a / b),
  },
};

/** The minus sign. */
export const NEGATION: Elementwise = {
  write: (operands, _, range) => operation('neg', operands, range),
  compute: (a = 0) => -a,
};

/** A function of numbers by its name in `.gd`. */
export function named(name: string, compute: (...numbers: readonly number[]) => number): Elementwise {
  const numbersOnly = name === 'min' || name === 'max';
  return { write: (operands, _, range) => call(name, operands, range), compute, numbersOnly };
}

/** Arithmetic on numbers keeps between which bounds the result lies, so that indices can be checked. */
export function withInterval(operator: ArithmeticOperator, left: Value, right: Value, result: Value): Value {
  if (result.kind !== 'number' || result.interval || left.kind !== 'number' || right.kind !== 'number')
    return result;
  const [a, b] = [left.interval, right.interval];
  if (!a || !b) return result;
  if (operator === '+') return { ...result, interval: [a[0] + b[0], a[1] + b[1]] };
  if (operator === '-') return { ...result, interval: [a[0] - b[1], a[1] - b[0]] };
  if (operator !== '*') return result;
  const ends = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]];
  return { ...result, interval: [Math.min(...ends), Math.max(...ends)] };
}
