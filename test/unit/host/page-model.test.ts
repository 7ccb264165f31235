import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunResult } from '../../../src/core/run/run-result.ts';
import { PageModel } from '../../../src/host/page-model.ts';
import type { ToPage } from '../../../src/protocol/page.ts';
import type { PlannedMessage, ProgressMessage } from '../../../src/protocol/worker.ts';
import { descend, runOf } from '../../page/scenes.ts';
import { objectiveOf } from '../support/objectives.ts';

const objective = objectiveOf('f(x, y) = x^2 + y^2');
const trace = descend({
  f: (x) => x.reduce((sum, each) => sum + each ** 2, 0),
  gradient: (x) => x.map((each) => 2 * each),
  start: [3, 1],
  rate: 0.1,
  iterations: 20,
});
const { plan, result } = runOf(
  trace,
  { method: 'gd', title: 'Gradient descent', detail: '' },
  'iterations',
  '',
);
const view = {
  name: 'f',
  coordinates: ['x', 'y'],
  text: '',
  mathml: '',
  documentation: '',
  sense: 'minimize',
} as const;
const planned = {
  plan: { start: [3, 1], runs: [plan, plan], groups: [], text: '', until: {} },
} as unknown as PlannedMessage;
const from = { written: false, adjusted: false, canUndo: false, canRedo: false };

let model: PageModel;
let posted: ToPage[];

beforeEach(() => {
  posted = [];
  model = new PageModel('a.gd', async (message) => void posted.push(message));
  model.plan(view, from, planned);
});

afterEach(() => model.dispose());

const told = (run: number, message: Partial<ProgressMessage> = {}) =>
  model.progress({
    type: 'progress',
    id: 1,
    run,
    trace,
    result: { ...(result as RunResult), reason: 'cancelled' },
    ended: false,
    ...message,
  });

test('runs that go on for long are shown where they have come to, until it is known where they end', () => {
  expect(model.state.window).toBeUndefined();
  told(0);
  model.glance(objective, {});
  const { window } = model.state;
  expect(window?.coordinates).toEqual([0, 1]);
  expect(window?.x[1]).toBeGreaterThan(3);
  // It stays while they go on, and is the experiment's own where that names one.
  told(0, { trace: { ...trace, length: 5 } });
  model.glance(objective, {});
  expect(model.state.window).toBe(window);
  const show = { coordinates: [0, 1], x: [-9, 9], y: [-7, 7] } as const;
  model.plan(view, from, planned);
  model.glance(objective, { show });
  expect(model.state.window).toEqual(show);
});

test('a run is told to have been cancelled where it stood, though its worker has to be ended', () => {
  model.change({ busy: true });
  told(0, { result: result as RunResult, ended: true });
  told(1);
  expect(model.state.runs[1]?.result).toBeUndefined();
  model.fail({ kind: 'cancelled', message: 'f did not react' });
  const { runs, failure, busy } = model.state;
  expect(runs.map((run) => [run.status, run.result?.reason])).toEqual([
    ['done', 'iterations'],
    ['done', 'cancelled'],
  ]);
  expect({ failure, busy }).toEqual({ failure: 'f did not react', busy: false });
});

test('a run whose worker has died has its path, and no result', () => {
  model.change({ busy: true });
  told(0);
  model.fail({ kind: 'internal', message: 'it ended' });
  expect(model.state.runs[0]).toMatchObject({ status: 'done', trace });
  expect(model.state.runs[0]?.result).toBeUndefined();
});

/** How many rows of the first run the page is told of, and whether it hears that all is done, message by message. */
const heard = () =>
  posted.flatMap((message) => {
    if (message.type === 'state') return [[message.state.runs[0]?.trace?.length, !message.state.busy]];
    return message.type === 'runs' ? [[message.runs[0]?.run.trace?.length]] : [];
  });

test('of a long trace a part goes ahead with the end of the runs, and all of it follows, also for a page that is loaded anew', async () => {
  const long = descend({
    f: (x) => x.reduce((sum, each) => sum + each ** 2, 0),
    gradient: (x) => x.map((each) => 2 * each),
    start: [3, 1],
    rate: 1e-6,
    iterations: 20_000,
  });
  model.change({ busy: true });
  told(0, { trace: long, result: result as RunResult, ended: true });
  await expect.poll(() => heard().length).toBe(1);
  expect(heard()[0]?.[0]).toBeLessThan(5000);
  model.finish({ type: 'finished', id: 1, window: { coordinates: [0, 1], x: [0, 3], y: [0, 1] } });
  await expect.poll(() => heard().length).toBe(3);
  expect(heard()[1]?.[0]).toBeLessThan(5000);
  expect(heard()[1]?.[1]).toBe(true);
  expect(heard()[2]).toEqual([20_001]);
  model.change({ failure: 'told besides' });
  await expect.poll(() => heard().length).toBe(4);
  expect(heard()[3]).toEqual([20_001, true]);
  model.resend();
  await expect.poll(() => heard().length).toBe(6);
  expect(heard()[4]?.[0]).toBeLessThan(5000);
  expect(heard()[5]).toEqual([20_001]);
});
