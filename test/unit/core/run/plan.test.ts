import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { CLASSICAL_PROBLEMS } from '../../../../src/core/problems/index.ts';
import { carryOut } from '../../../../src/core/run/carry-out.ts';
import type { Experiment, StopRule } from '../../../../src/core/run/experiment.ts';
import { experimentText } from '../../../../src/core/run/experiment-text.ts';
import { findStart } from '../../../../src/core/run/find-start.ts';
import { pathWindow } from '../../../../src/core/run/path-window.ts';
import { planExperiment } from '../../../../src/core/run/plan-experiment.ts';
import { DEFAULT_UNTIL } from '../../../../src/core/run/plan-run.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';
import { objectiveOf } from '../../support/objectives.ts';

const still = () => 0;
const bare = (objective: string): Experiment => ({ objective, sense: 'minimize', methods: [], until: {} });

describe('defaults', () => {
  test('gradient descent until the gradient is small', () => {
    const objective = objectiveOf('f(x, y) = x^2 + 10*y^2');
    const plan = planExperiment(objective, bare('f'), compileObjective(objective), still);
    expect(plan.until).toEqual(DEFAULT_UNTIL);
    expect(plan.start).toEqual([1, 1]);
    expect(plan.runs.map(({ choice }) => choice.method)).toEqual(['gd']);
    const [rate] = plan.runs.map(({ choice }) => choice.rate);
    // Stable up to 2/20; the next smaller round rate.
    expect(rate).toEqual({ kind: 'constant', value: 0.05 });
  });

  test('a rate by which one step hits the minimum by luck is not taken for stable', () => {
    // With 0.5 the first step from (-1, 1) ends in (1, 1); with 0.2 it diverges.
    const objective = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
    const plan = planExperiment(objective, bare('f'), compileObjective(objective), still);
    expect(plan.start).toEqual([-1, 1]);
    expect(plan.runs[0]?.choice.rate).toEqual({ kind: 'constant', value: 0.001 });
  });

  test('a rule without a bound on the work gets one', () => {
    const objective = objectiveOf('f(x) = x^2');
    const plan = (until: StopRule) =>
      planExperiment(objective, { ...bare('f'), until }, compileObjective(objective), still).until;
    expect(plan({ gradient: 1e-3 })).toEqual({ gradient: 1e-3, iterations: 10_000 });
    expect(plan({ time: 1 })).toEqual({ time: 1 });
    expect(plan({ evaluations: 9 })).toEqual({ evaluations: 9 });
  });

  test.each<[string, number[]]>([
    ['f(x, y) = (x - 1)^2 + (y - 1)^2', [-1, 1]],
    ['f(x) = log(x)', [1]],
    ['f(x, y) = log(-x) + y^2', [-1, 1]],
    ['f(x) = 3 + 0*x', [1]],
    // Two vectors that begin alike would begin where it is least.
    ['f(v[2], u[2]) = sum((v - u).^2)', [2, -1, 0.5, -2]],
    ['f(v[5], u[5]) = sum((v - u).^2)', [1, -1, 1, -1, 1, -1, 1, -1, 1, -1].map((entry) => -entry)],
    ['f(x) = log(-1 - x^2)', [1]],
  ])('the start of %s', (text, start) => {
    expect(findStart(compileObjective(objectiveOf(text)))).toEqual(start);
  });

  test.each(CLASSICAL_PROBLEMS.map((problem) => [problem.name, problem] as const))(
    'the rate found for %s descends',
    (_, problem) => {
      const objective = objectiveOf(problem.definition);
      const {
        runs: [finished],
      } = carryOut(
        objective,
        {
          ...bare(objective.name),
          start: problem.starts[0] as readonly number[],
          until: { iterations: 100 },
        },
        still,
      );
      const { f, length } = (finished as NonNullable<typeof finished>).trace;
      expect(length).toBeGreaterThan(1);
      expect(f[length - 1]).toBeLessThan(f[0] as number);
      expect((finished as NonNullable<typeof finished>).result.reason).not.toMatch(/diverged|nonfinite/);
    },
  );
});

describe('a plan written out', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
  const rate = fc.double({ min: 1e-9, max: 10, noNaN: true });
  const interval = fc.tuple(number, rate).map(([low, length]) => [low, low + length + 1] as const);
  const source = { gradient: { name: 'backprop', settings: {} } } as const;
  const choice = fc.oneof(
    rate.map((value) => ({
      method: 'gd',
      rate: { kind: 'constant', value } as const,
      hyperparameters: {},
      ...source,
    })),
    fc.tuple(rate, fc.double({ min: 0, max: 0.99, noNaN: true })).map(([value, momentum]) => ({
      method: 'momentum',
      rate: { kind: 'constant', value } as const,
      hyperparameters: { momentum },
      ...source,
    })),
    fc.tuple(rate, fc.double({ min: 0, max: 1, noNaN: true })).map(([value, epsilon]) => ({
      method: 'adam',
      rate: { kind: 'constant', value } as const,
      hyperparameters: { epsilon },
      ...source,
    })),
  );
  const until = fc.record(
    {
      decrease: rate,
      relativeDecrease: rate,
      gradient: rate,
      step: rate,
      target: number,
      iterations: fc.nat(),
      evaluations: fc.nat(),
      time: rate,
    },
    { requiredKeys: ['iterations'] },
  );

  test('reads back as the same start, methods, conditions and window', () => {
    const objective = objectiveOf('f(x, w[2], W[2, 2]) = x^2 + sum(w.^2) + sum(W.^2)');
    const side = fc.option(number, { nil: Number.POSITIVE_INFINITY });
    const sides = fc.option(fc.array(side, { minLength: 14, maxLength: 14 }), { nil: undefined });
    const experiment = fc.record({
      objective: fc.constant('f'),
      sense: fc.constantFrom('minimize' as const, 'maximize' as const),
      start: fc.array(number, { minLength: 7, maxLength: 7 }),
      methods: fc.array(choice, { minLength: 1, maxLength: 3 }),
      until,
      show: fc.record({
        coordinates: fc.constantFrom([0, 1] as const, [2, 5] as const),
        x: interval,
        y: interval,
      }),
    });
    const compiled = compileObjective(objective);
    fc.assert(
      fc.property(experiment, sides, (unbounded, ends) => {
        const bounds = ends && {
          lower: unbounded.start.map((entry, i) =>
            ends[i] === Infinity ? -Infinity : Math.min(entry, ends[i]!),
          ),
          upper: unbounded.start.map((entry, i) => Math.max(entry, ends[i + 7]!)),
        };
        const free = bounds?.lower.every((low, i) => low === -Infinity && bounds.upper[i] === Infinity);
        const written = bounds && !free ? { ...unbounded, bounds } : unbounded;
        const plan = planExperiment(objective, written, compiled, still);
        const text = experimentText(objective, plan, written);
        const { experiments, problems } = parseGd(`${objective.text}\n${text}`);
        expect(problems, text).toEqual([]);
        expect(experiments[0]?.experiment).toEqual(written);
      }),
      { numRuns: 150 },
    );
  });

  test('every default is there', () => {
    const objective = objectiveOf('f(x) = x^2');
    const plan = planExperiment(objective, bare('f'), compileObjective(objective), still);
    expect(experimentText(objective, plan)).toBe(
      'minimize f\n  from  x = 1\n  with  gd(rate = 0.2)\n  until gradient < 1e-6, iterations = 10000',
    );
  });
});

describe('the window of paths', () => {
  const traceOf = (text: string) => {
    const { experiments } = parseGd(text);
    const { objective, experiment } = experiments[0] as (typeof experiments)[number];
    return carryOut(objective, experiment, still).runs.map(({ trace }) => trace);
  };

  test('holds every point, with its end in the middle', () => {
    const traces = traceOf(
      'f(x, y) = x^2 + 10*y^2\nminimize f\n  from x = 3, y = -1\n  with gd(rate = [0.01, 0.05])\n  until gradient < 1e-6',
    );
    const { x, y } = pathWindow(traces, [0, 1]);
    for (const { x: points, length } of traces) {
      for (let i = 0; i < length; i++) {
        expect(points[2 * i]).toBeGreaterThan(x[0]);
        expect(points[2 * i]).toBeLessThan(x[1]);
        expect(points[2 * i + 1]).toBeGreaterThan(y[0]);
        expect(points[2 * i + 1]).toBeLessThan(y[1]);
      }
    }
    expect(Math.abs(x[0] + x[1])).toBeLessThan(0.2 * (x[1] - x[0]));
  });

  test('of a curve has the path in its middle, not its end, with as much room around it', () => {
    const { x } = pathWindow(
      traceOf('f(x) = x^2\nminimize f\n  from x = 4\n  with gd(rate = 0.1)\n  until gradient < 1e-9'),
      [0, 0],
    );
    expect((x[0] + x[1]) / 2).toBeCloseTo(2, 0);
    // Beyond the minimum at 0 the curve is seen to rise.
    expect(x[0]).toBeLessThan(-1);
    expect(x[1]).toBeGreaterThan(5);
    expect(x[1] - x[0]).toBeLessThanOrEqual(8);
  });

  test('leaves a run that ran away out of account', () => {
    const both = traceOf(
      'f(x, y) = x^2 + y^2\nminimize f\n  from x = 1, y = 1\n  with gd(rate = [0.1, 1.5])\n  until iterations = 60',
    );
    const { x } = pathWindow(both, [0, 1]);
    expect(x[1] - x[0]).toBeLessThan(10);
  });

  test('of a single point has a size', () => {
    const { x, y } = pathWindow(
      traceOf('f(x) = x^2\nminimize f\n  from x = 5\n  until iterations = 0'),
      [0, 0],
    );
    expect(x[0]).toBeLessThan(5);
    expect(x[1]).toBeGreaterThan(5);
    expect(y).toEqual(x);
  });
});
