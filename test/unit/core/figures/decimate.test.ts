import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimate, type LinePoint, MOST_POINTS } from '../../../../src/core/figures/decimate.ts';

/** A line longer than what is drawn in full, with spikes at random. */
const lines = fc
  .record({
    extra: fc.integer({ min: 1, max: 5000 }),
    spikes: fc.array(fc.tuple(fc.nat(MOST_POINTS), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
      maxLength: 20,
    }),
  })
  .map(({ extra, spikes }) => {
    const points = Array.from({ length: MOST_POINTS + extra }, (_, k) => ({ x: k + 1, y: Math.sin(k / 50) }));
    for (const [k, y] of spikes) points[k] = { x: k + 1, y };
    return points;
  });

const range = (points: readonly LinePoint[]) => [
  Math.min(...points.map(({ y }) => y)),
  Math.max(...points.map(({ y }) => y)),
];

describe('a line thinned for drawing', () => {
  test('keeps its ends and its extremes, in order, within four points for each part', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 900 }), fc.boolean(), (points, buckets, logarithmic) => {
        const thin = decimate(points, buckets, logarithmic ? Math.log : undefined);
        expect(thin.length).toBeLessThanOrEqual(4 * buckets);
        expect(thin[0]).toBe(points[0]);
        expect(thin.at(-1)).toBe(points.at(-1));
        expect(range(thin)).toEqual(range(points));
        expect(thin.every(({ x }, index) => index === 0 || x > (thin[index - 1] as LinePoint).x)).toBe(true);
        const given = new Set<LinePoint>(points);
        expect(thin.every((point) => given.has(point))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('keeps the extremes of every pixel', () => {
    const points = Array.from({ length: 100_000 }, (_, k) => ({ x: k, y: ((k * 7919) % 10_007) - 5000 }));
    const buckets = 250;
    const thin = decimate(points, buckets);
    const of = (line: readonly LinePoint[], bucket: number) =>
      range(line.filter(({ x }) => Math.min(buckets - 1, Math.floor((x / 99_999) * buckets)) === bucket));
    for (const bucket of [0, 1, 100, 249]) expect(of(thin, bucket)).toEqual(of(points, bucket));
  });

  test('is the line itself where it is short', () => {
    const points = Array.from({ length: MOST_POINTS }, (_, k) => ({ x: k, y: k }));
    expect(decimate(points, 10)).toBe(points);
  });
});
