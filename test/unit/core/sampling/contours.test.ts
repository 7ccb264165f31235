import { describe, expect, test } from 'vitest';
import { contourLevels } from '../../../../src/core/sampling/contour-levels.ts';
import { contours } from '../../../../src/core/sampling/contours.ts';
import type { Field } from '../../../../src/core/sampling/field.ts';
import { niceTicks } from '../../../../src/core/sampling/nice-numbers.ts';

function fieldOf(
  value: (x: number, y: number) => number,
  [left, right, bottom, top]: readonly [number, number, number, number],
  columns = 101,
  rows = 81,
): Field {
  const values = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++)
      values[j * columns + i] = value(
        left + ((right - left) * i) / (columns - 1),
        bottom + ((top - bottom) * j) / (rows - 1),
      );
  const finite = values.filter(Number.isFinite).sort();
  const window = { coordinates: [0, 1], x: [left, right], y: [bottom, top] } as const;
  return {
    window,
    columns,
    rows,
    values,
    minimum: finite[0] ?? Number.NaN,
    maximum: finite.at(-1) ?? Number.NaN,
  };
}

const bowl = (x: number, y: number) => x * x + y * y;
const rosenbrock = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

function* pointsOf(line: Float64Array): Generator<[number, number]> {
  for (let index = 0; index < line.length; index += 2)
    yield [line[index] as number, line[index + 1] as number];
}

describe('contours', () => {
  test('of x² + y² are circles: every point has its radius, up to the error of linear interpolation', () => {
    const field = fieldOf(bowl, [-2, 2, -1, 3]);
    const spacing = 4 / 80;
    // Linear interpolation of t² between samples h apart is off by at most h²/4.
    for (const { value, lines } of contours(field).levels.slice(1))
      for (const line of lines)
        for (const [x, y] of pointsOf(line))
          expect(Math.abs(bowl(x, y) - value)).toBeLessThanOrEqual(spacing ** 2 / 4 + 1e-12);
  });

  test('of a plane are exact', () => {
    const field = fieldOf((x, y) => 3 * x - 2 * y, [0, 1, 0, 1]);
    for (const { value, lines } of contours(field).levels)
      for (const line of lines)
        for (const [x, y] of pointsOf(line)) expect(3 * x - 2 * y).toBeCloseTo(value, 10);
  });

  test('a circle inside the window is one closed line; one that leaves it is cut at the border', () => {
    const { levels } = contours(fieldOf(bowl, [-1, 1, -1, 1]), { scale: 'linear' });
    const inside = levels.find(({ value }) => value > 0.3 && value < 0.9);
    expect(inside?.lines).toHaveLength(1);
    const [x0, y0] = inside?.lines[0] ?? [];
    expect([...(inside?.lines[0] ?? [])].slice(-2)).toEqual([x0, y0]);
    const outside = levels.find(({ value }) => value > 1.1);
    expect(outside?.lines).toHaveLength(4);
    for (const line of outside?.lines ?? [])
      for (const [x, y] of [[line[0], line[1]], [...line.slice(-2)]])
        expect(Math.max(Math.abs(x as number), Math.abs(y as number))).toBeCloseTo(1, 12);
  });

  test('regions stay within the window and the first covers it', () => {
    const { levels } = contours(fieldOf(bowl, [-2, 2, -1, 3]));
    expect(new Set(levels[0]?.rings.flatMap((ring) => [...pointsOf(ring)].map(([x]) => x)))).toContain(-2);
    expect(levels[0]?.lines).toEqual([]);
    for (const { rings } of levels)
      for (const ring of rings)
        for (const [x, y] of pointsOf(ring)) {
          expect(Math.abs(x)).toBeLessThanOrEqual(2);
          expect(Math.abs(y - 1)).toBeLessThanOrEqual(2);
        }
  });

  test('NaN cuts a hole without a line around it', () => {
    const field = fieldOf((x, y) => (x < 0 ? Number.NaN : Math.sqrt(x) + y), [-1, 1, 0, 1]);
    for (const { value, lines } of contours(field).levels.slice(1))
      for (const line of lines)
        for (const [x, y] of pointsOf(line)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(Math.abs(Math.sqrt(x) + y - value)).toBeLessThan(0.1);
        }
  });

  test('infinities count as the greatest and smallest finite value', () => {
    const field = fieldOf((x) => 1 / (x - 0.5), [0, 1, 0, 1]);
    expect(field.values.some((value) => !Number.isFinite(value))).toBe(true);
    const { levels } = contours(field);
    expect(levels.length).toBeGreaterThan(4);
    for (const { rings } of levels) for (const ring of rings) expect(ring.every(Number.isFinite)).toBe(true);
  });

  test('a constant field is one region without lines; a field without values is nothing', () => {
    const flat = contours(fieldOf(() => 3, [0, 1, 0, 1])).levels;
    expect(flat.map(({ value, lines }) => [value, lines.length])).toEqual([[3, 0]]);
    expect(contours(fieldOf(() => Number.NaN, [0, 1, 0, 1])).levels).toEqual([]);
  });
});

describe('contour levels', () => {
  test('of a bowl are linear, at nice numbers', () => {
    const { scale, values } = contourLevels(fieldOf(bowl, [-1, 1, -1, 1]));
    expect(scale).toBe('linear');
    expect(values).toEqual([0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05, 1.2, 1.35, 1.5, 1.65, 1.8, 1.95]);
  });

  test('of Rosenbrock are logarithmic', () => {
    const { scale, values } = contourLevels(fieldOf(rosenbrock, [-2, 2, -1, 3]));
    expect(scale).toBe('logarithmic');
    expect(values).toEqual([0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]);
  });

  test('keep to a round base where the minimum is not 0', () => {
    const { values } = contourLevels(fieldOf((x, y) => 5 + rosenbrock(x, y), [-2, 2, -1, 3]));
    expect(values.slice(0, 6)).toEqual([5.5, 6, 7, 10, 20, 50]);
    // 0.5 would lie beside 0.47.
    const odd = contourLevels(fieldOf((x, y) => 0.272 + rosenbrock(x, y), [-2, 2, -1, 3])).values;
    odd.slice(1).forEach((value, i) => {
      expect(value - 0.272).toBeGreaterThan(1.25 * ((odd[i] as number) - 0.272) - 1e-9);
    });
    expect(odd.slice(-3)).toEqual([500, 1000, 2000]);
  });

  test('are quantiles where values crowd at the maximum', () => {
    const { scale, values } = contourLevels(fieldOf((x, y) => -rosenbrock(x, y), [-2, 2, -1, 3]));
    expect(scale).toBe('quantile');
    expect(values.length).toBeGreaterThan(9);
    expect([...values].sort((a, b) => a - b)).toEqual(values);
  });

  test.each([
    ['tiny', (x: number, y: number) => 1e-200 * bowl(x, y)],
    ['huge', (x: number, y: number) => 1e200 * bowl(x, y)],
    ['far from 0', (x: number, y: number) => 1e6 + bowl(x, y)],
    ['steep', (x: number, y: number) => Math.exp(40 * x) + y * y],
    ['spiked', (x: number, y: number) => (x === 0 && y === 0 ? 1e9 : bowl(x, y))],
  ])('of a field that is %s are between its bounds, and from 3 to 20', (_, value) => {
    const field = fieldOf(value, [-1, 1, -1, 1]);
    const { values } = contourLevels(field);
    expect(values.length).toBeGreaterThanOrEqual(3);
    expect(values.length).toBeLessThanOrEqual(20);
    for (const each of values) {
      expect(each).toBeGreaterThan(field.minimum);
      expect(each).toBeLessThan(field.maximum);
    }
  });
});

test('nice ticks are free of what binary fractions add, and none where there is no room', () => {
  expect(niceTicks(0, 0.5, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(niceTicks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(niceTicks(1, 1, 5)).toEqual([]);
  expect(niceTicks(0, Number.POSITIVE_INFINITY, 5)).toEqual([]);
});
