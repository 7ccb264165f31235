import { expect, test } from 'vitest';
import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import type { TaskAnswer, TaskName, TaskRequest } from '../../../src/protocol/tasks.ts';
import { doTask } from '../../../src/worker/do-task.ts';
import { expectClose } from '../support/close.ts';
import { objectiveOf } from '../support/objectives.ts';

const objective = objectiveOf('f(x[4]) = sum(i, 1, 4, i*x[i]^2)');
const f = compileObjective(objective);

async function done<Name extends TaskName>(
  name: Name,
  request: TaskRequest<Name>,
): Promise<{ answer: TaskAnswer<Name>; breaths: number }> {
  let breaths = 0;
  let now = 0;
  const breathe = async () => void breaths++;
  const clock = () => ++now;
  const { signal } = new AbortController();
  const surroundings = { clock, breathe, signal, isCancelled: () => false };
  const answer = await doTask(name, request, { objective, f, clock, breathe, surroundings });
  return { answer, breaths };
}

test('a field is sampled in the plane that was made for it', async () => {
  const origin = Float64Array.of(1, 2, 3, 4);
  const { answer: plane } = await done('plane', { kind: 'gradient', key: 'g', origin });
  const window = { plane, x: [-1, 1], y: [-2, 2] } as const;
  const { answer } = await done('sample', { window, columns: 3, rows: 3, base: [], scale: 'quantile' });
  expectClose([answer.field.values[4] as number], [f.value(origin)]);
  expect(answer.contours.scale).toBe('quantile');
  expect(answer.field.window).toEqual(window);
});

test('a probe tells f and its gradient', async () => {
  const { answer } = await done('probe', { x: Float64Array.of(1, 1, 1, 0.5) });
  expectClose([answer.f, ...answer.gradient], [1 + 2 + 3 + 1, 2, 4, 6, 4]);
});

test('a run is repeated for its evaluations, and gives way to messages', async () => {
  const choice = {
    method: 'gd',
    rate: { kind: 'constant', value: 1e-3 },
    hyperparameters: {},
    gradient: { name: 'backprop', settings: {} },
  } as const;
  const run = { sense: 'minimize', start: [1, 1, 1, 1], choice, until: { iterations: 500 } } as const;
  const window = { coordinates: [3, 0], x: [0, 1], y: [0, 1] } as const;
  const { answer, breaths } = await done('evaluations', { run, k: 200, window });
  expect(answer.counts).toEqual({ f: 0, gradient: 201, hessian: 0 });
  expect([...answer.places.gradient.slice(0, 4)]).toEqual([1, 1, 1 - 8e-3, 1 - 2e-3]);
  expect(breaths).toBeGreaterThan(5);
});
