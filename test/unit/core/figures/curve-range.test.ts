import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveRange } from '../../../../src/core/figures/curve-figure.ts';
import type { FigureRun } from '../../../../src/core/figures/path-layer.ts';
import { seriesStyle } from '../../../../src/core/figures/series-style.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';
import { type Field, fieldExtremes } from '../../../../src/core/sampling/field.ts';

const COLUMNS = 201;
function curve(f: (x: number) => number, [low, high]: [number, number]): Field {
  const row = Array.from({ length: COLUMNS }, (_, i) => f(low + ((high - low) * i) / (COLUMNS - 1)));
  const values = Float64Array.from([...row, ...row]);
  const window = { coordinates: [0, 0] as const, x: [low, high] as const, y: [low, high] as const };
  return { window, columns: COLUMNS, rows: 2, values, ...fieldExtremes(values) };
}

function run(f: (x: number) => number, places: readonly number[]): FigureRun {
  const column = (value: (x: number) => number) => Float64Array.from(places, value);
  const none = column(() => Number.NaN);
  const trace: Trace = {
    length: places.length,
    dimension: 1,
    stride: 1,
    iteration: Float64Array.from(places, (_, i) => i),
    f: column(f),
    x: column((x) => x),
    gradientNorm: none,
    step: none,
    rate: none,
    evaluations: none,
  };
  return { trace, style: seriesStyle(0, ['#000000']) };
}

describe('the part of a curve that is shown', () => {
  test('a quartic that rises steeply beside its minimum leaves the picture', () => {
    const f = (x: number) => x ** 4 - 3 * x ** 3 + 2;
    const [low, high] = curveRange(curve(f, [-2, 6]), [run(f, [-0.5, 0.5, 2, 2.25])]);
    // From its least value, −6.54 at 2.25, to 66 at 4, which a quarter of the curve lies above; at 6 it is 650.
    expect(low).toBeLessThan(-6.54);
    expect(high).toBeGreaterThan(2.44);
    expect(high).toBeLessThan(1.1 * f(4));
  });

  test('every iterate in the window, and half of the curve', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(number, number, number, number),
        fc.array(number, { minLength: 1, maxLength: 20 }),
        ([a, b, c, d], places) => {
          const f = (x: number) => a * Math.exp(b * x) + c * Math.sin(5 * x) + d / (x - 0.123);
          const field = curve(f, [-3, 3]);
          const [low, high] = curveRange(field, [run(f, places)]);
          for (const x of places.filter((x) => Number.isFinite(f(x)))) {
            expect(f(x)).toBeGreaterThanOrEqual(low);
            expect(f(x)).toBeLessThanOrEqual(high);
          }
          const values = [...field.values.subarray(0, COLUMNS)];
          expect(values.filter((value) => value >= low && value <= high).length).toBeGreaterThanOrEqual(
            Math.floor(COLUMNS / 2),
          );
        },
      ),
    );
  });

  test('all of it where no iterate lies in the window', () => {
    const [low, high] = curveRange(
      curve((x) => x, [0, 1]),
      [run((x) => x, [5])],
    );
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(1);
  });

  test('the iterates alone where the curve has no value, and anything without both', () => {
    const hole = curve(() => Number.NaN, [0, 1]);
    expect(curveRange(hole, [run(() => 7, [0.5])])[1]).toBeGreaterThan(7);
    expect(curveRange(hole, [])).toEqual([0, 1]);
  });
});
