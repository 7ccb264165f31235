import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import { EvaluationRecorder } from '../../../../src/core/run/evaluation-recorder.ts';
import type { GradientSource } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunRequest } from '../../../../src/core/run/run-request.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

const rosenbrock = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
const window = { coordinates: [0, 1], x: [-2, 2], y: [-1, 3] } as const;

function requestOf(method: string, source: GradientSource = { name: 'backprop', settings: {} }): RunRequest {
  const found = METHODS[method];
  const rule = found !== undefined && !isSolver(found);
  return {
    objective: rosenbrock,
    sense: 'minimize',
    start: [-1.2, 1],
    choice: {
      method,
      hyperparameters: {},
      gradient: source,
      ...(rule && { rate: { kind: 'constant', value: 1e-3 } }),
    },
    until: { iterations: 25 },
  };
}

function record(request: RunRequest, k: number) {
  const recorder = new EvaluationRecorder(request, k, window, compileObjective(request.objective), () => 0);
  while (!recorder.done) recorder.advance(1);
  return recorder.result();
}

describe('where a run evaluates', () => {
  test('gradient descent: at every iterate, f with its gradient', () => {
    const request = requestOf('gd');
    const run = new Run(request, () => 0);
    run.advance(Number.POSITIVE_INFINITY);
    const { places, counts, seen } = record(request, 10);
    expect([...places.gradient]).toEqual([...run.trace().x.slice(0, 22)]);
    expect(counts).toEqual({ f: 0, gradient: 11, hessian: 0 });
    const gradient = new Float64Array(2);
    compileObjective(rosenbrock).valueAndGradient(run.trace().x.slice(20, 22), gradient);
    expectClose(seen ?? [], gradient);
  });

  test.each(Object.keys(METHODS))('%s: no more and no less than it counts', (method) => {
    const request = requestOf(method);
    const run = new Run({ ...request, until: { iterations: 12 } }, () => 0);
    run.advance(Number.POSITIVE_INFINITY);
    const { places, counts } = record(request, 12);
    const { f, gradient, hvp } = run.result()?.evaluations ?? { f: 0, gradient: 0, hvp: 0 };
    expect(counts.f + counts.gradient).toBeGreaterThanOrEqual(Math.max(f, gradient));
    expect(counts.hessian > 0).toBe(hvp > 0);
    expect(places.f.length).toBe(2 * counts.f);
    for (const each of Object.values(places)) expect(each.every(Number.isFinite)).toBe(true);
  });

  test('central differences take f around every iterate, and the method sees their estimate', () => {
    const source = { name: 'difference', settings: { h: 0.1, scheme: 'central' } };
    const { places, counts, seen } = record(requestOf('gd', source), 2);
    expect(counts.gradient).toBe(3);
    const around = (dx: number, dy: number) =>
      places.f.findIndex(
        (x, i) => i % 2 === 0 && Math.hypot(x + 1.2 - dx, (places.f[i + 1] ?? 0) - 1 - dy) < 1e-9,
      );
    for (const [dx, dy] of [
      [0.1, 0],
      [-0.1, 0],
      [0, 0.1],
      [0, -0.1],
    ] as const)
      expect(around(dx, dy)).toBeGreaterThanOrEqual(0);
    const x = places.gradient.slice(4);
    const f = (a: number, b: number) => (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    const [a = 0, b = 0] = x;
    expectClose(
      seen ?? [],
      [(f(a + 0.1, b) - f(a - 0.1, b)) / 0.2, (f(a, b + 0.1) - f(a, b - 0.1)) / 0.2],
      1e-9,
    );
  });

  test('of a long run some are kept, evenly, and all are counted', () => {
    const { places, counts } = record({ ...requestOf('gd'), until: { iterations: 50_000 } }, 20_000);
    expect(counts.gradient).toBe(20_001);
    expect(places.gradient.length).toBeLessThanOrEqual(2 * 4096);
    expect(places.gradient.length).toBeGreaterThan(2 * 2048);
    expect([...places.gradient.slice(0, 2)]).toEqual([-1.2, 1]);
  });
});
