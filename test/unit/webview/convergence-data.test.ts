import { describe, expect, test } from 'vitest';
import { bestValue, chartPoints, quantityAt, thresholdOf } from '../../../webview/convergence/data.ts';
import { bowl } from '../../page/scenes.ts';

const run = bowl().state.runs[0];
if (!run?.trace) throw new Error('the bowl has a run');
const { trace } = run;
const measure = { quantity: 'gap', best: 0.001, sense: 'minimize' } as const;
const linear = { x: false, y: false };

describe('what the convergence view plots', () => {
  test('f* is the target, else the best value of all runs', () => {
    expect(bestValue([run], { target: -1 }, 'minimize')).toBe(-1);
    expect(bestValue([run], {}, 'minimize')).toBe(trace.f[8]);
    expect(bestValue([run], {}, 'maximize')).toBe(trace.f[0]);
  });

  test('f − f* is what is left to gain, whether f is minimized or maximized', () => {
    expect(quantityAt(trace, measure, 0)).toBeCloseTo(1.125 - 0.001, 12);
    expect(quantityAt(trace, { ...measure, best: 2, sense: 'maximize' }, 0)).toBeCloseTo(0.875, 12);
  });

  test('the decrease of the article: between iterations 7 and 8 f falls by 5.642e-4', () => {
    expect(quantityAt(trace, { ...measure, quantity: 'decrease' }, 8)).toBeCloseTo(5.642e-4, 7);
    expect(quantityAt(trace, { ...measure, quantity: 'decrease' }, 0)).toBeNaN();
    expect(quantityAt(trace, { ...measure, quantity: 'rate' }, 3)).toBe(0.2);
    expect(thresholdOf('decrease', { decrease: 1e-3 })).toBe(1e-3);
    expect(thresholdOf('rate', { decrease: 1e-3 })).toBeUndefined();
  });

  const gap = trace.f.map((_, index) => quantityAt(trace, measure, index));
  const course = { at: trace.iteration, values: gap };

  test('what has no place on a logarithmic scale is left out', () => {
    const all = chartPoints(course, linear, 0, 300);
    expect(all).toHaveLength(9);
    const upwards = chartPoints(course, { x: false, y: true }, 0, 300);
    expect(upwards.every(({ y }) => y > 0)).toBe(true);
    expect(upwards.length).toBeLessThan(9);
    expect(chartPoints(course, { x: true, y: false }, 0, 300)[0]?.x).toBe(1);
  });

  test('a long run is thinned, and its extremes stay', () => {
    const length = 50_000;
    const f = Float64Array.from({ length }, (_, k) => (k === 31_234 ? 99 : Math.exp(-k / 9000)));
    const iteration = Float64Array.from({ length }, (_, k) => k);
    const points = chartPoints({ at: iteration, values: f }, { x: true, y: true }, 0, 400);
    expect(points.length).toBeLessThanOrEqual(1600);
    expect(points).toContainEqual({ x: 31_234, y: 99 });
    expect(points.at(-1)?.x).toBe(length - 1);
  });
});
