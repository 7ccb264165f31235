import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dampedLeastSquares } from '../../../../src/core/methods/linear/damped-least-squares.ts';
import { steihaugStep } from '../../../../src/core/methods/steihaug.ts';
import { denseTrustStep } from '../../../../src/core/methods/trust-region-dense.ts';
import { dot, norm } from '../../../../src/core/methods/vector.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { runOf } from '../../support/run-of.ts';

const entry = fc.double({ min: -3, max: 3, noNaN: true }).map((v) => Math.round(v * 64) / 64);

/** A symmetric matrix, a vector and a radius. */
const models = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    raw: fc.array(entry, { minLength: n * n, maxLength: n * n }),
    g: fc.array(entry, { minLength: n, maxLength: n }),
    radius: fc.constantFrom(0.1, 1, 5),
  }),
);

function symmetric(raw: readonly number[], n: number): Float64Array {
  return Float64Array.from(
    { length: n * n },
    (_, at) => ((raw[at] as number) + (raw[(at % n) * n + Math.floor(at / n)] as number)) / 2,
  );
}

function multiply(h: Float64Array, v: Float64Array): Float64Array {
  const n = v.length;
  return v.map((_, i) => dot(h.subarray(i * n, (i + 1) * n), v));
}

const modelAt = (h: Float64Array, g: Float64Array, p: Float64Array) =>
  dot(g, p) + 0.5 * dot(p, multiply(h, p));

describe('trust region', () => {
  test('the dense step is nearly the best of all: no point of a grid of directions and lengths is much lower', () => {
    fc.assert(
      fc.property(models, fc.array(entry, { minLength: 5, maxLength: 5 }), ({ n, raw, g, radius }, other) => {
        const h = symmetric(raw, n);
        const gradient = Float64Array.from(g);
        const p = new Float64Array(n);
        denseTrustStep(gradient, h, new Float64Array(n * n), { radius, longest: radius, stride: 1 }, p);
        expect(norm(p)).toBeLessThanOrEqual(1.06 * radius);
        const value = modelAt(h, gradient, p);
        const candidates = [gradient, Float64Array.from(other.slice(0, n)), ...identity(n)];
        for (const direction of candidates) {
          const length = norm(direction);
          if (length === 0) continue;
          for (const t of [-1, -0.5, -0.1, 0.1, 0.5, 1]) {
            const q = direction.map((v) => (0.9 * t * radius * v) / length);
            expect(value).toBeLessThanOrEqual(modelAt(h, gradient, q) + 1e-9 + 1e-6 * Math.abs(value));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('where no radius is known, the step is that of the curvatures’ sizes, and no longer than allowed', () => {
    const [g, h] = [Float64Array.of(2, 4), Float64Array.of(2, 0, 0, -4)];
    const p = new Float64Array(2);
    const limits = { radius: Number.POSITIVE_INFINITY, longest: 10, stride: 1 };
    denseTrustStep(g, h, new Float64Array(4), limits, p);
    expect(Array.from(p)).toEqual([-1, -1]);
    denseTrustStep(g, h, new Float64Array(4), { ...limits, stride: 4 }, p);
    expect(Array.from(p)).toEqual([-4, -4]);
    denseTrustStep(g, h, new Float64Array(4), { ...limits, longest: 1 }, p);
    for (const entry of p) expect(entry).toBeCloseTo(-Math.SQRT1_2, 15);
    denseTrustStep(g, new Float64Array(4), new Float64Array(4), limits, p);
    expect(norm(p)).toBeCloseTo(10, 12);
    const room = {
      residual: new Float64Array(1),
      direction: new Float64Array(1),
      product: new Float64Array(1),
    };
    const along = new Float64Array(1);
    const concave = (v: Float64Array, out: Float64Array) => out.set([-3 * v[0]!]);
    steihaugStep(Float64Array.of(6), concave, { ...limits, precision: 0.1 }, room, along);
    expect(along[0]).toBe(-2);
    steihaugStep(Float64Array.of(6), concave, { ...limits, stride: 2, precision: 0.1 }, room, along);
    expect(along[0]).toBe(-4);
  });

  test('the conjugate gradients’ step is no higher than the best one along the gradient', () => {
    fc.assert(
      fc.property(models, ({ n, raw, g, radius }) => {
        const h = symmetric(raw, n);
        const gradient = Float64Array.from(g);
        const length = norm(gradient);
        if (length === 0) return;
        const p = new Float64Array(n);
        const room = {
          residual: new Float64Array(n),
          direction: new Float64Array(n),
          product: new Float64Array(n),
        };
        const limits = { radius, longest: Number.NaN, stride: 1, precision: 0.1 };
        const change = steihaugStep(gradient, (v, out) => out.set(multiply(h, v)), limits, room, p);
        expect(change).toBeCloseTo(modelAt(h, gradient, p), 9);
        expect(norm(p)).toBeLessThanOrEqual(radius * (1 + 1e-9));
        const curvature = dot(gradient, multiply(h, gradient));
        const t = Math.min(
          curvature > 0 ? length ** 2 / curvature : Number.POSITIVE_INFINITY,
          radius / length,
        );
        const cauchy = gradient.map((v) => -t * v);
        const bound = modelAt(h, gradient, cauchy);
        expect(modelAt(h, gradient, p)).toBeLessThanOrEqual(bound + 1e-9 * (1 + Math.abs(bound)));
      }),
      { numRuns: 300 },
    );
  });
});

function identity(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
}

test('damped least squares meet the normal equations', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 12, maxLength: 12 }),
      fc.array(entry, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(1e-3, 1, 100),
      (raw, r, damping) => {
        const [m, n] = [4, 3];
        const jacobian = Float64Array.from(raw);
        const p = new Float64Array(n);
        dampedLeastSquares(jacobian, Float64Array.from(r), Float64Array.of(1, 2, 3), damping, p, () => {});
        for (let j = 0; j < n; j++) {
          let left = damping * (j + 1) ** 2 * (p[j] as number);
          for (let i = 0; i < m; i++) {
            let model = r[i] as number;
            for (let k = 0; k < n; k++) model += (jacobian[k * m + i] as number) * (p[k] as number);
            left += (jacobian[j * m + i] as number) * model;
          }
          expect(left).toBeCloseTo(0, 9);
        }
      },
    ),
  );
});

describe('Newton', () => {
  test.each([
    ['f(x) = -exp(x)', [0]],
    ['f(x, y) = -exp(x) - exp(y)', [0, 0.5]],
    ['f(x[70]) = -sum(exp(x))', new Array(70).fill(0)],
  ])('goes ever farther where %s falls ever faster', (text, start) => {
    const { result } = runOf(objectiveOf(text), 'newton', start);
    expect(result.f).toBeLessThan(-1e100);
    expect(result.iterations).toBeLessThan(15);
  });

  test('leaves a saddle whose gradient is exactly 0', () => {
    const { result } = runOf(objectiveOf('f(x, y) = x^2 - y^2 + y^4'), 'newton', [0, 0], {
      until: { iterations: 100, decrease: 1e-14 },
    });
    expect(result.f).toBeCloseTo(-0.25, 12);
  });

  test('goes downhill from where the Hessian is indefinite or negative definite', () => {
    for (const start of [
      [0.1, 0.05],
      [-0.2, 0.3],
      [0.5, 0],
      [1e-5, 1e-5],
    ]) {
      const { result, trace } = runOf(objectiveOf('f(x, y) = (x^2 - 1)^2 + (y^2 - 1)^2'), 'newton', start);
      expect(result.reason).toBe('gradient');
      expect(Math.abs(result.f)).toBeLessThan(1.01);
      for (let i = 1; i < trace.length; i++) expect(trace.f[i]).toBeLessThanOrEqual(trace.f[i - 1] as number);
    }
  });

  test('many variables are solved by products with the Hessian, never by the Hessian itself', () => {
    const text = 'f(x[100]) = sum(i, 1, 99, 100*(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)';
    const start = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const { result } = runOf(objectiveOf(text), 'newton', start);
    expect(result.reason).toBe('gradient');
    expect(result.evaluations.f).toBeLessThan(1000);
    expect(result.evaluations.hvp).toBeGreaterThan(0);
  });

  test('converges quadratically: the last steps square the gradient', () => {
    const { trace } = runOf(objectiveOf('f(x, y) = exp(x) + exp(-x) + exp(x + y) - y'), 'newton', [1, 1], {
      until: { gradient: 1e-12, iterations: 50 },
    });
    const last = Array.from(trace.gradientNorm).filter((g) => g < 0.1 && g > 1e-15);
    for (let i = 1; i < last.length; i++)
      expect(last[i] as number).toBeLessThan(5 * (last[i - 1] as number) ** 2 + 1e-14);
  });
});

describe('quadratics', () => {
  const quadratic = (n: number) => objectiveOf(`f(x[${n}]) = sum(i, 1, ${n}, i*(x[i] - i)^2) + 0.5*sum(x)^2`);
  test.each(['bfgs', 'lbfgs', 'cg'])('%s with exact steps ends after n + 1 steps', (method) => {
    for (const n of [1, 2, 5, 10]) {
      const { result } = runOf(quadratic(n), method, new Array<number>(n).fill(0), {
        rate: { kind: 'search', search: 'exact', settings: {} },
        until: { gradient: 1e-7, iterations: 100 },
      });
      expect(result.iterations).toBeLessThanOrEqual(n + 1);
    }
  });

  test('every variant of plain conjugate gradients ends after n + 1 exact steps', () => {
    for (const variant of [0, 1, 2, 3]) {
      const { result } = runOf(quadratic(6), 'cg', new Array<number>(6).fill(0), {
        hyperparameters: { variant, memory: 0 },
        rate: { kind: 'search', search: 'exact', settings: {} },
        until: { gradient: 1e-7, iterations: 100 },
      });
      expect(result.iterations).toBeLessThanOrEqual(7);
    }
  });

  test.each(['newton', 'gaussnewton'])('%s ends after one step', (method) => {
    const { result } = runOf(quadratic(5), method, [3, -1, 4, 1, 5], {
      until: { gradient: 1e-7, iterations: 9 },
    });
    expect(result.iterations).toBe(1);
  });
});
