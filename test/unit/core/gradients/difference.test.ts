import { describe, expect, it } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { SCHEMES } from '../../../../src/core/gradients/difference.ts';
import { differenceLadder } from '../../../../src/core/gradients/difference-errors.ts';
import { makeGradient } from '../../../../src/core/gradients/make-gradient.ts';
import type { SettingValues } from '../../../../src/core/gradients/source.ts';
import type { Bounds } from '../../../../src/core/methods/bounds.ts';
import { gradientAt, objectiveOf } from '../../support/objectives.ts';

function gradient(text: string, x: readonly number[], settings: SettingValues, bounds?: Bounds) {
  const objective = objectiveOf(text);
  const compiled = compileObjective(objective);
  const source = makeGradient({ name: 'difference', settings }, objective, compiled, undefined, bounds);
  const g = new Float64Array(x.length);
  const value = source.valueAndGradient(Float64Array.from(x), g);
  return { value, g, cost: source.cost };
}

describe('finite differences', () => {
  it("give the article's (4.00001, 2.00001) at (2, 1) with h = 1e-5", () => {
    const { value, g } = gradient('f(x, y) = x^2 + y^2', [2, 1], { scheme: 'forward', h: 1e-5 });
    expect(value).toBe(5);
    expect(Array.from(g, (entry) => entry.toFixed(5))).toEqual(['4.00001', '2.00001']);
  });

  it.each([
    ['forward', 2e-7],
    ['central', 2e-9],
    ['richardson', 1e-8],
  ] as const)('%s take their points from inside at a bound, right to %f', (scheme, tolerance) => {
    // sqrt(x) and sqrt(1 - y) have no value outside; z cannot move.
    const text = 'f(x, y, z) = exp(x)*sqrt(1 - y)^3 + sqrt(x)*x^3*y + z';
    const bounds = { lower: [0, 0.5, 2], upper: [1, 1, 2] };
    const { g } = gradient(text, [0, 0.5, 2], { scheme }, bounds);
    expect(Math.abs(g[0]! - 0.5 ** 1.5)).toBeLessThan(tolerance);
    expect(Math.abs(g[1]! + 1.5 * 0.5 ** 0.5)).toBeLessThan(tolerance);
    expect(g[2]).toBe(0);
  });

  it.each([
    ['forward', 1e-6, 4],
    ['central', 1e-9, 7],
    ['richardson', 1e-11, 13],
  ] as const)('%s with its own h are right to %f, for %i values of f', (scheme, tolerance, evaluations) => {
    const text = 'f(x, y, z) = exp(x)*sin(y) + x*y^2/z';
    const x = [0.3, 1.2, 70];
    const { g, cost } = gradient(text, x, { scheme });
    gradientAt(text, x).forEach((entry, i) => {
      expect(Math.abs((g[i] as number) - entry)).toBeLessThan(tolerance * (1 + Math.abs(entry)) * 5);
    });
    expect(cost).toEqual({ f: evaluations, gradient: 0, jvp: 0, hvp: 0 });
  });

  it('leave the point as it is', () => {
    const objective = objectiveOf('f(x, y) = x*y');
    const x = Float64Array.of(0.1, 0.7);
    const source = makeGradient({ name: 'difference', settings: {} }, objective, compileObjective(objective));
    source.valueAndGradient(x, new Float64Array(2));
    expect(Array.from(x)).toEqual([0.1, 0.7]);
  });
});

describe('the error against h', () => {
  const objective = objectiveOf('f(x, y) = exp(x)*sin(y) + x*y^2');
  const x = Float64Array.of(0.3, 1.2);
  const { h, schemes } = differenceLadder(objective, x);
  const errorAt = (scheme: string, step: number) =>
    schemes.find((each) => each.scheme === scheme)?.error[h.indexOf(step)] as number;

  it('is told for every scheme, on round numbers', () => {
    expect(schemes.map(({ scheme }) => scheme)).toEqual(Object.keys(SCHEMES));
    expect(h[0]).toBe(1);
    expect(h[5]).toBe(1e-5);
    expect(h.at(-1)).toBe(1e-16);
  });

  it('falls with the order of the scheme until rounding takes over', () => {
    expect(errorAt('forward', 1e-2) / errorAt('forward', 1e-3)).toBeCloseTo(10, 0);
    expect(errorAt('central', 1e-1) / errorAt('central', 1e-2)).toBeCloseTo(100, -1);
    expect(errorAt('richardson', 1) / errorAt('richardson', 1e-1)).toBeGreaterThan(5000);
    for (const { error, best } of schemes) {
      expect(error.at(-1)).toBeGreaterThan(0.01);
      expect(best.error).toBe(Math.min(...error));
    }
    const best = (scheme: string) => schemes.find((each) => each.scheme === scheme)?.best.h as number;
    expect(best('forward')).toBeLessThan(best('central'));
    expect(best('central')).toBeLessThan(best('richardson'));
  });

  it('has finer ladders', () => {
    const finer = differenceLadder(objective, x, compileObjective(objective), 4);
    expect(finer.h).toHaveLength(65);
    expect(finer.h[1]).toBeCloseTo(10 ** -0.25, 12);
    expect(finer.h[4]).toBe(0.1);
  });
});
