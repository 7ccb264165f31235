import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { METHODS } from '../../../../src/core/methods/registry.ts';
import { Run } from '../../../../src/core/run/run.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

interface Trajectory {
  readonly problem: 'rosenbrock' | 'quadratic';
  readonly method: string;
  readonly rate: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly start: readonly number[];
  readonly iterates: Readonly<Record<string, readonly number[]>>;
}

/** Made by test/oracles/trajectories.py. */
const TRAJECTORIES: readonly Trajectory[] = JSON.parse(
  readFileSync(path.join(fileURLToPath(new URL('.', import.meta.url)), 'trajectories.json'), 'utf8'),
);
const PROBLEMS = {
  rosenbrock: 'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2',
  quadratic: 'f(x[5]) = sum(i, 1, 5, i*(x[i] - 1)^2)',
};

test.each(TRAJECTORIES)(
  '$method $hyperparameters on $problem goes the way of the published rule',
  (expected) => {
    const { problem, method, rate, hyperparameters, start, iterates } = expected;
    const run = new Run(
      {
        objective: objectiveOf(PROBLEMS[problem]),
        sense: 'minimize',
        start,
        choice: {
          method,
          rate: { kind: 'constant', value: rate },
          hyperparameters,
          gradient: { name: 'backprop', settings: {} },
        },
        until: { iterations: 50 },
      },
      () => 0,
    );
    run.advance(1);
    const { x, length, dimension } = run.trace();
    expect(length).toBe(51);
    for (const [k, iterate] of Object.entries(iterates)) {
      expectClose(
        x.subarray(Number(k) * dimension, (Number(k) + 1) * dimension),
        iterate,
        1e-12,
        `iterate ${k}`,
      );
    }
  },
);

test.each(Object.values(METHODS))('$name declares itself in full', (method) => {
  expect(METHODS[method.name]).toBe(method);
  for (const text of [method.title, method.formula, method.reference]) expect(text).not.toBe('');
  for (const { default: usual, range, meaning, symbol } of method.hyperparameters) {
    expect(usual).toBeGreaterThanOrEqual(range.minimum);
    expect(usual).toBeLessThanOrEqual(range.maximum);
    expect(meaning).not.toMatch(/\.$/);
    expect(symbol).not.toBe('');
  }
});
