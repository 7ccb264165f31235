import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cmaEs } from '../../../../src/core/methods/cma-es.ts';
import { cmaWeights } from '../../../../src/core/methods/cma-es-weights.ts';
import { solve } from '../../support/solve.ts';

it('has the constants of the tutorial', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 4, max: 400 }), (n, population) => {
      const { weights, parents, mass, cSigma, dSigma, cPath, cOne, cMu } = cmaWeights(n, population);
      const good = weights.subarray(0, parents);
      expect(good.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
      expect(1 / good.reduce((sum, w) => sum + w * w, 0) / mass).toBeCloseTo(1, 12);
      for (let i = 1; i < population; i++) expect(weights[i]).toBeLessThanOrEqual(weights[i - 1]!);
      for (const rate of [cSigma, cPath, cOne, cMu]) {
        expect(rate).toBeGreaterThan(0);
        expect(rate).toBeLessThanOrEqual(1);
      }
      expect(dSigma).toBeGreaterThanOrEqual(1);
      // What is left of the old covariance matrix stays positive, whatever the worse points are.
      const bad = weights.subarray(parents).reduce((sum, w) => sum + w, 0);
      expect(1 - cOne - cMu * (1 + bad) + cMu * n * bad).toBeGreaterThan(-1e-12);
    }),
  );
});

it('agrees with the published numbers for 10 variables', () => {
  const { population, parents, mass, cSigma, dSigma, cOne } = cmaWeights(
    10,
    4 + Math.floor(3 * Math.log(10)),
  );
  expect({ population, parents }).toEqual({ population: 10, parents: 5 });
  expect(mass).toBeCloseTo(3.1672992, 6);
  expect(cSigma).toBeCloseTo((3.1672992 + 2) / (10 + 3.1672992 + 5), 6);
  expect(dSigma).toBeCloseTo(1 + cSigma, 12);
  expect(cOne).toBeCloseTo(2 / (11.3 ** 2 + 3.1672992), 8);
});

const sphere = (x: Float64Array) => x.reduce((sum, value) => sum + value * value, 0);
/** Half axes from 1 to 1000. */
const ellipsoid = (x: Float64Array) =>
  x.reduce((sum, value, i) => sum + 10 ** ((6 * i) / (x.length - 1)) * value * value, 0);
/** A reflection that mixes all variables. */
const turned = (x: Float64Array) => {
  const v = x.map((_, i) => i + 1);
  const factor = (2 * x.reduce((sum, value, i) => sum + value * v[i]!, 0)) / sphere(v);
  return x.map((value, i) => value - factor * v[i]!);
};

it('converges log-linearly on the sphere', () => {
  const { evaluations, f } = solve(cmaEs, sphere, new Array(10).fill(1), { evaluations: 10_000 });
  expect(f).toBeLessThan(1e-11);
  expect(evaluations).toBeLessThan(3500);
});

it('learns the covariance: an ellipsoid of condition 1e6, turned or not, takes about as long', () => {
  const start = new Array(5).fill(1);
  const plain = solve(cmaEs, ellipsoid, start);
  const other = solve(cmaEs, (x) => ellipsoid(turned(x)), start);
  for (const { f, evaluations } of [plain, other]) {
    expect(f).toBeLessThan(1e-10);
    expect(evaluations).toBeLessThan(6000);
  }
  expect(Math.abs(Math.log(plain.evaluations / other.evaluations))).toBeLessThan(Math.log(1.5));
});

it('ends with a sentence where f has no minimum', () => {
  const { message } = solve(cmaEs, ([x]) => x!, [0, 0], { evaluations: 1e5 });
  expect(message).toBe(
    'the distribution grows without end: f has no optimum here, or the first size is far too small',
  );
});
