import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { krylovHessian } from '../../../../src/core/methods/krylov-hessian.ts';
import { dot, norm } from '../../../../src/core/methods/vector.ts';

const entries = (count: number) =>
  fc.array(fc.integer({ min: -8, max: 8 }), { minLength: count, maxLength: count });

const multiply = (h: readonly number[], v: Float64Array) =>
  v.map((_, i) => v.reduce((sum, entry, j) => sum + (h[i * v.length + j] as number) * entry, 0));

/** What is written, and after how many products. */
function told(h: readonly number[], g: Float64Array, precision: number) {
  const hessian = new Float64Array(g.length ** 2);
  let products = 0;
  const counted = (v: Float64Array, out: Float64Array) => {
    products++;
    out.set(multiply(h, v));
  };
  krylovHessian(g, counted, precision, hessian);
  return { hessian: Array.from(hessian), products };
}

/** AᵀA + I, positive definite, and a gradient. */
const convex = fc.integer({ min: 2, max: 5 }).chain((n) =>
  fc.tuple(entries(n * n), entries(n)).map(([a, g]) => {
    const h = Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      const rows = Array.from(
        { length: n },
        (_row, k) => (a[k * n + i] as number) * (a[k * n + j] as number),
      );
      return rows.reduce((sum, each) => sum + each, i === j ? 1 : 0);
    });
    g[0] ||= 1;
    return { h, g: Float64Array.from(g) };
  }),
);

/** H⁻¹g by Gauss and Jordan's elimination. */
function solve(h: readonly number[], g: Float64Array): Float64Array {
  const n = g.length;
  const rows = Array.from({ length: n }, (_, i) => [...h.slice(i * n, i * n + n), g[i] as number]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k] as number[];
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number[];
      const factor = (row[k] as number) / (pivot[k] as number);
      if (i !== k) for (let j = 0; j <= n; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  return Float64Array.from(rows, (row, i) => (row[n] as number) / (row[i] as number));
}

describe('the Hessian, as far as a step needs it', () => {
  test('Newton’s step by it leaves no more of the gradient than asked, after n products at most', () => {
    fc.assert(
      fc.property(convex, fc.constantFrom(0, 1e-3, 0.1, 0.5), ({ h, g }, precision) => {
        const { hessian, products } = told(h, g, precision);
        expect(products).toBeLessThanOrEqual(g.length);
        const left = multiply(h, solve(hessian, g)).map((entry, i) => entry - (g[i] as number));
        expect(norm(left)).toBeLessThanOrEqual((precision + 1e-9) * norm(g));
      }),
    );
  });

  test('it is symmetric, and does to the gradient what the Hessian does', () => {
    const symmetric = fc.integer({ min: 2, max: 5 }).chain((n) =>
      fc.tuple(entries(n * n), entries(n)).map(([a, g]) => {
        const h = a.map((entry, at) => entry + (a[(at % n) * n + Math.floor(at / n)] as number));
        g[0] ||= 1;
        return { h, g: Float64Array.from(g) };
      }),
    );
    fc.assert(
      fc.property(symmetric, ({ h, g }) => {
        const n = g.length;
        const { hessian } = told(h, g, 0);
        for (let at = 0; at < n * n; at++)
          expect(hessian[at]).toBe(hessian[(at % n) * n + Math.floor(at / n)]);
        const [is, should] = [multiply(hessian, g), multiply(h, g)];
        for (let i = 0; i < n; i++) expect(is[i]).toBeCloseTo(should[i] as number, 9);
      }),
    );
  });

  test('one product is enough where the gradient is an eigenvector, two on a plane of them', () => {
    const h = [2, 1, 1, 1, 2, 1, 1, 1, 2];
    expect(told(h, Float64Array.of(3, 3, 3), 0).products).toBe(1);
    expect(told(h, Float64Array.of(1, 0, 5), 0).products).toBe(2);
    const { hessian, products } = told([3, 0, 0, 5], Float64Array.of(1, 1), 0);
    expect(products).toBe(2);
    [3, 0, 0, 5].forEach((entry, at) => {
      expect(hessian[at]).toBeCloseTo(entry, 12);
    });
  });

  test('a first direction that all but ends the gradient is enough where little is asked', () => {
    const g = Float64Array.of(100, 1);
    const h = [1e3, 0, 0, 1e3 + 1];
    expect(told(h, g, 0.01).products).toBe(1);
    expect(told(h, g, 1e-12).products).toBe(2);
  });

  test('where it curves downwards all of it is told', () => {
    const { hessian, products } = told([-3, 1, 1, 4], Float64Array.of(1, 0), 0.5);
    expect(products).toBe(2);
    expect(dot(Float64Array.from(hessian), Float64Array.of(1, 0, 0, 1))).toBeCloseTo(1, 12);
  });

  test('what is not finite is handed on', () => {
    expect(told([Number.NaN, 0, 0, 1], Float64Array.of(1, 2), 0).hessian.some(Number.isNaN)).toBe(true);
  });
});
