import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Objective } from '../../../src/core/objective.ts';
import type { Experiment } from '../../../src/core/run/experiment.ts';
import type { FieldRequest } from '../../../src/core/sampling/field.ts';
import { CallError } from '../../../src/worker/call-error.ts';
import { WorkerClient } from '../../../src/worker/worker-client.ts';

/** Speaks the protocol and does what the objective's name says. */
const WORKER = `
const { parentPort } = require('node:worker_threads');
const [open, slow] = [new Set(), new Set()];
parentPort.on('message', (message) => {
  const { type, id } = message;
  if (type === 'cancel') {
    if (!open.delete(id)) return;
    if (slow.delete(id)) {
      parentPort.postMessage({ type: 'ending', id });
      // Longer than a worker has to react.
      for (const since = Date.now(); Date.now() - since < 300;);
    }
    return parentPort.postMessage({ type: 'finished', id, window: 'as far as it came' });
  }
  if (type === 'task') return parentPort.postMessage({ type: 'done', id, answer: { field: 'field', contours: 'contours' } });
  parentPort.postMessage({ type: 'planned', id, plan: 'plan' });
  switch (message.objective.name) {
    case 'endless': open.add(id); break;
    case 'slow': open.add(id); slow.add(id); break;
    case 'stuck': for (;;);
    case 'crash': throw new Error('out of luck');
    case 'refused': parentPort.postMessage({ type: 'failed', id, failure: { kind: 'input', message: 'no start' } }); break;
    default:
      parentPort.postMessage({ type: 'progress', id, run: 0, trace: 'trace' });
      parentPort.postMessage({ type: 'finished', id, window: 'window' });
  }
});
`;

let folder: string;
let client: WorkerClient;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'descent-worker-'));
  const file = path.join(folder, 'worker.cjs');
  writeFileSync(file, WORKER);
  client = new WorkerClient(file);
});

afterEach(() => {
  client.dispose();
  rmSync(folder, { recursive: true });
});

const objective = (name: string): Objective => ({
  name,
  parameters: [],
  size: 0,
  graph: [],
  output: 0,
  text: '',
  tex: '',
  documentation: '',
});
const experiment: Experiment = { objective: 'f', sense: 'minimize', methods: [], until: {} };
const request: FieldRequest = {
  window: { coordinates: [0, 1], x: [0, 1], y: [0, 1] },
  columns: 2,
  rows: 2,
  base: [],
};

/** Starts a run; `planned` resolves when the worker has begun with it. */
function run(name: string, signal = new AbortController().signal) {
  const heard: string[] = [];
  let begun = () => {};
  const planned = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const listener = ({ type }: { type: string }) => {
    heard.push(type);
    begun();
  };
  const answer = client.run(objective(name), experiment, listener, signal);
  return { heard, planned, answer };
}

const failure = (answer: Promise<unknown>) =>
  answer.then(
    () => expect.unreachable('it was answered'),
    (error: unknown) => CallError.failureOf(error),
  );

test('a run tells how it comes along and is answered', async () => {
  const { heard, answer } = run('f');
  expect(await answer).toMatchObject({ type: 'finished', window: 'window' });
  expect(heard).toEqual(['planned', 'progress']);
});

test('a failure of the worker rejects the call', async () => {
  expect(await failure(run('refused').answer)).toEqual({ kind: 'input', message: 'no start' });
});

test('a cancelled run is answered with what it has reached', async () => {
  const controller = new AbortController();
  const { planned, answer } = run('endless', controller.signal);
  await planned;
  controller.abort();
  expect(await answer).toMatchObject({ window: 'as far as it came' });
});

test('a worker that has taken the cancellation in has time to hand over what it has reached', async () => {
  const controller = new AbortController();
  const { planned, answer } = run('slow', controller.signal);
  await planned;
  controller.abort();
  expect(await answer).toMatchObject({ window: 'as far as it came' });
});

test('a worker that has reacted while this thread was busy is not taken for one that does not', async () => {
  const controller = new AbortController();
  const { planned, answer } = run('endless', controller.signal);
  await planned;
  // From here on timers come before messages, once this thread has time again.
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  for (const since = Date.now(); Date.now() - since < 300; );
  expect(await answer).toMatchObject({ window: 'as far as it came' });
});

test('a worker that does not react to a cancellation is replaced', async () => {
  const controller = new AbortController();
  const { planned, answer } = run('stuck', controller.signal);
  await planned;
  const waiting = client.task('sample', objective('f'), request, new AbortController().signal);
  controller.abort();
  expect(await failure(answer)).toMatchObject({ kind: 'cancelled' });
  // What had waited behind it is done by the new one.
  expect(await waiting).toMatchObject({ field: 'field', contours: 'contours' });
});

test('a crash rejects every open call with the objective and the cause; the next call works', async () => {
  const endless = failure(run('endless').answer);
  const crash = failure(run('crash').answer);
  expect(await crash).toMatchObject({ kind: 'internal' });
  expect((await crash).message).toMatch(/running crash.*out of luck/);
  expect((await endless).message).toMatch(/running endless/);
  expect(await run('f').answer).toMatchObject({ window: 'window' });
});

test('a call that is cancelled before it is made reaches no worker', async () => {
  expect(await failure(run('stuck', AbortSignal.abort()).answer)).toMatchObject({ kind: 'cancelled' });
});

test('to dispose of the client rejects what is open', async () => {
  const { planned, answer } = run('stuck');
  await planned;
  client.dispose();
  expect(await failure(answer)).toMatchObject({ kind: 'cancelled' });
});

test('a thread that is warmed up is there before the first call, which it answers', async () => {
  const started = path.join(folder, 'started');
  const file = path.join(folder, 'warm.cjs');
  writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(started)}, '');${WORKER}`);
  const warm = new WorkerClient(file);
  warm.warmUp();
  await expect.poll(() => existsSync(started), { timeout: 20_000 }).toBe(true);
  rmSync(started);
  const signal = new AbortController().signal;
  await warm.task('sample', objective('bowl'), {} as FieldRequest, signal);
  expect(existsSync(started)).toBe(false);
  warm.dispose();
});
