import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaled, scaleOf, scaleTicks } from '../../../../src/core/figures/scale.ts';

describe('a scale', () => {
  test('shows all values that it can', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.constantFrom('linear', 'logarithmic'), (all, kind) => {
        const { interval } = scaleOf(kind, all);
        for (const value of all) {
          if (kind === 'logarithmic' && value < 1e-300) continue;
          expect(value).toBeGreaterThan(interval[0]);
          expect(value).toBeLessThan(interval[1]);
        }
      }),
    );
  });

  test('without a value that it can show is an interval all the same', () => {
    expect(scaleOf('logarithmic', [-1, 0, Number.NaN]).interval.every(Number.isFinite)).toBe(true);
    expect(scaleOf('linear', []).interval[1]).toBeGreaterThan(scaleOf('linear', []).interval[0]);
  });

  test.each([
    ['many powers of ten', [1e-16, 1], 6, [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1]],
    ['a few', [1, 50], 6, [1, 2, 5, 10, 20, 50]],
    ['less than one', [2, 3], 5, [2, 2.2, 2.4, 2.6, 2.8, 3]],
  ])('has ticks at nice numbers: %s', (_, interval, count, ticks) => {
    const scale = { kind: 'logarithmic', interval: interval as [number, number] } as const;
    expect(scaleTicks(scale, count)).toEqual(ticks);
  });

  test('keeps its ticks inside, rising', () => {
    const power = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(
        power,
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (low, span, count) => {
          const interval = [10 ** low, 10 ** (low + span)] as const;
          const ticks = scaleTicks({ kind: 'logarithmic', interval }, count);
          const places = ticks.map((tick) => scaled('logarithmic', tick));
          expect(places).toEqual([...places].sort((a, b) => a - b));
          for (const place of places) {
            expect(place).toBeGreaterThan(low - 1e-8);
            expect(place).toBeLessThan(low + span + 1e-8);
          }
        },
      ),
    );
  });
});
