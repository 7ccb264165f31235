import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Method } from '../../../../src/core/methods/method.ts';
import { METHODS } from '../../../../src/core/methods/registry.ts';
import { compileUpdate } from '../../../../src/core/run/compile-update.ts';

/** Made by test/oracles/first-order-trajectories.py. */
const trajectories: readonly {
  readonly method: string;
  readonly problem: string;
  readonly rate: number;
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly at: Readonly<Record<string, readonly number[]>>;
}[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/first-order-trajectories.json', import.meta.url), 'utf8'),
);

/** Gradients as the script that made the trajectories has them. */
const PROBLEMS: Record<string, { start: number[]; gradient: (x: Float64Array) => number[] }> = {
  rosenbrock: {
    start: [-1.2, 1],
    gradient: ([x, y]) => [-400 * x! * (y! - x! * x!) - 2 * (1 - x!), 200 * (y! - x! * x!)],
  },
  quadratic: {
    start: [3, -2, 1, 0.5, -1],
    gradient: (x) => Array.from(x, (entry, i) => (i + 1) * (entry - 1 / (i + 1))),
  },
};

it.each(
  trajectories.map(
    (run) => [`${run.method} ${JSON.stringify(run.hyperparameters)} on ${run.problem}`, run] as const,
  ),
)('%s goes the way of the reference', (_, { method: name, problem, rate, hyperparameters, at }) => {
  const method = METHODS[name] as Method;
  const { start, gradient } = PROBLEMS[problem]!;
  const update = compileUpdate(method);
  const values = method.hyperparameters.map((declared) => hyperparameters[declared.name] ?? declared.default);
  let x = Float64Array.from(start);
  let state = method.state.map(({ initial }) => new Float64Array(x.length).fill(initial));
  for (let k = 1; k <= 60; k++) {
    const next = { x: new Float64Array(x.length), state: state.map((vector) => vector.slice()) };
    const g = Float64Array.from(gradient(x));
    update(x, g, state, Float64Array.from([rate, k, ...values]), next.x, next.state);
    ({ x, state } = next);
    const expected = at[k];
    // Relative to the greatest entry: entries that pass through zero keep the rounding of what they were.
    const scale = Math.max(...(expected ?? [1]).map(Math.abs));
    expected?.forEach((value, i) => {
      expect(Math.abs(x[i]! - value) / scale, `entry ${i} after ${k} steps`).toBeLessThan(1e-12);
    });
  }
});
