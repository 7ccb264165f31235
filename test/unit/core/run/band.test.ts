import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { band } from '../../../../src/core/run/band.ts';
import { quantile } from '../../../../src/core/run/quantile.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';

function traceOf(f: readonly number[], stride = 1, each = 2): Trace {
  const zeros = new Float64Array(f.length);
  const iteration = zeros.map((_, i) => i * stride);
  return {
    length: f.length,
    dimension: 1,
    iteration,
    f: Float64Array.from(f),
    gradientNorm: zeros,
    step: zeros,
    rate: zeros,
    evaluations: iteration.map((k) => 1 + each * k),
    x: zeros,
    stride,
  };
}

describe('a band', () => {
  test('is the median and the 10th and 90th percentile at every step', () => {
    const runs = [
      [8, 4, 2],
      [8, 5, 1],
      [8, 6, 4],
    ].map((f) => ({ trace: traceOf(f) }));
    const { at, median, p10, p90, runs: count } = band(runs, 'minimize');
    expect(count).toBe(3);
    expect([...at]).toEqual([0, 1, 2]);
    expect([...median]).toEqual([8, 5, 2]);
    // numpy.quantile([1, 2, 4], [.1, .9]) = 1.2, 3.6
    expect(p10[2]).toBeCloseTo(1.2, 12);
    expect(p90[2]).toBeCloseTo(3.6, 12);
  });

  test('a run that has ended keeps its value; one that was lost counts as infinite', () => {
    const short = { trace: traceOf([8, 1]), result: { f: 1, reason: 'gradient' } } as const;
    const lost = { trace: traceOf([8, 9]), result: { f: 9, reason: 'diverged' } } as const;
    const long = { trace: traceOf([8, 7, 6, 5]) };
    const calm = band([short, long], 'minimize');
    expect([...calm.median]).toEqual([8, 4, 3.5, 3]);
    const wild = band([short, long, lost], 'minimize');
    expect([...wild.median]).toEqual([8, 7, 6, 5]);
    expect(wild.p90[3]).toBe(Number.POSITIVE_INFINITY);
    expect(wild.lost).toBe(1);
    expect(band([short, long, lost], 'maximize').p10[3]).toBe(Number.NEGATIVE_INFINITY);
  });

  test('against evaluations it reads every run at the same cost', () => {
    const cheap = { trace: traceOf([8, 6, 4, 2], 1, 1) };
    const dear = { trace: traceOf([8, 4], 1, 3) };
    const { at, median } = band([cheap, dear], 'minimize', 'evaluations');
    expect([...at]).toEqual([1, 2, 3, 4]);
    expect([...median]).toEqual([8, 7, 6, 3]);
  });

  test('lies in order, within the values of the runs, however they are thinned', () => {
    const run = fc.record({
      f: fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }),
      stride: fc.constantFrom(1, 2, 4),
    });
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 2, max: 40 }),
        (drawn, places) => {
          const traces = drawn.map(({ f, stride }) => traceOf(f, stride));
          const found = band(
            traces.map((trace) => ({ trace })),
            'minimize',
            'iteration',
            places,
          );
          expect(found.at.length).toBeLessThanOrEqual(places + 1);
          expect(found.at.at(-1)).toBe(Math.max(...traces.map((t) => t.iteration.at(-1) as number)));
          const ends = Float64Array.from(traces, (t) => t.f.at(-1) as number).sort();
          expect(found.median.at(-1)).toBe(quantile(ends, 0.5));
          for (let i = 0; i < found.at.length; i++) {
            expect(found.p10[i]).toBeLessThanOrEqual((found.median[i] as number) + 1e-6);
            expect(found.median[i]).toBeLessThanOrEqual((found.p90[i] as number) + 1e-6);
          }
        },
      ),
    );
  });

  test('of no run is empty', () => {
    expect(band([], 'minimize').at).toHaveLength(0);
  });
});
