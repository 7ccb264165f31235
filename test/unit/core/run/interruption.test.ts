import { expect, test } from 'vitest';
import type { GradientSource, StopRule } from '../../../../src/core/run/experiment.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunResult } from '../../../../src/core/run/run-result.ts';
import { objectiveOf } from '../../support/objectives.ts';

const ROSENBROCK = objectiveOf('f(x, y) = (1 - x)^2 + 100*(y - x^2)^2');
/** A sum of squares of many variables: one step of Levenberg–Marquardt takes 400 directional derivatives and a large QR. */
const LARGE = objectiveOf('f(x[400]) = sum((x.^2 - 1).^2) + sum((x[1:399] - x[2:400]).^2)');

interface Options {
  readonly hyperparameters?: Readonly<Record<string, number>>;
  readonly gradient?: GradientSource;
  readonly until?: StopRule;
  readonly cancelled?: () => boolean;
  readonly objective?: typeof ROSENBROCK;
}

/** Carries a run out whose clock goes on by 5 ms with every look. */
function carry(method: string, options: Options): RunResult {
  const {
    hyperparameters = {},
    gradient = { name: 'backprop', settings: {} },
    until = {},
    cancelled,
  } = options;
  const objective = options.objective ?? ROSENBROCK;
  let now = 0;
  const choice = { method, hyperparameters, gradient, rate: { kind: 'constant', value: 1e-4 } as const };
  const { rate, ...solver } = choice;
  const run = new Run(
    {
      objective,
      sense: 'minimize',
      start: Array.from({ length: objective.size }, (_, i) => (i % 2 === 0 ? -1.2 : 1)),
      choice: method === 'gd' ? { ...solver, rate } : solver,
      until,
    },
    () => (now += 5),
    undefined,
    cancelled,
  );
  run.advance(Number.POSITIVE_INFINITY);
  return run.result() as RunResult;
}

/** Ten thousand evaluations and more in one step. */
const LONG_STEPS: readonly [string, Options][] = [
  ['cmaes', { hyperparameters: { population: 1e5 } }],
  ['de', { hyperparameters: { population: 1e5 } }],
  ['gd', { gradient: { name: 'es', settings: { samples: 100_000 } } }],
  ['gd', { gradient: { name: 'forward', settings: { tangents: 100_000 } } }],
  ['lm', { objective: LARGE }],
];

test.each(LONG_STEPS)('a long step of %s is given up when the run is cancelled', (method, options) => {
  let asked = 0;
  const result = carry(method, { ...options, cancelled: () => ++asked > 3 });
  expect(result).toMatchObject({ reason: 'cancelled', iterations: 0 });
  expect(result.message).toBe('cancelled after 0 steps');
});

test.each(LONG_STEPS)('a long step of %s ends with the time', (method, options) => {
  const result = carry(method, { ...options, until: { time: 0.1 } });
  expect(result).toMatchObject({ reason: 'time', iterations: 0 });
  expect(result.message).toMatch(/^0\.1\d* s have passed, 0\.1 s are allowed$/);
});

test('a step that was given up leaves the last accepted point', () => {
  let asked = 0;
  const whole = carry('neldermead', { until: { iterations: 20 } });
  const result = carry('neldermead', { cancelled: () => ++asked > 12 });
  expect(result.reason).toBe('cancelled');
  expect(result.iterations).toBeGreaterThan(0);
  expect(result.f).toBeLessThan(24.2);
  expect(Number.isFinite(whole.f)).toBe(true);
});
