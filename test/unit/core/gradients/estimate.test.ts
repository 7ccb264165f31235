import { describe, expect, it } from 'vitest';
import { EstimatorStudy, estimate } from '../../../../src/core/gradients/estimate.ts';
import { Moments } from '../../../../src/core/gradients/moments.ts';
import { normal } from '../../../../src/core/random/normal.ts';
import { Xoshiro256 } from '../../../../src/core/random/xoshiro256.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const bowl = objectiveOf('J(x, y) = x^2 + y^2');
const FORWARD = { name: 'forward', settings: { seed: 0 } };

describe("a million forward gradients of the article's bowl at (2, 1)", () => {
  const result = estimate({ objective: bowl, x: [2, 1], gradient: FORWARD, samples: 1_000_000 });

  it('average to (4, 2)', () => {
    expect(Array.from(result.truth)).toEqual([4, 2]);
    expect(result.samples).toBe(1_000_000);
    result.mean.forEach((mean, i) => {
      const apart = Math.abs(mean - (result.truth[i] as number));
      expect(apart).toBeLessThan(4 * (result.standardError[i] as number));
      // The variance is ‖g‖² + gᵢ².
      expect((result.standardError[i] as number) * 1000).toBeCloseTo(
        Math.sqrt(20 + (result.truth[i] as number) ** 2),
        1,
      );
    });
    expect(result.bias?.biased).toBe(false);
  });

  it('spread as ‖g‖² I + g gᵀ', () => {
    const [xx, xy, yx, yy] = result.covariance as Float64Array;
    expect(xx).toBeCloseTo(36, 0);
    expect(yy).toBeCloseTo(24, 0);
    expect(Math.abs((xy as number) - 8)).toBeLessThan(0.2);
    expect(yx).toBe(xy);
  });

  it('have a history from the first sample to the last', () => {
    const { samples, mean, standardError, error } = result.history;
    expect(samples[0]).toBe(1);
    expect(samples.at(-1)).toBe(1_000_000);
    expect(samples.length).toBeLessThan(100);
    expect(mean.length).toBe(2 * samples.length);
    expect(standardError.length).toBe(2 * samples.length);
    expect(mean.slice(-2)).toEqual(result.mean);
    expect(mean.slice(0, 2)).toEqual(result.cloud.slice(0, 2));
    expect(error.at(-1)).toBeLessThan(0.01);
    samples.forEach((count, i) => {
      if (i > 0) expect(count).toBeGreaterThan(samples[i - 1] as number);
    });
  });

  it('leave a bounded cloud', () => {
    expect(result.cloud).toHaveLength(4000);
    expect(result.cloud.every((entry) => entry !== 0)).toBe(true);
  });
});

describe('a study', () => {
  it('comes to the same in pieces', () => {
    const request = { objective: bowl, x: [2, 1], gradient: FORWARD, samples: 5000 };
    const study = new EstimatorStudy(request);
    expect(() => study.result()).toThrow('there is no sample yet; call advance first');
    let time = 0;
    while (!study.done) study.advance(0, () => time++);
    expect(study.result()).toEqual(estimate(request));
  });

  it('asks a source that is not random once', () => {
    for (const name of ['backprop', 'jvp', 'difference']) {
      const { samples, standardError, bias, mean } = estimate({
        objective: bowl,
        x: [2, 1],
        gradient: { name, settings: {} },
        samples: 1000,
      });
      expect(samples).toBe(1);
      expect(Array.from(standardError)).toEqual([0, 0]);
      expect(bias).toBeUndefined();
      expectClose(mean, [4, 2], 1e-9);
    }
  });

  it('finds a bias', () => {
    const gradient = { name: 'forward', settings: { combine: 'orthogonal' } };
    const { bias, mean } = estimate({ objective: bowl, x: [2, 1], gradient, samples: 10_000 });
    expect(bias?.biased).toBe(true);
    expect(mean[0]).toBeCloseTo(2, 0);
  });

  it.each([
    [{ x: [2], samples: 10, gradient: FORWARD }, 'the point is 2 finite numbers; 1 were given'],
    [
      { x: [2, Number.NaN], samples: 10, gradient: FORWARD },
      'entry 2 of the point is NaN; give 2 finite numbers',
    ],
    [{ x: [2, 1], samples: 0, gradient: FORWARD }, 'the number of samples is a whole number from 1, not 0'],
    [
      { x: [2, 1], samples: 10, gradient: { name: 'backward', settings: {} } },
      'there is no gradient source backward; there is backprop, jvp, forward, difference, spsa, es',
    ],
    [
      { x: [2, 1], samples: 10, gradient: { name: 'forward', settings: { tangents: 0 } } },
      'tangents is a whole number from 1 to 100000, not 0; its default is 1',
    ],
    [
      { x: [2, 1], samples: 10, gradient: { name: 'forward', settings: { distribution: 'uniform' } } },
      'distribution is one of gaussian, rademacher, sphere, coordinate, not uniform; its default is gaussian',
    ],
    [
      { x: [2, 1], samples: 10, gradient: { name: 'spsa', settings: { h: 1 } } },
      'there is no argument h of spsa; there is c, seed',
    ],
  ])('says what is wrong: %o', (request, message) => {
    expect(() => estimate({ objective: bowl, ...request })).toThrow(message);
  });

  it('wants a finite gradient', () => {
    const objective = objectiveOf('f(x, y) = x^(1/3) + log(y)');
    expect(() => estimate({ objective, x: [0, 1], gradient: FORWARD, samples: 10 })).toThrow(
      'the derivative by x is Infinity at this point; choose another where f and its gradient are finite',
    );
    expect(() => estimate({ objective, x: [1, -1], gradient: FORWARD, samples: 10 })).toThrow(
      'f is NaN at this point',
    );
  });

  it('has no relative error where the gradient is zero', () => {
    const { relativeSquaredError, mean } = estimate({
      objective: bowl,
      x: [0, 0],
      gradient: FORWARD,
      samples: 100,
    });
    expect(relativeSquaredError).toBeNaN();
    expectClose(mean, [0, 0]);
  });
});

describe.each([1, 3, 9, 40])('moments of %i variables', (n) => {
  const random = new Xoshiro256(n);
  const rows = Array.from({ length: 700 }, () => {
    const common = normal(random);
    return Array.from({ length: n }, (_, i) => 1e6 * (i + 1) + common + (i + 1) * normal(random));
  });
  const center = Float64Array.from({ length: n }, (_, i) => 1e6 * (i + 1) + 0.5);
  const moments = new Moments(center);
  for (let at = 0, size = 1; at < rows.length; at += size, size = Math.min(2 * size, rows.length - at) || 1) {
    moments.add(Float64Array.from(rows.slice(at, at + size).flat()), size);
  }
  const mean = center.map((_, i) => rows.reduce((sum, row) => sum + (row[i] as number), 0) / rows.length);
  const covariance = (i: number, j: number) =>
    rows.reduce(
      (sum, row) =>
        sum + ((row[i] as number) - (mean[i] as number)) * ((row[j] as number) - (mean[j] as number)),
      0,
    ) /
    (rows.length - 1);

  it('are those of the definition', () => {
    expect(moments.count).toBe(700);
    expectClose(moments.mean(), mean, 1e-13);
    moments.standardError().forEach((error, i) => {
      expect(error).toBeCloseTo(Math.sqrt(covariance(i, i) / 700), 8);
    });
    const found = moments.covariance();
    if (n > 32) expect(found).toBeUndefined();
    else
      found?.forEach((entry, flat) => {
        expect(entry).toBeCloseTo(covariance(Math.floor(flat / n), flat % n), 6);
      });
  });

  it('know the squared distance from the center', () => {
    const squares = rows.map((row) =>
      row.reduce((sum, entry, i) => sum + (entry - (center[i] as number)) ** 2, 0),
    );
    const average = squares.reduce((sum, square) => sum + square, 0) / 700;
    const variance = squares.reduce((sum, square) => sum + (square - average) ** 2, 0) / 699;
    expect(moments.squaredError().mean / average).toBeCloseTo(1, 10);
    expect(moments.squaredError().standardError / Math.sqrt(variance / 700)).toBeCloseTo(1, 8);
  });
});
