import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawStarts,
  type RandomStarts,
  SAMPLINGS,
  type SamplingName,
} from '../../../../src/core/run/starts.ts';

const names = Object.keys(SAMPLINGS) as SamplingName[];
const box = (count: number, sampling: SamplingName, seed = 7): RandomStarts => ({
  low: [-1, 0, 10],
  high: [1, 0, 20],
  count,
  seed,
  sampling,
});

describe.each(names)('%s starts', (sampling) => {
  test('lie in the box, and what does not vary stays', () => {
    const interval = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(
        fc.array(interval, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (intervals, count, seed) => {
          const low = intervals.map(([from]) => from);
          const high = intervals.map(([from, width]) => from + width);
          const starts = drawStarts({ low, high, count, seed, sampling });
          expect(starts).toHaveLength(count);
          for (const start of starts) {
            expect(start.every((entry, i) => entry >= low[i]! && entry <= high[i]!)).toBe(true);
          }
          expect(drawStarts({ low, high, count, seed, sampling })).toEqual(starts);
        },
      ),
    );
  });

  test('have the mean and the variance of the uniform distribution', () => {
    const starts = drawStarts(box(4096, sampling));
    for (const [i, middle, width] of [
      [0, 0, 2],
      [2, 15, 10],
    ] as const) {
      const mean = starts.reduce((sum, start) => sum + start[i]!, 0) / starts.length;
      const variance = starts.reduce((sum, start) => sum + (start[i]! - mean) ** 2, 0) / starts.length;
      // Four standard errors of independent draws.
      expect(Math.abs(mean - middle)).toBeLessThan((4 * width) / Math.sqrt(12 * 4096));
      expect(variance / (width ** 2 / 12)).toBeCloseTo(1, 1);
    }
    expect(starts.every((start) => start[1] === 0)).toBe(true);
  });

  test('change with the seed', () => {
    expect(drawStarts(box(8, sampling, 1))).not.toEqual(drawStarts(box(8, sampling, 2)));
  });
});

test('of a Latin hypercube one lies in each interval of every coordinate', () => {
  const starts = drawStarts(box(20, 'latin'));
  for (const i of [0, 2]) {
    const places = starts.map((start) => Math.floor((20 * (start[i]! - [-1, 0, 10][i]!)) / [2, 0, 10][i]!));
    expect(places.sort((a, c) => a - c)).toEqual(Array.from({ length: 20 }, (_, place) => place));
  }
});

test('of a Sobol sequence each dyadic box holds as many as it should', () => {
  // 16 points of a (0, 2)-sequence: one in each of the 4×4 boxes, also after a digital shift.
  const starts = drawStarts({ low: [0, 0], high: [1, 1], count: 16, seed: 3, sampling: 'sobol' });
  const boxes = starts.map(([x, y]) => 4 * Math.floor(4 * x!) + Math.floor(4 * y!));
  expect(new Set(boxes).size).toBe(16);
});

test('too many coordinates for a Sobol sequence are refused', () => {
  const low = new Array<number>(129).fill(0);
  const high = new Array<number>(129).fill(1);
  expect(() => drawStarts({ low, high, count: 2, seed: 0, sampling: 'sobol' })).toThrow(/Latin hypercube/);
});
