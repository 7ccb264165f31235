import { named, OPERATORS } from './arithmetic.ts';
import { name, number, operation } from './build.ts';
import { type Elementwise, elementwise } from './elementwise.ts';
import type { Given } from './given.ts';
import { Refusal, type Value } from './value.ts';

/** A function of one number, or of an array entry by entry. */
export const one =
  (rule: Elementwise) =>
  (given: Given): Value => {
    given.only('x');
    if (given.list.length > 1) throw new Refusal('more than one argument; give it one', given.range);
    return elementwise(rule, [given.at(0, 'x')], given.range);
  };

/** A function of two numbers, or of arrays entry by entry. */
export const two =
  (rule: Elementwise) =>
  (given: Given): Value => {
    given.only('x1', 'x2', 'x', 'y', 'other', 'exponent');
    if (given.list.length > 2) throw new Refusal('more than two arguments; give it two', given.range);
    return elementwise(
      rule,
      [given.at(0, 'x1', 'x'), given.at(1, 'x2', 'y', 'other', 'exponent')],
      given.range,
    );
  };

/** A function of one number by its name in `.gd`. */
export const unary = (text: string, compute: (x: number) => number) =>
  one(named(text, (x = 0) => compute(x)));

/** The change of an angle from the other scale into this one. */
export const factor = (scale: 'degrees' | 'radians'): Elementwise => ({
  write: ([angle], _, range) => {
    const [top, bottom] =
      scale === 'radians' ? [name('pi', range), number(180, range)] : [number(180, range), name('pi', range)];
    return operation('*', [angle!, operation('/', [top, bottom], range)], range);
  },
  compute: (x = 0) => (scale === 'radians' ? (x * Math.PI) / 180 : (x * 180) / Math.PI),
});

/** x², entry by entry. */
export const SQUARE: Elementwise = {
  write: (operands, arrays, range) =>
    OPERATORS['**'].write([operands[0]!, number(2, range)], [arrays[0]!, false], range),
  compute: (x = 0) => x * x,
};

/** 1/x, entry by entry. */
export const RECIPROCAL: Elementwise = {
  write: (operands, arrays, range) =>
    OPERATORS['/'].write([number(1, range), operands[0]!], [false, arrays[0]!], range),
  compute: (x = 0) => 1 / x,
};
