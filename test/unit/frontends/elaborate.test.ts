import { all, create } from 'mathjs';
import { describe, expect, test } from 'vitest';
import { isClose } from '../support/close.ts';
import { problemsOf, valueAt } from '../support/objectives.ts';

const math = create(all as NonNullable<typeof all>);
const POINT = { x: 3, y: 5, z: 7 };

// biome-ignore format: a table
const SAME = [
  '1 + 2*3', '-2^2', '2^3^2', '2^-1', '1/2 x', '3 x^2', '2(x + 1)', '(x + 1)(x - 1)', '8 + 10%', '10%', 'x * 10%', '100 - 10% + 5',
  '5 % 3', 'mod(-5, 3)', 'mod(5, -3)', 'mod(-5.5, 2)', 'mod(5, 0)', '2 * x mod 2', '-x mod 2', 'round(2.5)', 'round(-2.5)',
  'fix(-2.7)', 'floor(-2.5)', 'ceil(-2.5)', 'sign(-3)', 'sign(0)', 'cbrt(-8)', 'log(8, 2)', 'log2(8)', 'log10(1000)',
  'log1p(0.1)', 'expm1(0.1)', '5!', '2.5!', 'x^2!', '-x!', 'gamma(0.5)', 'gamma(-1.5)', 'lgamma(10)', 'erf(0.5)', 'hypot(3, 4, 12)',
  'atan2(1, -1)', 'asinh(2)', 'acosh(2)', 'atanh(0.5)', 'sec(1) + csc(1) + cot(1)', 'sech(1) + csch(1) + coth(1)', 'tan(pi/2)',
  'max(1, 2, 3)', 'max(NaN, 1)', 'min([1, 2; 3, 0])', 'max([1, 2; 3, 0], 1)[2]', 'max([1, 2; 3, 0], 2)[1]', 'min([3])',
  'sum([1, 2; 3, 4])', 'sum([1, 2; 3, 4], 1)[1]', 'sum([1, 2; 3, 4], 2)[1]', 'mean([1, 2; 3, 4], 1)[1]', 'mean(1, 2, 4)',
  'prod([1, 2; 3, 4])', 'std([2, 4, 6])', 'std(2, 4, 9)', 'variance([2, 4, 6, 7])', 'variance([5])', 'std([1, 2; 3, 5], 1)[1]',
  'variance([1, 2; 3, 5], 2)[1]', 'norm([3, 4])', 'norm([3, -4], 1)', 'norm([3, -4], Infinity)', 'norm([3, -4], 3)', 'norm(-3)',
  'norm([3, -4], -Infinity)', 'norm([3, -4], "inf")', 'norm([3, -4], "-inf")', 'norm([3, -4], "fro")', 'norm([3, -4], -2)', 'hypot([3, 4])',
  'norm([1, -2; 3, 4], 1)', 'norm([1, -2; 3, 4], Infinity)', 'norm([1, -2; 3, 4], "inf")', 'norm([1, -2; 3, 4], "fro")', 'hypot([1, 2; 3, 4])',
  'dot([1, 2], [3, 4])', '[1, 2]*[3, 4]', '([1, 2; 3, 4]*[5, 6])[1]', '([5, 6]*[1, 2; 3, 4])[1]', '([1, 2; 3, 4]^2)[1, 2]',
  '([1, 2; 3, 4].^2)[1, 2]', '(2 .^ [1, 2, 3])[3]', '([1, 2; 3, 4] / [2, 0; 0, 4])[1, 2]', '(1 / [2, 0; 0, 4])[1, 1]',
  "([1, 2; 3, 4]')[1, 2]", 'det([1, 2; 3, 4])', 'inv([1, 2; 3, 4])[1, 1]', 'trace([1, 2; 3, 4])', '([1, 2] + [1, 2; 3, 4])[2, 1]',
  '([[1], [2]] + [10, 20])[2, 1]', '[1, 2, 3][end]', '[1, 2, 3][end:-1:1][1]', '[1, 2; 3, 4][:, 1][2]', '[1, 2, 3][[1, 3]][2]',
  'sum(1:2:7)', 'sum(0:0.1:1)', '(3:-1:1)[1]', '1 < 2 < 3', '3 > 2 > 2', '2 and 0', 'not 3', 'not 0 + 1', 'true + 1', 'NaN ? 2 : 3',
  'x > 1 ? x^2 : x^3', 'x ? y : z ? 1 : 2', '0x1F + 1', '.5 + 5.', 'pi + e + tau + phi', 'LN2 + LN10 + LOG2E + LOG10E + SQRT2 + SQRT1_2',
  'sum(1, 2, 3, 4)', 'count([1, 2, 3])', 'size([1, 2; 3, 4])[2]', 'square(3) + cube(3)', 'pow(2, 3)', 'dotPow([1, 2], 2)[2]',
  'dotDivide([1, 2], [3, 4])[1]', 'equal(1, 1) + unequal(1, 2) + smaller(1, 2) + largerEq(2, 1)', '0^0', '(-2)^3', '1/0', 'x/y z',
  '4/2(3)', '[1, 2] * 2 * [3, 4]', 'dot([1, 2], [3, 4]) x', '3!!', '2.^3 + 3.*2 + 2 ./ 4',
];

test.each(SAME)('%s is what mathjs says', (expression) => {
  const expected = Number(math.evaluate(expression, { ...POINT }));
  const actual = valueAt(`f(x, y, z) = ${expression}`, [POINT.x, POINT.y, POINT.z]);
  expect(isClose(actual, expected, 1e-13), `${actual}, in mathjs ${expected}`).toBe(true);
});

test.each([
  ['norm([3, 0; 4, -2], 2, 1)', [5, 2]],
  ['norm([3, 4; 0, -2], 2, 2)', [5, 2]],
  ['norm([3, 0; 4, -2], 1, 1)', [7, 2]],
  ['norm([3, 0; 4, -2], Infinity, 1)', [4, 2]],
  ['norm([3, 0; 4, -2], -Infinity, 1)', [3, 0]],
  ['norm([3, 0; 4, -2], "fro", 1)', [5, 2]],
  ['dot([3, 0; 4, -2], [1, 2; 3, 4], 1)', [15, -8]],
  ['dot([3, 0; 4, -2], [1, 2; 3, 4], 2)', [3, 4]],
])('%s, which mathjs has not, is %j', (expression, expected) => {
  expect([1, 2].map((i) => valueAt(`f(x) = (${expression})[${i}]`, [1]))).toEqual(expected);
});

test('hypot of great and small entries neither overflows nor underflows', () => {
  expect(isClose(valueAt('f(x[2]) = hypot(x)', [3e200, 4e200]), 5e200, 1e-15)).toBe(true);
  expect(isClose(valueAt('f(x[2]) = hypot(x)', [3e-200, 4e-200]), 5e-200, 1e-15)).toBe(true);
  expect(valueAt('f(x) = hypot([x])', [-2])).toBe(2);
});

describe('what mathjs takes otherwise is refused, or no number', () => {
  test.each([
    'norm([1, 2; 3, 4])',
    '[5, 7][[true, true]][2]',
    '[5, 7][[2 > 1, true]][2]',
    'sum(x, 1, 2, 3)',
    'xor(1, 0)',
    'x & 1',
    'median([1, 2, 3])',
    '[1, 2] == [1, 2]',
    'i^2',
    '[1, 2]^2',
    '[1, 2; 3, 4]^-1',
  ])('%s is refused', (expression) => {
    expect(problemsOf(`f(x, y, z) = ${expression}`)).toHaveLength(1);
  });

  test.each(['(-8)^(1/3)', 'sqrt(-1)', 'log(-1)', 'acos(2)', 'atanh(2)'])(
    '%s, complex in mathjs, is NaN',
    (expression) => {
      expect(math.typeOf(math.evaluate(expression))).toBe('Complex');
      expect(valueAt(`f(x) = ${expression}`, [1])).toBeNaN();
    },
  );
});
