import { expect, test } from 'vitest';
import { PageModel } from '../../../src/host/page-model.ts';
import type { PlannedMessage, ProgressMessage } from '../../../src/protocol/worker.ts';
import { descend, runOf } from '../../page/scenes.ts';
import { objectiveOf } from '../support/objectives.ts';

test('runs that go on for long are shown where they have come to, until it is known where they end', () => {
  const objective = objectiveOf('f(x, y) = x^2 + y^2');
  const trace = descend({
    f: (x) => x.reduce((sum, each) => sum + each ** 2, 0),
    gradient: (x) => x.map((each) => 2 * each),
    start: [3, 1],
    rate: 0.1,
    iterations: 20,
  });
  const { plan } = runOf(trace, { method: 'gd', title: 'Gradient descent', detail: '' }, 'iterations', '');
  const model = new PageModel('a.gd', () => Promise.resolve());
  const view = {
    name: 'f',
    coordinates: ['x', 'y'],
    text: '',
    mathml: '',
    documentation: '',
    sense: 'minimize',
  } as const;
  const planned = { plan: { start: [3, 1], runs: [plan], groups: [], text: '', until: {} } };
  const from = { written: false, adjusted: false, canUndo: false, canRedo: false };
  model.plan(view, from, planned as unknown as PlannedMessage);
  expect(model.state.window).toBeUndefined();
  model.progress({ type: 'progress', id: 1, run: 0, trace } as ProgressMessage);
  model.glance(objective, {});
  const { window } = model.state;
  expect(window?.coordinates).toEqual([0, 1]);
  expect(window?.x[1]).toBeGreaterThan(3);
  // It stays while they go on, and is the experiment's own where that names one.
  model.progress({ type: 'progress', id: 1, run: 0, trace: { ...trace, length: 5 } } as ProgressMessage);
  model.glance(objective, {});
  expect(model.state.window).toBe(window);
  const show = { coordinates: [0, 1], x: [-9, 9], y: [-7, 7] } as const;
  model.plan(view, from, planned as unknown as PlannedMessage);
  model.glance(objective, { show });
  expect(model.state.window).toEqual(show);
  model.dispose();
});
