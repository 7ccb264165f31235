import { describe, expect, test } from 'vitest';
import { estimate } from '../../../../src/core/gradients/estimate.ts';
import { estimatorPicture } from '../../../../src/core/gradients/estimator-picture.ts';
import { objectiveOf } from '../../support/objectives.ts';

const study = (text: string, x: number[], samples: number) =>
  estimate({
    objective: objectiveOf(text),
    x,
    gradient: { name: 'forward', settings: { seed: 3 } },
    samples,
  });

describe('the picture of a gradient source', () => {
  test('shows the entries that were asked for', () => {
    const found = study('f(x, y, z) = x^2 + 2*y^2 + 3*z^2', [1, 1, 1], 500);
    const { truth, cloud, history, covariance, samples, mean } = estimatorPicture(found, [2, 0]);
    expect(truth).toEqual([6, 2]);
    expect(cloud).toHaveLength(1000);
    expect([cloud[0], cloud[1]]).toEqual([found.cloud[2], found.cloud[0]]);
    expect(samples).toBe(500);
    expect(history.x.at(-1)).toBe(mean[0]);
    expect(history.y.at(-1)).toBe(mean[1]);
    // From the cloud itself, which holds all samples here.
    const column = (side: number) => cloud.filter((_, at) => at % 2 === side);
    const product = (a: Float64Array, b: Float64Array) =>
      a.reduce((sum, each, at) => sum + (each - average(a)) * ((b[at] as number) - average(b)), 0);
    const average = (all: Float64Array) => all.reduce((sum, each) => sum + each, 0) / all.length;
    const [x, y] = [column(0), column(1)];
    expect(covariance?.[0]).toBeCloseTo(product(x, x) / 499 / 500, 10);
    expect(covariance?.[1]).toBeCloseTo(product(x, y) / 499 / 500, 10);
    expect(covariance?.[2]).toBeCloseTo(product(y, y) / 499 / 500, 10);
  });

  test('of one variable shows it twice', () => {
    const { truth, cloud } = estimatorPicture(study('f(x) = x^2', [3], 10), [0, 0]);
    expect(truth).toEqual([6, 6]);
    expect(cloud).toHaveLength(20);
  });

  test('refuses an entry that is not there', () => {
    expect(() => estimatorPicture(study('f(x) = x^2', [3], 10), [0, 1])).toThrow(
      'the gradient has 1 entries, there is no 2',
    );
  });
});
