import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objective } from '../../../../src/core/objective.ts';
import type { Rate } from '../../../../src/core/run/experiment.ts';
import type { Trace } from '../../../../src/core/run/trace.ts';
import { objectiveOf } from '../../support/objectives.ts';
import { runOf } from '../../support/run-of.ts';

/** f(x) = ½ xᵀAx with eigenvalues from μ to L, turned at random, and a start with a part along every eigenvector. */
interface Quadratic {
  readonly objective: Objective;
  readonly mu: number;
  readonly L: number;
  readonly start: readonly number[];
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });

/** @param condition - L/μ at most; it is at least 3. */
function quadratics(most: number, condition: number): fc.Arbitrary<Quadratic> {
  return fc.integer({ min: 2, max: most }).chain((n) =>
    fc
      .record({
        mu: fc.double({ min: 0.01, max: 10, noNaN: true }),
        kappa: fc.double({ min: 3, max: condition, noNaN: true }),
        between: fc.array(unit, { minLength: n - 2, maxLength: n - 2 }),
        // No tiny entries, whose squares would have lost their digits.
        mirror: fc.array(fc.integer({ min: -64, max: 64 }), { minLength: n, maxLength: n }),
        parts: fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: n, maxLength: n }),
      })
      .map(({ mu, kappa, between, mirror, parts }) => {
        const L = kappa * mu;
        const values = [mu, ...between.map((t) => mu * kappa ** t), L];
        const square = mirror.reduce((sum, entry) => sum + entry * entry, 0);
        // Householder's reflection, which is its own inverse; the identity where there is no mirror.
        const turn = (v: readonly number[]) => {
          if (square === 0) return [...v];
          const part = (2 * mirror.reduce((sum, entry, i) => sum + entry * (v[i] as number), 0)) / square;
          return v.map((entry, i) => entry - part * (mirror[i] as number));
        };
        const axis = (i: number) => values.map((_, j) => (i === j ? 1 : 0));
        const rows = values.map((_, i) =>
          turn(turn(axis(i)).map((entry, j) => entry * (values[j] as number))),
        );
        const matrix = rows.map((row) => row.map((entry) => entry.toString()).join(', ')).join('; ');
        const objective = objectiveOf(`A = [${matrix}]\nf(x[${n}]) = sum(x .* (A*x))/2`);
        return { objective, mu, L, start: turn(parts) };
      }),
  );
}

const constant = (value: number): Rate => ({ kind: 'constant', value });
const EXACT: Rate = { kind: 'search', search: 'exact', settings: {} };

/** ‖xₖ‖ of every row. */
function lengths({ x, length, dimension: n }: Trace): number[] {
  return Array.from({ length }, (_, k) => Math.hypot(...x.subarray(k * n, (k + 1) * n)));
}

describe('on a quadratic of condition κ', () => {
  test('gradient descent with the rate 2/(μ + L) comes nearer by (κ − 1)/(κ + 1) in every step, and in the long run by no less', () => {
    fc.assert(
      fc.property(quadratics(5, 60), ({ objective, mu, L, start }) => {
        const { trace } = runOf(objective, 'gd', start, {
          rate: constant(2 / (mu + L)),
          until: { iterations: 200 },
        });
        const r = (L - mu) / (L + mu);
        const distance = lengths(trace);
        for (let k = 1; k <= 200; k++)
          expect(distance[k] as number).toBeLessThanOrEqual(r * (distance[k - 1] as number) * (1 + 1e-9));
        // The parts along the two ends of the spectrum shrink by exactly r, so the distance is never below theirs at the start times rᵏ.
        const floor = 0.5 * Math.SQRT2 * r ** 200;
        expect(distance[200] as number).toBeGreaterThanOrEqual(floor * (1 - 1e-6));
      }),
      { numRuns: 60 },
    );
  });

  test('the steepest descent with exact steps makes f fall at least by ((κ − 1)/(κ + 1))² (Kantorovich)', () => {
    fc.assert(
      fc.property(quadratics(5, 200), ({ objective, mu, L, start }) => {
        const { trace } = runOf(objective, 'gd', start, { rate: EXACT, until: { iterations: 60 } });
        const r = ((L - mu) / (L + mu)) ** 2;
        for (let k = 1; k < trace.length; k++)
          expect(trace.f[k] as number).toBeLessThanOrEqual(r * (trace.f[k - 1] as number) * (1 + 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  test('the heavy ball with Polyak’s parameters converges like ((√κ − 1)/(√κ + 1))ᵏ', () => {
    fc.assert(
      fc.property(quadratics(5, 1000), ({ objective, mu, L, start }) => {
        const [low, high] = [Math.sqrt(mu), Math.sqrt(L)];
        const r = (high - low) / (high + low);
        const { trace } = runOf(objective, 'momentum', start, {
          rate: constant(4 / (low + high) ** 2),
          hyperparameters: { momentum: r ** 2 },
          until: { iterations: 400 },
        });
        const distance = lengths(trace);
        // At both ends of the spectrum the two roots coincide: the error is (a + bk) rᵏ with |a|, |b| ≤ ‖x₀‖(1 + r)/r; between them at most that.
        const reach = (distance[0] as number) * (1 + 1 / r);
        for (let k = 1; k <= 400; k++) {
          const bound = 2 * reach * (1 + k) * r ** k;
          if (bound > 1e-250) expect(distance[k] as number).toBeLessThanOrEqual(bound + 1e-13 * r ** k);
        }
        // … and no faster.
        if (r ** 400 > 1e-250) expect(Math.max(...distance.slice(390))).toBeGreaterThan(0.1 * r ** 400);
      }),
      { numRuns: 60 },
    );
  });

  test('Nesterov’s method keeps his bound (1 − 1/√κ)ᵏ (f(x₀) + μ‖x₀‖²/2)', () => {
    fc.assert(
      fc.property(quadratics(5, 1000), ({ objective, mu, L, start }) => {
        const root = Math.sqrt(L / mu);
        const { trace } = runOf(objective, 'nesterov', start, {
          rate: constant(1 / L),
          hyperparameters: { momentum: (root - 1) / (root + 1) },
          until: { iterations: 300 },
        });
        const first = (trace.f[0] as number) + (mu / 2) * (lengths(trace)[0] as number) ** 2;
        // The bound is for the points after a gradient step, of which the run's points look ahead: such a step lowers f.
        for (let k = 0; k < 300; k++) {
          const after = (trace.f[k] as number) - (trace.gradientNorm[k] as number) ** 2 / L;
          expect(after).toBeLessThanOrEqual((1 - 1 / root) ** (k + 1) * first * (1 + 1e-9));
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(['bfgs', 'lbfgs', 'cg'])('%s with exact steps ends after at most n of them', (method) => {
    fc.assert(
      fc.property(quadratics(7, 30), ({ objective, start }) => {
        const { trace } = runOf(objective, method, start, {
          rate: EXACT,
          until: { iterations: start.length },
        });
        expect(trace.gradientNorm.at(-1) as number).toBeLessThan(1e-7 * (trace.gradientNorm[0] as number));
      }),
      { numRuns: 60 },
    );
  });

  test('every variant of plain conjugate gradients does so, too', () => {
    fc.assert(
      fc.property(quadratics(7, 30), fc.constantFrom(0, 1, 2, 3), ({ objective, start }, variant) => {
        const { trace } = runOf(objective, 'cg', start, {
          hyperparameters: { variant, memory: 0 },
          rate: EXACT,
          until: { iterations: start.length },
        });
        expect(trace.gradientNorm.at(-1) as number).toBeLessThan(1e-7 * (trace.gradientNorm[0] as number));
      }),
      { numRuns: 80 },
    );
  });
});

/** f(x) = μ‖x‖²/2 + Σ log(1 + exp(aᵢᵀx + bᵢ)): strongly convex by μ, with a Hessian of the Lipschitz constant Σ ‖aᵢ‖³/(6√3). */
const logistics = fc.integer({ min: 1, max: 4 }).chain((n) => {
  const entry = fc.double({ min: -2, max: 2, noNaN: true }).map((v) => Math.round(v * 1e3) / 1e3);
  const row = fc.array(entry, { minLength: n + 1, maxLength: n + 1 });
  return fc
    .record({
      mu: fc.constantFrom(0.1, 0.5, 2),
      rows: fc.array(row, { minLength: 2, maxLength: 5 }),
      start: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n }),
    })
    .map(({ mu, rows, start }) => {
      const terms = rows.map((a) => {
        const sum = a.slice(0, n).map((each, i) => `(${each})*x[${i + 1}]`);
        return `log(1 + exp(${sum.join(' + ')} + (${a[n]})))`;
      });
      return {
        objective: objectiveOf(`f(x[${n}]) = ${mu}/2*sum(x.^2) + ${terms.join(' + ')}`),
        mu,
        start,
        lipschitz: rows.reduce((sum, a) => sum + Math.hypot(...a.slice(0, n)) ** 3, 0) / (6 * Math.sqrt(3)),
      };
    });
});

test('Newton’s method converges quadratically: ‖∇f(xₖ₊₁)‖ ≤ M/(2μ²) ‖∇f(xₖ)‖²', () => {
  fc.assert(
    fc.property(logistics, ({ objective, mu, start, lipschitz }) => {
      const { trace } = runOf(objective, 'newton', start, { until: { gradient: 1e-13, iterations: 60 } });
      const factor = lipschitz / (2 * mu ** 2);
      const slopes = trace.gradientNorm;
      for (let k = 1; k < trace.length; k++) {
        const before = slopes[k - 1] as number;
        // Where the bound promises a fall, the whole step is taken; 1e-14 is what rounding leaves.
        if (factor * before < 1)
          expect(slopes[k] as number).toBeLessThanOrEqual(factor * before ** 2 * (1 + 1e-9) + 1e-14);
      }
      // From where it promises a half, ten doublings of the digits are more than there are.
      expect(slopes[trace.length - 1] as number).toBeLessThan(1e-12);
    }),
    { numRuns: 150 },
  );
});

test.each(['bfgs', 'lbfgs'])('%s converges superlinearly, gradient descent does not', (method) => {
  /** Steps from the start to 1e-3 of its gradient, and from there to 1e-10. */
  const stages = ({ gradientNorm: slopes }: Trace): [number, number] => {
    const reach = (part: number) => slopes.findIndex((slope) => slope <= part * (slopes[0] as number));
    return [reach(1e-3), reach(1e-10) - reach(1e-3)];
  };
  fc.assert(
    fc.property(logistics, ({ objective, mu, start }) => {
      const tolerance = { until: { gradient: 1e-13, iterations: 5000 } };
      const first = runOf(objective, method, start, tolerance);
      fc.pre((first.trace.gradientNorm[0] as number) > 0.1);
      const [early, late] = stages(first.trace);
      // At a constant factor a step, seven digits take more than twice as long as the first three; here all n directions are known after some 2n steps.
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(early + 2 * start.length);
      const descent = runOf(objective, 'gd', start, { ...tolerance, rate: constant(mu / 100) });
      const [slow, slower] = stages(descent.trace);
      if (slow > 100 && slower > 0) expect(slower).toBeGreaterThan(1.2 * slow);
    }),
    { numRuns: 60 },
  );
});
