import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { bestOfSweep, sweepPoints, sweepValues } from '../../../../src/core/run/sweep.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { runOf } from '../../support/run-of.ts';

describe('the values of a sweep', () => {
  test('are round where they can be', () => {
    expect(sweepValues({ scale: 'log', from: 1e-4, to: 1, count: 5 })).toEqual([1e-4, 1e-3, 0.01, 0.1, 1]);
    expect(sweepValues({ scale: 'linear', from: 0, to: 0.9, count: 4 })).toEqual([0, 0.3, 0.6, 0.9]);
    expect(sweepValues({ scale: 'linear', from: 1, to: -1, count: 3 })).toEqual([1, 0, -1]);
  });

  test('rise evenly, or by an even factor, between the two ends', () => {
    const end = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        end,
        end,
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom('log' as const, 'linear' as const),
        (from, to, count, scale) => {
          const values = sweepValues({ scale, from, to, count });
          expect(values).toHaveLength(count);
          expect([values[0], values.at(-1)]).toEqual([from, to]);
          const size = scale === 'log' ? Math.log : (value: number) => value;
          const step = (size(to) - size(from)) / (count - 1);
          const scope = Math.max(Math.abs(size(from)), Math.abs(size(to)), 1);
          values.forEach((value, i) => {
            expect(Math.abs(size(value) - size(from) - i * step)).toBeLessThan(1e-12 * scope);
          });
        },
      ),
    );
  });
});

describe('the points of a sweep', () => {
  // Gradient descent on x² from 1 takes x to x(1 − 2η): after 10 steps f is (1 − 2η)²⁰.
  const objective = objectiveOf('f(x) = x^2');
  const runs = sweepValues({ scale: 'linear', from: 0.1, to: 0.9, count: 5 }).map((value) => ({
    value,
    result: runOf(objective, 'gd', [1], {
      rate: { kind: 'constant', value },
      until: { iterations: 10 },
    }).result,
  }));

  test('hold what the runs came to', () => {
    const points = sweepPoints(runs, 'minimize');
    expect(points.map(({ value }) => value)).toEqual([0.1, 0.3, 0.5, 0.7, 0.9]);
    for (const { value, f, runs: count, lost } of points) {
      expect(f.median).toBeCloseTo((1 - 2 * value) ** 20, 12);
      expect([count, lost]).toEqual([1, 0]);
    }
    expect(bestOfSweep(points, 'minimize')?.value).toBe(0.5);
    expect([0.1, 0.9]).toContain(bestOfSweep(points, 'maximize')?.value);
  });

  test('gather repetitions, in any order', () => {
    const again = [...runs, ...runs].reverse();
    const points = sweepPoints(again, 'minimize');
    expect(points).toEqual(sweepPoints(runs, 'minimize').map((point) => ({ ...point, runs: 2 })));
  });

  test('where every run is lost there is no best', () => {
    const lost = runs.map(({ value, result }) => ({
      value,
      result: { ...result, reason: 'diverged' } satisfies RunResult,
    }));
    expect(bestOfSweep(sweepPoints(lost, 'minimize'), 'minimize')).toBeUndefined();
  });
});
