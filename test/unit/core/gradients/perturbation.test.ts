import { describe, expect, it } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { estimate } from '../../../../src/core/gradients/estimate.ts';
import { makeGradient } from '../../../../src/core/gradients/make-gradient.ts';
import type { SettingValues } from '../../../../src/core/gradients/source.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const objective = objectiveOf('f(x, y, z) = exp(x)*sin(y) + x*y^2*z');
const compiled = compileObjective(objective);
const x = Float64Array.of(0.3, 1.2, -0.7);

function draw(name: string, settings: SettingValues, count = 5): number[] {
  const source = makeGradient({ name, settings }, objective, compiled);
  const g = new Float64Array(3);
  return Array.from({ length: count }, () => {
    expect(source.valueAndGradient(x, g)).toBe(compiled.value(x));
    return Array.from(g);
  }).flat();
}

describe('small steps lead to the forward gradient', () => {
  it('SPSA to that along the same signs', () => {
    const limit = draw('forward', { distribution: 'rademacher', seed: 4 });
    expectClose(draw('spsa', { c: 1e-5, seed: 4 }), limit, 1e-8);
    expectClose(draw('spsa', { c: 1e-2, seed: 4 }), limit, 1e-2);
  });

  it('evolution strategies to the mean of those along the same directions', () => {
    const limit = draw('forward', { tangents: 6, seed: 4 });
    expectClose(draw('es', { sigma: 1e-5, samples: 6, seed: 4 }), limit, 1e-7);
  });
});

describe.each([
  { name: 'spsa', settings: { seed: 1 }, theory: 2, f: 3 },
  { name: 'es', settings: { seed: 1, samples: 4, sigma: 1e-3 }, theory: 1, f: 9 },
])('$name', ({ name, settings, theory, f }) => {
  it('has the squared error of its theory', () => {
    const result = estimate({ objective, x, gradient: { name, settings }, samples: 20_000 });
    expect(result.theory.relativeSquaredError).toBe(theory);
    expect(Math.abs(result.relativeSquaredError - theory)).toBeLessThan(
      4 * result.relativeSquaredErrorError + 1e-6,
    );
    expect(result.bias?.biased).toBe(false);
    expect(result.cost).toEqual({ f, gradient: 0, jvp: 0, hvp: 0 });
  });

  it('goes on from its state', () => {
    const [one, other] = [0, 0].map(() => makeGradient({ name, settings }, objective, compiled)) as [
      ReturnType<typeof makeGradient>,
      ReturnType<typeof makeGradient>,
    ];
    const [g, h] = [new Float64Array(3), new Float64Array(3)];
    one.valueAndGradient(x, g);
    other.restore(JSON.parse(JSON.stringify(one.state())));
    one.valueAndGradient(x, g);
    other.valueAndGradient(x, h);
    expect(h).toEqual(g);
    expect(() => other.restore(null)).toThrow(
      'a random source goes on from the state of its generator, not from null',
    );
  });
});

it('evolution strategies see f smoothed where sigma is large', () => {
  // The mean of (x + σv)⁴ has the derivative 4x³ + 12σ²x.
  const quartic = objectiveOf('f(x) = x^4');
  const gradient = { name: 'es', settings: { sigma: 0.5 } };
  const { mean, standardError, bias } = estimate({ objective: quartic, x: [1], gradient, samples: 20_000 });
  expect(Math.abs((mean[0] as number) - 7)).toBeLessThan(4 * (standardError[0] as number));
  expect(bias?.biased).toBe(true);
});
