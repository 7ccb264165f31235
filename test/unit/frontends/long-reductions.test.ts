import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import { objectiveOf } from '../support/objectives.ts';

/** f, ∇f and ∇²f·v of a text at a point. */
function evaluate(text: string, x: Float64Array, v: Float64Array) {
  const f = compileObjective(objectiveOf(text));
  const [gradient, product] = [new Float64Array(x.length), new Float64Array(x.length)];
  const value = f.valueAndGradient(x, gradient);
  f.hessianVector(x, v, product);
  return { value, gradient, product };
}

const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe('reductions of long vectors', () => {
  test('a product of any length is ∏ xᵢ, with ∂f/∂xᵢ = f/xᵢ and ∇²f·x = (n − 1)·∇f', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer(), (n, seed) => {
        const x = Float64Array.from({ length: n }, (_, i) => 1 + 0.3 * Math.sin(seed + i));
        const { value, gradient, product } = evaluate(`f(x[${n}]) = prod(x)`, x, x);
        near(
          value,
          x.reduce((all, each) => all * each, 1),
        );
        for (let i = 0; i < n; i++) {
          near(gradient[i] as number, value / (x[i] as number));
          near(product[i] as number, (n - 1) * (gradient[i] as number));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the greatest and the least of any length have their gradient in one entry', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer(), (n, seed) => {
        const x = Float64Array.from({ length: n }, (_, i) => Math.sin(seed + i * i));
        const values = Array.from(x, (each) => Math.exp(each));
        for (const [name, best] of [
          ['max', Math.max(...values)],
          ['min', Math.min(...values)],
        ] as const) {
          const { value, gradient } = evaluate(`f(x[${n}]) = ${name}(exp(x))`, x, x);
          near(value, best);
          const at = values.indexOf(best);
          for (const [i, each] of gradient.entries()) near(each, i === at ? best : 0);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a hundred thousand factors are a small graph', () => {
    const text = 'f(x) = prod(i, 1, 100000, 1 + x/i)';
    expect(objectiveOf(text).graph.length).toBeLessThan(500);
    // ∏ (1 + x/i) = Γ(n + 1 + x)/(Γ(n + 1)·Γ(1 + x)); at x = 1 it is n + 1.
    near(evaluate(text, Float64Array.of(1), Float64Array.of(1)).value, 100_001);
  });
});
