import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledObjective, compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { type Bounds, gradientNorm, mirror, project } from '../../../../src/core/methods/bounds.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import type { MethodChoice } from '../../../../src/core/run/experiment.ts';
import { planExperiment } from '../../../../src/core/run/plan-experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { BOUNDED_PROBLEMS, type BoundedProblem } from '../../support/bounded-problems.ts';
import { objectiveOf } from '../../support/objectives.ts';

const still = () => 0;

/** The choices that a `with` clause stands for. */
function choicesOf(text: string): readonly MethodChoice[] {
  const { experiments, problems } = parseGd(`f(x) = x^2\nminimize f\n  with ${text}`);
  expect(problems).toEqual([]);
  return experiments[0]?.experiment.methods ?? [];
}

/** Runs a method on a problem. f may be asked for inside the box only. */
function solve(problem: BoundedProblem, choice: MethodChoice, iterations: number) {
  const objective = objectiveOf(problem.text);
  const compiled = compileObjective(objective);
  const { lower, upper, start } = problem;
  const inside = (x: ArrayLike<number>) => {
    for (let i = 0; i < x.length; i++) {
      if (!((x[i] as number) >= (lower[i] as number) && (x[i] as number) <= (upper[i] as number)))
        throw new Error(`f was asked for at ${Array.from(x).join(', ')}, outside the box`);
    }
  };
  const guarded: CompiledObjective = {
    size: compiled.size,
    value: (x) => {
      inside(x);
      return compiled.value(x);
    },
    valueAndGradient: (x, g) => {
      inside(x);
      return compiled.valueAndGradient(x, g);
    },
    gradient: (x, g, mode) => compiled.gradient(x, g, mode),
    jvp: (x, v) => compiled.jvp(x, v),
    hessianVector: (x, v, out) => compiled.hessianVector(x, v, out),
    hessian: (x, out) => compiled.hessian(x, out),
    hessianProducts: () => compiled.hessianProducts(),
    field: (...grid) => compiled.field(...grid),
  };
  const experiment = {
    ...{ objective: objective.name, sense: 'minimize' as const, start, bounds: { lower, upper } },
    ...{ methods: [choice], until: { gradient: 1e-6, iterations } },
  };
  const { runs } = planExperiment(objective, experiment, guarded, still);
  const run = new Run(runs[0] as NonNullable<(typeof runs)[0]>, still, guarded);
  run.advance(Number.POSITIVE_INFINITY);
  const trace = run.trace();
  for (let i = 0; i < trace.length; i++)
    inside(trace.x.slice(i * trace.dimension, (i + 1) * trace.dimension));
  return run.result() as RunResult;
}

describe('every solver with bounds ends where the books say', () => {
  const exact = 'cg(), cg(memory = 0, variant = pr), bfgs(), bfgs(rate = backtracking()), lbfgs(), newton()';
  const searching = 'gd(rate = backtracking()), gd(rate = wolfe()), gd(rate = exact())';
  const coarse = 'coordinate(), neldermead(xtol = 1e-8, ftol = 1e-12), cmaes(), de(), pattern()';
  describe.each(BOUNDED_PROBLEMS)('$name', (problem) => {
    test.each(choicesOf(exact))('$method %#', (choice) => {
      const { x, f, reason } = solve(problem, choice, 2000);
      expect(f).toBeCloseTo(problem.minimum, 7);
      expect(Math.max(...x.map((entry, i) => Math.abs(entry - problem.minimizer[i]!)))).toBeLessThan(1e-4);
      expect(reason).toMatch(/gradient|step/);
    });
    test.each([...choicesOf(searching)])('$method %#', (choice) => {
      expect(solve(problem, choice, 40_000).f).toBeCloseTo(problem.minimum, 5);
    });
    test.each([...choicesOf(coarse)])('$method', (choice) => {
      expect(solve(problem, choice, 20_000).f).toBeCloseTo(problem.minimum, 3);
    });
  });

  test.each(['gaussnewton', 'lm'])('%s, on sums of squares', (method) => {
    for (const problem of BOUNDED_PROBLEMS) {
      if (!/^a quadratic|1$/.test(problem.name)) continue;
      const { f } = solve(problem, choicesOf(`${method}()`)[0] as MethodChoice, 1000);
      expect(f).toBeCloseTo(problem.minimum, 7);
    }
  });
});

test.each(
  Object.values(METHODS)
    .filter((method) => !isSolver(method))
    .map(({ name }) => name),
)('%s is projected after every step, simultaneous and sequential', (name) => {
  const problem: BoundedProblem = {
    name: 'a corner',
    text: 'f(x, y) = (x - 2)^2 + (y + 1)^2 + x*y',
    start: [0.2, 0.9],
    lower: [0, 0],
    upper: [1, 1],
    minimum: 2,
    minimizer: [1, 0],
  };
  for (const options of ['', 'update = sequential', 'clip = 0.5']) {
    const rate = name === 'adadelta' ? 'rate = 10' : 'rate = 0.05';
    const text = `${name}(${[rate, options].filter((part) => part !== '').join(', ')})`;
    const result = solve(problem, choicesOf(text)[0] as MethodChoice, 3000);
    expect(result.x, text).toEqual([1, 0]);
    expect(result.f, text).toBe(2);
    expect(result.message, text).toMatch(/^the norm of the projected gradient is 0, less than/);
  }
});

test('on random convex quadratics in random boxes no direction into the box leads downwards at the end', () => {
  const n = 4;
  const entry = fc.double({ min: -3, max: 3, noNaN: true });
  const written = (rows: readonly (readonly number[])[], b: readonly number[]) =>
    `f(x[${n}]) = sum(([${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]*x - [${b.join(', ')}]).^2) + 0.01*sum(x.^2)`;
  fc.assert(
    fc.property(
      fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
      fc.array(entry, { minLength: n, maxLength: n }),
      fc.array(fc.tuple(entry, entry), { minLength: n, maxLength: n }),
      fc.constantFrom('bfgs', 'lbfgs', 'cg', 'newton', 'lm'),
      (rows, b, sides, method) => {
        const bounds: Bounds = {
          lower: sides.map(([p, q]) => Math.min(p, q)),
          upper: sides.map(([p, q]) => Math.max(p, q)),
        };
        const objective = objectiveOf(written(rows, b));
        const start = new Float64Array(n);
        project(start, bounds);
        const problem = {
          ...bounds,
          name: '',
          text: objective.text,
          start: Array.from(start),
          minimum: 0,
          minimizer: [],
        };
        const { x } = solve(problem, choicesOf(`${method}()`)[0] as MethodChoice, 3000);
        const g = new Float64Array(n);
        const point = { x: Float64Array.from(x), f: 0, g };
        compileObjective(objective).valueAndGradient(point.x, g);
        expect(gradientNorm(point, bounds)).toBeLessThan(1e-5);
      },
    ),
    { numRuns: 60 },
  );
});

test('the mirror leads into the box, moves nothing inside, and is continuous', () => {
  const number = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(number, number, number, fc.constantFrom('both', 'lower', 'upper'), (p, q, entry, which) => {
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      const bounds: Bounds = {
        lower: [which === 'upper' ? Number.NEGATIVE_INFINITY : low],
        upper: [which === 'lower' ? Number.POSITIVE_INFINITY : high],
      };
      const at = (value: number) => {
        const x = Float64Array.of(value);
        mirror(x, bounds);
        return x[0] as number;
      };
      const image = at(entry);
      expect(image >= (bounds.lower[0] as number) && image <= (bounds.upper[0] as number)).toBe(true);
      expect(at(image)).toBe(image);
      expect(Math.abs(at(entry + 1e-6) - image)).toBeLessThan(1.1e-6);
    }),
  );
});
