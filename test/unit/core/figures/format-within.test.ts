import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatWithin } from '../../../../src/core/figures/format-within.ts';

test.each([
  [0.5, 2, '0.5'],
  [1.2346, 4, '1.23'],
  [0.999958, 5e-5, '0.999958'],
  [1, 5e-5, '1'],
  [12345.678, 1, '12345.678'],
  [2, 0, '2'],
  [1e-9, 1, '1e−9'],
  [0, 1, '0'],
])('%d in an interval %d wide reads %s', (value, span, text) => {
  expect(formatWithin(value, span)).toBe(text);
});

test('the ends of an interval are told apart, and places a hundredth of it', () => {
  const number = (text: string) => Number(text.replaceAll('−', '-'));
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.integer({ min: -6, max: 6 }),
      (low, exponent) => {
        const span = 10 ** exponent;
        for (const place of [low, low + span / 3, low + span])
          expect(Math.abs(number(formatWithin(place, span)) - place)).toBeLessThan(span / 100);
      },
    ),
  );
});
