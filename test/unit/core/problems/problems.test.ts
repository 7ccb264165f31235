import * as math from 'mathjs';
import { describe, expect, it } from 'vitest';
import type { ClassicalProblem } from '../../../../src/core/problems/classical-problem.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';

/** The problem's function, as mathjs evaluates its definition. */
function evaluator({ definition, dimension }: ClassicalProblem): (x: readonly number[]) => number {
  const scope = new Map<string, unknown>();
  math.evaluate(definition, scope);
  const f = scope.get(definition.slice(0, definition.indexOf('('))) as (...x: number[]) => number;
  return (x) => {
    expect(x.length).toBe(dimension);
    return f(...x);
  };
}

/** Values at the starting points, from test/oracles/problem-values.py. */
const AT_STARTS: Record<string, number[]> = {
  Rosenbrock: [24.2],
  Beale: [14.203125],
  'Helical valley': [2500.0],
  Bard: [41.681695861678],
  'Powell singular': [215.0],
  Wood: [19192.0],
  'Brown-Dennis': [7926693.336997433],
  'Penalty I': [885.06264],
  Booth: [74.0],
  Matyas: [25.0],
  Himmelblau: [26.0, 170.0],
  'Goldstein-Price': [32.6875],
  Branin: [24.12996441362226],
  'Six-hump camel': [1.3739583333333334],
  McCormick: [1.0],
  Rastrigin: [36.25],
  Ackley: [3.5118825183493674],
  'Styblinski-Tang': [-20.0],
  Trid: [6.0],
  'Bukin N.6': [74.85314773547883],
};

/** Central differences of f at x. */
function gradient(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  return x.map((xi, i) => {
    const h = 1e-5 * Math.max(1, Math.abs(xi));
    return (f(x.with(i, xi + h)) - f(x.with(i, xi - h))) / (2 * h);
  });
}

it('there are twenty, all of different names', () => {
  expect(CLASSICAL_PROBLEMS.length).toBe(20);
  expect(new Set(CLASSICAL_PROBLEMS.map(({ name }) => name)).size).toBe(20);
});

describe.each(CLASSICAL_PROBLEMS.map((problem) => [problem.name, problem] as const))(
  '%s',
  (name, problem) => {
    const f = evaluator(problem);

    it('has the known value at each starting point', () => {
      const values = AT_STARTS[name]!;
      expect(problem.starts.length).toBe(values.length);
      problem.starts.forEach((start, i) => {
        expect(Math.abs(f(start) - values[i]!)).toBeLessThan(1e-14 * (1 + Math.abs(values[i]!)));
      });
    });

    it('has its minimum at each minimizer', () => {
      for (const x of problem.minimizers)
        expect(Math.abs(f(x) - problem.minimum)).toBeLessThan(1e-14 * (1 + Math.abs(problem.minimum)));
      for (const { x, value } of problem.localMinima ?? []) expect(f(x)).toBeCloseTo(value, 10);
    });

    it('is stationary there, and greater all around', () => {
      for (const x of problem.minimizers) {
        const scale = 1 + Math.abs(problem.minimum);
        if (problem.smooth) expect(Math.hypot(...gradient(f, x))).toBeLessThan(1e-6 * scale);
        for (let i = 0; i < x.length; i++) {
          for (const step of [-1e-3, 1e-3])
            expect(f(x.with(i, x[i]! + step))).toBeGreaterThan(problem.minimum);
        }
      }
    });

    it('has starts and minimizers within its domain, and a name of its own in the text', () => {
      expect(problem.definition).toMatch(/^[a-zA-Z]+\(x1(, x\d)*\) = /);
      for (const x of [...problem.starts, ...problem.minimizers]) {
        problem.domain?.forEach(([low, high], i) => {
          expect(x[i]).toBeGreaterThanOrEqual(low);
          expect(x[i]).toBeLessThanOrEqual(high);
        });
      }
      if (problem.domain) expect(problem.domain.length).toBe(problem.dimension);
    });
  },
);
