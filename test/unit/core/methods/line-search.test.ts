import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidatePair } from '../../../../src/core/methods/candidate.ts';
import { hopedRate, ownRate } from '../../../../src/core/methods/line-search/first-trial.ts';
import { completeSearch, lineSearch } from '../../../../src/core/methods/line-search/registry.ts';
import type { Evaluator } from '../../../../src/core/methods/solver.ts';

/** φ and φ′ of one variable as an evaluator that counts. */
function along(phi: (a: number) => number, slope: (a: number) => number, bend = (_: number) => 1) {
  const counts = { calls: 0 };
  const evaluator: Evaluator = {
    checkpoint: () => {},
    size: 1,
    value: (x) => {
      counts.calls++;
      return phi(x[0] as number);
    },
    valueAndGradient: (x, g) => {
      counts.calls++;
      g[0] = slope(x[0] as number);
      return phi(x[0] as number);
    },
    hessianVector: (x, v, out) => {
      out[0] = bend(x[0] as number) * (v[0] as number);
    },
    hessian: (x, out) => {
      out[0] = bend(x[0] as number);
    },
    hessianProducts: () => 1,
  };
  return { evaluator, counts };
}

/** Searches from 0 to the right. */
function search(
  name: string,
  settings: Record<string, number>,
  phi: (a: number) => number,
  slope: (a: number) => number,
  first = 1,
  bend?: (a: number) => number,
) {
  const { evaluator, counts } = along(phi, slope, bend);
  const origin = { x: new Float64Array(1), f: phi(0), g: Float64Array.of(slope(0)) };
  const [out] = candidatePair(1);
  const line = { origin, direction: Float64Array.of(1), slope: slope(0), first };
  const complete = completeSearch(name, settings).settings;
  const found = lineSearch(name).search(line, evaluator, complete, out);
  return { found, alpha: out.rate, out, calls: counts.calls, settings: complete as Record<string, number> };
}

/** Functions that fall at 0 and are bounded below: a rippled quartic with a random place, width and ripple. */
const functions = fc
  .record({
    place: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    ripple: fc.double({ min: 0, max: 0.45, noNaN: true }),
    waves: fc.double({ min: 0.5, max: 6, noNaN: true }),
    power: fc.constantFrom(2, 4),
  })
  .map(({ place, ripple, waves, power }) => ({
    phi: (a: number) => (a / place - 1) ** power + ripple * (1 - Math.cos((waves * a) / place)),
    slope: (a: number) =>
      (power * (a / place - 1) ** (power - 1) + ripple * waves * Math.sin((waves * a) / place)) / place,
  }));

describe('strong Wolfe', () => {
  test('both conditions hold where the search succeeds, from any first trial', () => {
    fc.assert(
      fc.property(
        functions,
        fc.constantFrom(1e-6, 1e-3, 1, 1e3, 1e6),
        fc.constantFrom(0.1, 0.4, 0.9),
        ({ phi, slope }, first, c2) => {
          const { found, alpha, out, calls } = search('wolfe', { c2 }, phi, slope, first);
          expect(found).toBe('met');
          expect(alpha).toBeGreaterThan(0);
          expect(phi(alpha)).toBeLessThanOrEqual(phi(0) + 1e-4 * alpha * slope(0) + 1e-13 * Math.abs(phi(0)));
          expect(Math.abs(slope(alpha))).toBeLessThanOrEqual(c2 * Math.abs(slope(0)));
          expect(out.point.f).toBe(phi(alpha));
          expect(out.point.g[0]).toBe(slope(alpha));
          expect(calls).toBeLessThanOrEqual(40);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the functions of Moré and Thuente, few trials from each of their first steps', () => {
    const beta = 2;
    const phi = (a: number) => -a / (a * a + beta);
    const slope = (a: number) => (a * a - beta) / (a * a + beta) ** 2;
    for (const first of [1e-3, 1e-1, 10, 1e3]) {
      const { found, alpha, calls } = search('wolfe', { c1: 1e-3, c2: 0.1 }, phi, slope, first);
      expect(found).toBe('met');
      expect(Math.abs(slope(alpha))).toBeLessThanOrEqual(0.1 * Math.abs(slope(0)));
      expect(calls).toBeLessThanOrEqual(10);
    }
  });

  test('trials that are not finite count as too far', () => {
    const phi = (a: number) => (a < 0.3 ? (a - 0.2) ** 2 : a < 5 ? Number.NaN : Number.POSITIVE_INFINITY);
    const slope = (a: number) => (a < 0.3 ? 2 * (a - 0.2) : Number.NaN);
    for (const first of [0.35, 1, 100]) {
      const { found, alpha } = search('wolfe', {}, phi, slope, first);
      expect(found).toBe('met');
      expect(alpha).toBeLessThan(0.3);
    }
  });

  test('a function that only rises is given up, one that falls for ever gets a finite step', () => {
    expect(
      search(
        'wolfe',
        {},
        (a) => a,
        () => -1,
      ).found,
    ).toBe('none');
    const falls = search(
      'wolfe',
      {},
      (a) => -a,
      () => -1,
    );
    expect(falls.found).toBe('endless');
    expect(Number.isFinite(falls.alpha)).toBe(true);
  });

  test('a kink is no obstacle: the best trial is taken', () => {
    const { found, alpha } = search(
      'wolfe',
      { c2: 0.1 },
      (a) => Math.abs(a - 0.7),
      (a) => Math.sign(a - 0.7),
    );
    expect(found).toBe('lower');
    expect(Math.abs(alpha - 0.7)).toBeLessThan(0.7);
  });
});

describe('backtracking', () => {
  test('keeps Armijo’s promise and shortens by no more than it may', () => {
    fc.assert(
      fc.property(
        functions,
        fc.constantFrom(1e-2, 1, 1e3),
        fc.constantFrom(0.2, 0.5, 0.9),
        (line, first, shrink) => {
          const { found, alpha, settings, out } = search(
            'backtracking',
            { shrink },
            line.phi,
            line.slope,
            first,
          );
          expect(found).toBe('met');
          expect(alpha).toBeLessThanOrEqual(first);
          expect(line.phi(alpha)).toBeLessThanOrEqual(
            line.phi(0) + (settings.c1 as number) * alpha * line.slope(0),
          );
          expect(out.point.g[0]).toBe(line.slope(alpha));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('one shortening meets the minimum of a parabola', () => {
    const { alpha, calls } = search(
      'backtracking',
      {},
      (a) => (a - 0.3) ** 2,
      (a) => 2 * (a - 0.3),
    );
    expect(alpha).toBeCloseTo(0.3, 12);
    expect(calls).toBe(3);
  });
});

describe('exact', () => {
  test('the minimum of a quadratic at once', () => {
    const { alpha, calls } = search(
      'exact',
      {},
      (a) => 3 * (a - 2.5) ** 2,
      (a) => 6 * (a - 2.5),
      1,
      () => 6,
    );
    expect(alpha).toBe(2.5);
    expect(calls).toBe(1);
  });

  test('f falls also where it is no quadratic or curves downwards', () => {
    const { found, alpha } = search(
      'exact',
      {},
      (a) => Math.cos(a + 0.1),
      (a) => -Math.sin(a + 0.1),
      1,
      (a) => -Math.cos(a + 0.1),
    );
    expect(found).toBe('met');
    expect(Math.cos(alpha + 0.1)).toBeLessThan(Math.cos(0.1));
  });
});

describe('the rate to try first', () => {
  test('lets a quadratic fall no farther than in the last step, nor go beyond its own step', () => {
    // Along f = 4(α − ½)² the fall of 1 is reached at ½, 1.01 times which is tried.
    expect(hopedRate(1, -4)).toBeCloseTo(0.505, 15);
    expect(ownRate(1, 1, -4)).toBeCloseTo(0.505, 15);
    expect(ownRate(1, 10, -4)).toBe(1);
  });

  test('is 1 where the last fall drowned in rounding, and never 0', () => {
    expect(ownRate(-9, 0, -1e-13)).toBe(1);
    expect(ownRate(-9, -1e-15, -1e-13)).toBe(1);
  });
});
