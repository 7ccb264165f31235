import { expect, test } from 'vitest';
import { PageCalls } from '../../../src/host/page-calls.ts';
import type { PageState } from '../../../src/protocol/page.ts';
import type { AskMessage } from '../../../src/protocol/questions.ts';
import { CallError } from '../../../src/worker/call-error.ts';
import type { WorkerClient } from '../../../src/worker/worker-client.ts';
import { objectiveOf } from '../support/objectives.ts';

/** Answers by a worker that ends only when it is told to. */
function slowCalls() {
  const ended: string[] = [];
  const worker: Pick<WorkerClient, 'task'> = {
    task: (name, _objective, _request, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.push(name);
          reject(new CallError({ kind: 'cancelled', message: 'Cancelled.' }));
        });
      }),
  };
  const state: PageState = {
    ...{ source: 'bowl.gd', generation: 1, written: true, adjusted: false, runs: [], busy: false },
    ...{ canUndo: false, canRedo: false },
  };
  const calls = new PageCalls(worker as WorkerClient, () => state);
  const objective = objectiveOf('J(x, y) = x^2 + y^2');
  const show = () => calls.show({ objective, problems: [] }, { choices: [], runs: [] });
  show();
  return { calls, ended, again: show };
}

const probe = (id: number): AskMessage => ({
  ...{ type: 'ask', id, generation: 1, about: 'probe' },
  question: { x: Float64Array.of(1, 2) },
});

test('a question that is abandoned ends in the worker and fails as cancelled; the others go on', async () => {
  const { calls, ended } = slowCalls();
  const [first] = [calls.answer(probe(1)), calls.answer(probe(2))];
  calls.abandon(3);
  expect(ended).toEqual([]);
  calls.abandon(1);
  expect(await first).toMatchObject({ type: 'failed', id: 1, failure: { kind: 'cancelled' } });
  calls.abandon(1);
  expect(ended).toEqual(['probe']);
});

test('what is asked about a picture ends when another one is shown', async () => {
  const { calls, ended, again } = slowCalls();
  const both = [calls.answer(probe(1)), calls.answer(probe(2))];
  again();
  for (const answer of await Promise.all(both)) expect(answer).toMatchObject({ type: 'failed' });
  expect(ended).toEqual(['probe', 'probe']);
});
