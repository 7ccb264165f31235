import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { type Estimate, estimate } from '../../../../src/core/gradients/estimate.ts';
import { makeGradient } from '../../../../src/core/gradients/make-gradient.ts';
import type { SettingValues } from '../../../../src/core/gradients/source.ts';
import { TANGENTS } from '../../../../src/core/gradients/tangents.ts';
import { gradientAt, objectiveOf } from '../../support/objectives.ts';

/** A function whose partial derivatives are all different, in n variables. */
function curved(n: number): string {
  const names = Array.from({ length: n }, (_, i) => `x${i + 1}`);
  return `f(${names.join(', ')}) = ${names.map((name, i) => `${i + 1}*${name}^2 + exp(${name}/${i + 2})`).join(' + ')}`;
}

const pointOf = (n: number) => Array.from({ length: n }, (_, i) => Math.sin(3 * i + 1));

function study(n: number, settings: SettingValues, samples = 20_000): Estimate {
  return estimate({
    objective: objectiveOf(curved(n)),
    x: pointOf(n),
    gradient: { name: 'forward', settings },
    samples,
  });
}

/** Expects the measured squared error within 4 standard errors of its theory; a rounding where nothing varies. */
function expectTheory(result: Estimate, expected: number): void {
  expect(result.theory.relativeSquaredError).toBeCloseTo(expected, 12);
  const slack = 4 * result.relativeSquaredErrorError + 1e-12;
  expect(Math.abs(result.relativeSquaredError - expected)).toBeLessThan(slack);
}

describe.each([2, 5, 20])('the squared error in %i dimensions is that of the theory', (n) => {
  const single: Readonly<Record<string, number>> = {
    gaussian: n + 1,
    rademacher: n - 1,
    sphere: n - 1,
    coordinate: n - 1,
  };

  it.each(Object.keys(TANGENTS))('one tangent, %s', (distribution) => {
    const result = study(n, { distribution });
    expectTheory(result, single[distribution] as number);
    expect(result.bias?.biased).toBe(false);
  });

  it.each(Object.keys(TANGENTS))('the mean of three, %s', (distribution) => {
    const result = study(n, { distribution, tangents: 3, seed: 5 });
    expectTheory(result, (single[distribution] as number) / 3);
    expect(result.bias?.biased).toBe(false);
  });

  it.each(['gaussian', 'sphere', 'rademacher', 'coordinate'])('the projection on two, %s', (distribution) => {
    const span = { rademacher: 2 - 2 ** (1 - n), coordinate: n * (1 - (1 - 1 / n) ** 2) }[distribution] ?? 2;
    const result = study(n, { distribution, tangents: 2, combine: 'orthogonal' }, 5000);
    expectTheory(result, 1 - span / n);
    expect(result.bias?.biased).toBe(span < n);
  });
});

describe('the orthogonal combination', () => {
  it.each([2, 5, 20])('is the gradient itself for as many tangents as there are %i variables', (n) => {
    for (const distribution of ['gaussian', 'sphere']) {
      const { mean, truth, relativeSquaredError } = study(
        n,
        { distribution, tangents: n, combine: 'orthogonal' },
        20,
      );
      expect(relativeSquaredError).toBeLessThan(1e-26);
      mean.forEach((entry, i) => {
        expect(entry).toBeCloseTo(truth[i] as number, 12);
      });
    }
  });

  it('does not ask for more derivatives than the tangents span dimensions', () => {
    const { cost, relativeSquaredError } = study(2, { tangents: 7, combine: 'orthogonal' }, 10);
    expect(cost).toEqual({ f: 0, gradient: 0, jvp: 2, hvp: 0 });
    expect(relativeSquaredError).toBeLessThan(1e-26);
  });

  it('has no formula for three vectors of signs', () => {
    const { theory } = study(5, { tangents: 3, combine: 'orthogonal', distribution: 'rademacher' }, 10);
    expect(theory).toEqual({
      note: 'how many dimensions more than two vectors of signs span has no closed formula',
    });
  });
});

describe('a forward gradient', () => {
  const text = 'f(x, y) = x^2*y + exp(y)';
  const objective = objectiveOf(text);
  const compiled = compileObjective(objective);
  const x = Float64Array.of(1.5, -0.5);
  const make = (settings: SettingValues) => makeGradient({ name: 'forward', settings }, objective, compiled);

  it('gives f in the same pass, and costs a derivative for each tangent', () => {
    const gradient = make({ tangents: 4 });
    expect(gradient.valueAndGradient(x, new Float64Array(2))).toBe(compiled.value(x));
    expect(gradient.cost).toEqual({ f: 0, gradient: 0, jvp: 4, hvp: 0 });
  });

  it('is the same for the same seed, another for another', () => {
    const draw = (seed: number) => {
      const g = new Float64Array(2);
      make({ seed }).valueAndGradient(x, g);
      return g;
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('goes on bit for bit from a state that went through JSON', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(TANGENTS)),
        fc.nat(20),
        fc.boolean(),
        (distribution, before, project) => {
          const settings = { distribution, tangents: 2, combine: project ? 'orthogonal' : 'mean' };
          const [one, other] = [make(settings), make(settings)];
          const [g, h] = [new Float64Array(2), new Float64Array(2)];
          for (let i = 0; i < before; i++) one.valueAndGradient(x, g);
          other.restore(JSON.parse(JSON.stringify(one.state())));
          for (let i = 0; i < 5; i++) {
            expect(one.valueAndGradient(x, g)).toBe(other.valueAndGradient(x, h));
            expect(g).toEqual(h);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the same drawn one by one and in blocks', () => {
    for (const distribution of Object.keys(TANGENTS)) {
      for (const tangents of [1, 3]) {
        const [one, other] = [make({ distribution, tangents }), make({ distribution, tangents })];
        const [g, block] = [new Float64Array(2), new Float64Array(20)];
        other.sample?.(x, block, 10);
        for (let i = 0; i < 10; i++) {
          one.valueAndGradient(x, g);
          expect(g[0]).toBeCloseTo(block[2 * i] as number, 12);
          expect(g[1]).toBeCloseTo(block[2 * i + 1] as number, 12);
        }
      }
    }
  });

  it('is no longer than its tangent allows where the derivative is clipped', () => {
    const [g, block] = [new Float64Array(2), new Float64Array(200)];
    const clipped = make({ clip: 0.1, distribution: 'sphere' });
    for (let i = 0; i < 50; i++) {
      clipped.valueAndGradient(x, g);
      expect(Math.hypot(...g)).toBeLessThanOrEqual(0.1 * Math.SQRT2 * (1 + 1e-12));
    }
    clipped.sample?.(x, block, 100);
    for (let i = 0; i < 100; i++) {
      expect(Math.hypot(block[2 * i] as number, block[2 * i + 1] as number)).toBeLessThanOrEqual(
        0.1 * Math.SQRT2 * (1 + 1e-12),
      );
    }
  });

  it('along a coordinate is √n·√n times one entry of the gradient', () => {
    const exact = gradientAt(text, Array.from(x));
    const g = new Float64Array(2);
    const gradient = make({ distribution: 'coordinate' });
    for (let i = 0; i < 10; i++) {
      gradient.valueAndGradient(x, g);
      const at = g[0] === 0 ? 1 : 0;
      expect(g[1 - at]).toBe(0);
      expect(g[at]).toBeCloseTo(2 * (exact[at] as number), 12);
    }
  });

  it('works in many dimensions, where nothing is written out', () => {
    const large = objectiveOf('f(w[500]) = sum(w.^2) + w[1]*w[500]');
    const point = Array.from({ length: 500 }, (_, i) => Math.cos(i));
    const result = estimate({
      objective: large,
      x: point,
      gradient: { name: 'forward', settings: { distribution: 'rademacher', tangents: 4 } },
      samples: 300,
    });
    expectTheory(result, 499 / 4);
    expect(result.covariance).toBeUndefined();
    const last = (result.history.samples.length - 1) * 500;
    expect(result.history.mean.slice(last)).toEqual(result.mean);
  });
});
