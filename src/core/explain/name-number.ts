import { call, type Formula, named, numeral, operation } from './formula.ts';

/** A multiple of π, such as `2*pi`, where the number is exactly that; undefined elsewhere. */
export function nameNumber(value: number): Formula | undefined {
  const size = Math.abs(value);
  const times = Math.round(size / Math.PI);
  if (times < 1 || times > 1000 || times * Math.PI !== size) return undefined;
  const sign = Math.sign(value) * times;
  if (sign === 1) return named('pi');
  return sign === -1 ? operation('neg', named('pi')) : operation('*', numeral(sign), named('pi'));
}

/** A positive number as a product over a product, each as a list of factors. */
export interface NumberParts {
  readonly over: readonly Formula[];
  readonly under: readonly Formula[];
}

const pi = named('pi');
/** Numbers that a formula has rather as a name. */
const KNOWN: readonly (readonly [value: number, parts: NumberParts])[] = [
  [Math.PI, { over: [pi], under: [] }],
  [1 / Math.PI, { over: [], under: [pi] }],
  [Math.PI ** 2, { over: [operation('^', pi, numeral(2))], under: [] }],
  [1 / Math.LN2, { over: [], under: [call('log', numeral(2))] }],
  [1 / Math.LN10, { over: [], under: [call('log', numeral(10))] }],
  [Math.LN2, { over: [call('log', numeral(2))], under: [] }],
  [Math.LN10, { over: [call('log', numeral(10))], under: [] }],
  [Math.SQRT2, { over: [call('sqrt', numeral(2))], under: [] }],
  [1 / Math.sqrt(Math.PI), { over: [], under: [call('sqrt', pi)] }],
  [Math.sqrt(Math.PI), { over: [call('sqrt', pi)], under: [] }],
  [1 / Math.sqrt(2 * Math.PI), { over: [], under: [call('sqrt', operation('*', numeral(2), pi))] }],
];

/**
 * A positive number as a person would write it: a short decimal, a fraction, or a multiple of π, log(2), √2 and the like; all
 * digits where it is nothing of the kind. Rounding in the last two places is overlooked, so this is for reading only.
 *
 * @param fraction - Whether the number stands in a fraction already, so that 0.5 is better put below.
 */
export function numberParts(value: number, fraction: boolean): NumberParts {
  if (!Number.isFinite(value)) return { over: [numeral(value)], under: [] };
  const rational = fractionOf(value, 64);
  const short = String(value).replace('.', '').length <= 7;
  if (Number.isInteger(value)) return partsOfFraction([value, 1]);
  // Halves and quarters are what simplification makes of divisions by two and four.
  if (rational && isPowerOfTwo(rational[1]) && rational[1] <= 16 && (fraction || rational[0] === 1)) {
    return partsOfFraction(rational);
  }
  if (short) return { over: [numeral(value)], under: [] };
  if (rational) return partsOfFraction(rational);
  for (const [known, { over, under }] of KNOWN) {
    const times = fractionOf(value / known, 16);
    if (!times) continue;
    const parts = partsOfFraction(times);
    return { over: [...parts.over, ...over], under: [...parts.under, ...under] };
  }
  return { over: [numeral(value)], under: [] };
}

function partsOfFraction([over, under]: readonly [number, number]): NumberParts {
  return { over: over === 1 ? [] : [numeral(over)], under: under === 1 ? [] : [numeral(under)] };
}

function fractionOf(value: number, greatest: number): readonly [number, number] | undefined {
  for (let under = 1; under <= greatest; under++) {
    const over = Math.round(value * under);
    if (over > 0 && over < 10_000 && Math.abs(over / under - value) <= 4e-16 * value) return [over, under];
  }
  return undefined;
}

function isPowerOfTwo(n: number): boolean {
  return (n & (n - 1)) === 0;
}
