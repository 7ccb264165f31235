import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../../../src/core/gradients/registry.ts';
import { isSolver, METHODS } from '../../../../src/core/methods/registry.ts';
import type { GradientSource } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunRequest } from '../../../../src/core/run/run-request.ts';
import { objectiveOf } from '../../support/objectives.ts';

const ROSENBROCK = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');

/** Every method with the exact gradient, and gradient descent and Adam with every source. */
const CHOICES: readonly (readonly [method: string, source: string])[] = [
  ...Object.keys(METHODS).map((method) => [method, 'backprop'] as const),
  ...Object.keys(SOURCES).flatMap((source) => [['gd', source] as const, ['adam', source] as const]),
];

function request(method: string, source: string, seed: number): RunRequest {
  const declared = METHODS[method];
  const rule = declared !== undefined && !isSolver(declared);
  const gradient: GradientSource = {
    name: source,
    settings: SOURCES[source]?.settings.some(({ name }) => name === 'seed') ? { seed } : {},
  };
  const rate = { kind: 'constant', value: 1e-4 } as const;
  return {
    objective: ROSENBROCK,
    sense: 'minimize',
    start: [-1.2, 1],
    choice: { method, hyperparameters: {}, gradient, ...(rule && { rate }) },
    until: { iterations: 150 },
    traceBudget: 500,
  };
}

describe('paused, stepped and gone on with, a run is what it is without', () => {
  test.each(CHOICES)('%s with %s', (method, source) => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 3), fc.boolean()), { maxLength: 12 }),
        (seed, pieces) => {
          const asked = request(method, source, seed);
          const whole = new Run(asked, () => 0);
          whole.advance(Number.POSITIVE_INFINITY);
          // The clock ticks with every look, so that a piece of 3 ms is a few looks long.
          let now = 0;
          const cut = new Run(asked, () => now++);
          for (const [milliseconds, look] of pieces) {
            cut.advance(milliseconds);
            if (look) cut.trace();
          }
          cut.advance(Number.POSITIVE_INFINITY);
          expect(cut.trace()).toEqual(whole.trace());
          const { seconds: _, ...result } = cut.result() as NonNullable<ReturnType<Run['result']>>;
          const { seconds: __, ...expected } = whole.result() as NonNullable<ReturnType<Run['result']>>;
          expect(result).toEqual(expected);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('where f ceases to be a number in the middle of a run', () => {
  // √x falls towards 0, and its last step leads beyond.
  const objective = objectiveOf('f(x, y) = sqrt(x) + y^2');
  test.each(['gd', 'momentum', 'nesterov', 'sgd'])('%s ends before it, and says where', (method) => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        fc.boolean(),
        (x, rate, compiled) => {
          const asked: RunRequest = {
            objective,
            sense: 'minimize',
            start: [x, 1],
            choice: {
              method,
              hyperparameters: {},
              gradient: { name: 'backprop', settings: {} },
              rate: { kind: 'constant', value: rate },
            },
            until: { iterations: 20_000 },
          };
          const run = new Run(asked, () => 0, undefined, undefined, compiled ? undefined : () => {});
          run.advance(Number.POSITIVE_INFINITY);
          const result = run.result() as NonNullable<ReturnType<Run['result']>>;
          const trace = run.trace();
          expect(result.reason).toBe('nonfinite');
          expect(result.message).toMatch(
            new RegExp(
              `^in step ${result.iterations + 1} f is NaN, at x = -\\S+, y = \\S+; the run ends at the point before$`,
            ),
          );
          expect(result.x[0]).toBeGreaterThan(0);
          expect(result.f).toBe(trace.f[trace.length - 1]);
          expect(result.f).toBe(Math.sqrt(result.x[0] as number) + (result.x[1] as number) ** 2);
          expect(trace.f.every(Number.isFinite)).toBe(true);
          expect(trace.x.every(Number.isFinite)).toBe(true);
          expect(result.best.f).toBe(trace.f.reduce((least, f) => Math.min(least, f)));
        },
      ),
      { numRuns: 20 },
    );
  });
});
