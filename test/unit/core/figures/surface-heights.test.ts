import { expect, test } from 'vitest';
import { surfaceHeights } from '../../../../src/core/figures/surface-heights.ts';
import type { ContourSet } from '../../../../src/core/sampling/contour-set.ts';

const field = {
  window: { coordinates: [0, 1], x: [0, 1], y: [0, 1] },
  columns: 2,
  rows: 2,
  values: new Float64Array(4),
  minimum: 0,
  maximum: 1000,
} as const;

const levels = (scale: ContourSet['scale'], ...values: number[]): ContourSet => ({
  scale,
  levels: values.map((value) => ({ value, rings: [], lines: [] })),
});

test('are in proportion to f where levels are spaced evenly', () => {
  const { height, band, proportional } = surfaceHeights(field, levels('linear', 0, 250, 500, 750));
  expect(proportional).toBe(true);
  expect([0, 100, 1000, Number.POSITIVE_INFINITY].map(height)).toEqual([0, 0.1, 1, 1]);
  expect([0, 125, 250, 1000].map(band)).toEqual([0, 0.5, 1, 4]);
});

test('rise by a band from level to level elsewhere', () => {
  const { height, proportional } = surfaceHeights(field, levels('logarithmic', 0, 1, 10, 100));
  expect(proportional).toBe(false);
  expect([0, 1, 10, 100, 1000].map(height)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(height(Number.NaN)).toBeNaN();
});

test('have no edge along a level line, however the levels are spaced', () => {
  const { height } = surfaceHeights(field, levels('logarithmic', 0, 1, 10, 100));
  const slope = (from: number, to: number) => (height(to) - height(from)) / (to - from);
  for (const level of [1, 10, 100]) {
    const step = level * 1e-6;
    expect(slope(level, level + step) / slope(level - step, level)).toBeCloseTo(1, 4);
  }
});
