import { expect, test } from 'vitest';
import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import type { MethodChoice } from '../../../src/core/run/experiment.ts';
import { Cancelled } from '../../../src/worker/cancelled.ts';
import { solveCosts } from '../../../src/worker/solve-costs.ts';
import { objectiveOf } from '../support/objectives.ts';

const objective = objectiveOf('f(x, y) = (x - 1)^2 + 10*(y + 2)^2');
const choice = (method: string, rate?: number): MethodChoice => ({
  method,
  hyperparameters: {},
  gradient: { name: 'backprop', settings: {} },
  ...(rate !== undefined && { rate: { kind: 'constant', value: rate } }),
});
const experiment = (...methods: readonly MethodChoice[]) => ({
  objective: 'f',
  sense: 'minimize' as const,
  start: [3, 3],
  methods,
  until: { gradient: 1e-10, iterations: 2000 },
});
const context = (breathe = async () => {}) => {
  let now = 0;
  const clock = () => ++now;
  const { signal } = new AbortController();
  const surroundings = { clock, breathe, signal, isCancelled: () => false };
  return { objective, f: compileObjective(objective), clock, breathe, surroundings };
};

test('Newton solves a quadratic in fewer evaluations than gradient descent; a rate that diverges solves nothing', async () => {
  const [newton, descent, lost, unfit] = await solveCosts(
    {
      experiment: experiment(choice('newton'), choice('gd', 0.04), choice('gd', 1), choice('lm')),
      minimum: 0,
    },
    context(),
  );
  expect(newton).toBeLessThan(descent as number);
  expect(descent).toBeLessThan(1000);
  expect(lost).toBe(Number.POSITIVE_INFINITY);
  // Levenberg–Marquardt reads the squares of this objective.
  expect(Number.isFinite(unfit)).toBe(true);
});

test('a method that does not fit the objective does not solve it, and the others go on', async () => {
  const other = objectiveOf('f(x, y) = x + exp(x) + y^2');
  const costs = await solveCosts(
    { experiment: { ...experiment(choice('lm'), choice('bfgs')), until: { iterations: 200 } } },
    { ...context(), objective: other, f: compileObjective(other) },
  );
  expect(costs[0]).toBe(Number.POSITIVE_INFINITY);
  expect(Number.isFinite(costs[1])).toBe(true);
});

test('is given up where whoever asked wants it no longer', async () => {
  const given = solveCosts(
    { experiment: experiment(choice('gd', 0.04)), minimum: 0 },
    context(() => Promise.reject(new Cancelled())),
  );
  await expect(given).rejects.toBeInstanceOf(Cancelled);
});
