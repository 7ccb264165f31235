import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monotoneCurve } from '../../../../src/core/sampling/monotone-curve.ts';

// SciPy 1.17: PchipInterpolator([0, 1, 10, 100, 1000], range(5)), which differs in its first and last piece alone.
test.each([
  [2, 1.2326040295481067],
  [7.5, 1.9049859585647808],
  [10, 2],
  [55, 2.763297872340426],
  [99, 2.997375098502758],
])('agrees with SciPy at %d', (x, y) => {
  expect(monotoneCurve([0, 1, 10, 100, 1000], [0, 1, 2, 3, 4])(x)).toBeCloseTo(y, 12);
});

test('rises with its points and passes through them', () => {
  const steps = fc.array(
    fc.tuple(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.double({ min: 0, max: 1e3, noNaN: true })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(
      steps,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, a, b) => {
        const sums = (entry: 0 | 1) =>
          Array.from({ length: given.length + 1 }, (_, i) =>
            given.slice(0, i).reduce((sum, step) => sum + step[entry], 0),
          );
        const [x, y] = [sums(0), sums(1)];
        const curve = monotoneCurve(x, y);
        const end = x.at(-1) as number;
        const [low, high] = [Math.min(a, b) * end, Math.max(a, b) * end];
        expect(curve(high)).toBeGreaterThanOrEqual(curve(low) - 1e-9);
        x.forEach((place, i) => {
          expect(curve(place)).toBeCloseTo(y[i] as number, 6);
        });
      },
    ),
  );
});

test('keeps to its ends beyond them', () => {
  const curve = monotoneCurve([2, 3], [5, 7]);
  expect([-9, 2, 2.5, 3, Number.POSITIVE_INFINITY].map(curve)).toEqual([5, 5, 6, 7, 7]);
  expect([0, 4].map(monotoneCurve([1], [0]))).toEqual([0, 0]);
});
