import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignTree } from '../../../src/frontends/align-tree.ts';
import { parseWithMathjs } from '../../../src/frontends/mathjs.ts';
import { parseExpression } from '../../../src/frontends/parse-expression.ts';
import { parseSum } from '../../../src/frontends/parse-sum.ts';
import { spellForMathjs } from '../../../src/frontends/spell-for-mathjs.ts';
import { tokenize } from '../../../src/frontends/tokens.ts';

const TERMS = [
  '100*(x[2] - x[1]^2)^2',
  '(1 - x[1])^2',
  '-3',
  '+y',
  '2 x',
  '1e-5',
  '1.5e+3 y',
  'θ₁²',
  'x · y ÷ 2',
  "A'",
  "w' * w",
  'n!',
  'sum(i, 1, 3, x[i] + 1)',
  '[1, 2; 3, 4]',
  'x[2:end - 1]',
  '(x > 0 ? 1 - x : x + 1)',
  '(a and b)',
  'a mod b',
  '2^-x',
  'f(x)(y)',
  'x .* y ./ z',
  '(50%)',
  'max(a, b - c)',
];

function whole(text: string, offset: number) {
  const tokens = tokenize(text);
  const all = { start: offset, end: offset + text.length };
  return alignTree(parseWithMathjs(spellForMathjs(text, tokens)), tokens, offset, all);
}

describe('a sum parsed term by term', () => {
  test('is the one parsed whole, with the same ranges', () => {
    const operator = fc.constantFrom(' + ', ' - ', '+', '-', ' − ');
    const more = fc.array(fc.tuple(operator, fc.constantFrom(...TERMS)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...TERMS), more, fc.nat({ max: 50 }), (first, rest, offset) => {
        const text = ` ${first}${rest.map(([sign, term]) => sign + term).join('')} `;
        expect(parseSum(text, offset)).toEqual(whole(text, offset));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    'a + b < c - d',
    'a + b ? c : d',
    'a + 5%',
    'a + b and c',
    'a + b to c',
    '1:n + 2',
    'a + b; c',
    'a = b + c',
    'a + b, c',
    'a +',
    'a + (b',
    'a + b)',
    'a + * b',
  ])('leaves %s to be parsed whole', (text) => {
    expect(parseSum(text, 0)).toBeUndefined();
  });

  test('what is wrong in a long one is found where it is', () => {
    const sum = Array.from({ length: 2000 }, (_, i) => `x[${i + 1}]^2`).join(' + ');
    expect(() => parseExpression(`${sum} + (y * ) + z`)).toThrow('a value is missing before ")"');
  });
});
