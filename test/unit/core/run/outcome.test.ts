import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomesOf, spreadOf } from '../../../../src/core/run/outcome.ts';
import { quantile } from '../../../../src/core/run/quantile.ts';
import type { RunResult, StopReason } from '../../../../src/core/run/run-result.ts';

const result = (f: number, reason: StopReason = 'iterations', iterations = 10): RunResult => ({
  start: [0],
  x: [0],
  f,
  gradientNorm: 0,
  best: { x: [0], f, iteration: 0 },
  iterations,
  evaluations: { f: iterations, gradient: iterations, jvp: 1, hvp: 2 },
  reason,
  message: '',
  seconds: 0,
});

describe('quantiles', () => {
  const numbers = Float64Array.of(3.5, -1, 2.25, 8, 0.125, 7, 7, 100).sort();

  // numpy.quantile([3.5, -1, 2.25, 8, 0.125, 7, 7, 100], p), numpy 2.4.6
  test.each([
    [0, -1],
    [0.1, -0.2124999999999999],
    [0.37, 2.9875],
    [0.5, 5.25],
    [0.9, 35.59999999999998],
    [1, 100],
  ])('are those of numpy: %s', (p, expected) => {
    expect(quantile(numbers, p)).toBeCloseTo(expected, 12);
  });

  test('rise with p, from the least to the greatest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          const sorted = Float64Array.from(values).sort();
          const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))];
          expect(low).toBeGreaterThanOrEqual(sorted[0] as number);
          expect(high).toBeLessThanOrEqual(sorted.at(-1) as number);
          expect(high >= low || Math.abs(high - low) < 1e-12 * Math.abs(low)).toBe(true);
        },
      ),
    );
  });

  test('next to an infinite number are infinite, and of nothing there is none', () => {
    expect(quantile([1, 2, Number.POSITIVE_INFINITY], 0.75)).toBe(Number.POSITIVE_INFINITY);
    expect(quantile([1, 2, Number.POSITIVE_INFINITY], 0.5)).toBe(2);
    expect(quantile([Number.NEGATIVE_INFINITY, 2], 0.5)).toBe(Number.NEGATIVE_INFINITY);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('outcomes', () => {
  test('lost runs count as the worst there is', () => {
    const results = [result(1), result(4), result(2, 'gradient', 30), result(7, 'diverged')];
    expect(outcomesOf(results, 'minimize')).toMatchObject({
      runs: 4,
      lost: 1,
      f: { median: 3, p90: Number.POSITIVE_INFINITY },
      iterations: { median: 10 },
      evaluations: { median: 23 },
    });
    expect(outcomesOf(results, 'maximize').f.p10).toBe(Number.NEGATIVE_INFINITY);
  });

  test('do not depend on the order of the runs', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), fc.nat(), (values, turn) => {
        const at = turn % values.length;
        expect(spreadOf([...values.slice(at), ...values.slice(0, at)])).toEqual(spreadOf(values));
      }),
    );
  });
});
