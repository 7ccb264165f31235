import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNumber } from '../../../../src/core/run/format-number.ts';

/** By the language itself: the digits of `toExponential` without zeros at their end. */
function byTheLanguage(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
  return `${Number(mantissa)}e${Number(exponent)}`;
}

const small = fc.double({ min: 1e-320, max: 9.99e-4, noNaN: true, minExcluded: true });
const great = fc.double({ min: 1e6, max: Number.MAX_VALUE, noNaN: true });
/** Numbers with few digits and their neighbours: ties, and what rounds up to the next power of ten. */
const round = fc
  .tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: -40, max: 40 }))
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`));

test('small and great numbers are rounded as the language rounds them', () => {
  fc.assert(
    fc.property(
      fc.oneof(small, great, round),
      fc.constantFrom(3, 4, 6),
      fc.boolean(),
      (size, digits, minus) => {
        fc.pre(size < 1e-3 || size >= 1e6);
        const value = minus ? -size : size;
        expect(formatNumber(value, digits)).toBe(byTheLanguage(value, digits));
      },
    ),
    { numRuns: 20_000 },
  );
});

test.each([
  [0, '0'],
  [0.0126, '0.0126'],
  [12_345, '12350'],
  [3.174e-4, '3.174e-4'],
  [9.9996e-7, '1e-6'],
  [15_000_000, '1.5e7'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('%s is %s', (value, text) => expect(formatNumber(value)).toBe(text));
