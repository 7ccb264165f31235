import { expect, test } from 'vitest';
import { type Formula, named, numeral, operation } from '../../../../src/core/explain/formula.ts';
import { printFormula } from '../../../../src/core/explain/print-formula.ts';
import { parseExpression } from '../../../../src/frontends/parse-expression.ts';

test.each([
  '-2*(1 - x) - 400*x*(y - x^2)',
  'a - (b - c)',
  'a/(b*c)/d',
  'a/b*c',
  'a*(b/c)',
  '-x^2',
  '(-x)^2',
  "X'*(X*w - y)/3",
  '2 .* x .^ 2 ./ y',
  'a < b and (b < c) == d ? x : y ? 1 : 0',
  '(a ? b : c)*2',
  'x[2:end - 1]',
  'x[end:-1:1]',
  '(a + b)[2]',
  '2^-3',
  'x mod 3*y',
])('%s is printed as it was read', (text) => {
  expect(printFormula(parseExpression(text))).toBe(text);
});

test('a negative number reads back as its opposite with a sign', () => {
  expect(printFormula(operation('^', numeral(-2), numeral(-3)))).toBe('(-2)^-3');
  expect(printFormula(operation('-', named('x'), numeral(-1e21)))).toBe('x - -1e21');
});

test('ten thousand terms do not exhaust the stack', () => {
  let sum: Formula = named('x');
  for (let i = 0; i < 10_000; i++) sum = operation('+', sum, named('x'));
  expect(printFormula(sum)).toHaveLength(40_001);
});
