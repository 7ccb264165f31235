import { describe, expect, test } from 'vitest';
import type { Objective } from '../../../src/core/objective.ts';
import type { Experiment, StopRule } from '../../../src/core/run/experiment.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/worker.ts';
import { serve } from '../../../src/worker/serve.ts';
import { objectiveOf } from '../support/objectives.ts';

/** The longest time that a worker may compute before it looks for messages, in milliseconds. */
const LONGEST = 20;

/** A worker in this process: its clock ticks a millisecond with every look, and it goes on when `turn` is called. */
function start(poll?: (receive: (message: ToWorker) => void) => void) {
  const answers: FromWorker[] = [];
  let now = 0;
  let resume: (() => void) | undefined;
  const breaths: number[] = [];
  const receive: (message: ToWorker) => void = serve({
    ...(poll && { poll: () => poll(receive) }),
    post: (message) => answers.push(message),
    clock: () => ++now,
    breathe: () => {
      breaths.push(now);
      return new Promise<void>((resolve) => {
        const before = resume;
        resume = () => {
          before?.();
          resolve();
        };
      });
    },
  });
  /** Lets the worker come to where it waits. */
  const settle = async () => {
    for (let i = 0; i < 100; i++) await Promise.resolve();
  };
  /** Lets the worker go on for one slice; false when it waits for messages. */
  const turn = async () => {
    const go = resume;
    resume = undefined;
    go?.();
    await settle();
    return go !== undefined;
  };
  const finish = async () => {
    await settle();
    for (let i = 0; i < 100_000 && (await turn()); i++);
  };
  return { answers, receive: (message: ToWorker) => receive(message), turn, finish, breaths };
}

function run(
  id: number,
  until: StopRule,
  rates: readonly number[] = [0.1],
  objective = objectiveOf('f(x, y) = x^2 + y^2'),
) {
  const experiment: Experiment = {
    objective: objective.name,
    sense: 'minimize',
    start: new Array<number>(objective.size).fill(1),
    methods: rates.map((value) => ({
      method: 'gd',
      rate: { kind: 'constant', value },
      hyperparameters: {},
      gradient: { name: 'backprop', settings: {} },
    })),
    until,
  };
  return { type: 'run', id, objective, experiment } as const;
}

const sample = (id: number, objective: Objective = objectiveOf('f(x, y) = x^2 + y^2')) =>
  ({
    type: 'task',
    task: 'sample',
    id,
    objective,
    request: {
      window: { coordinates: [0, 1], x: [-1, 1], y: [-2, 2] },
      columns: 9,
      rows: 5,
      base: [0, 0],
    },
  }) as const;

const endings = (answers: readonly FromWorker[], id: number) =>
  answers.filter((answer) => answer.id === id && /^(finished|failed|done)$/.test(answer.type));

describe('a run', () => {
  test('is planned, told as it goes, and finished, in this order', async () => {
    const worker = start();
    worker.receive(run(7, { iterations: 30 }, [0.1, 0.2]));
    await worker.finish();
    const types = worker.answers.map(({ type }) => type);
    expect(types[0]).toBe('planned');
    expect(types.at(-1)).toBe('finished');
    expect(types.slice(1, -1).every((type) => type === 'progress')).toBe(true);
    const results = worker.answers.flatMap((answer) =>
      answer.type === 'progress' && answer.ended ? [answer] : [],
    );
    expect(results.map(({ run: index, result }) => [index, result?.reason, result?.iterations])).toEqual([
      [0, 'iterations', 30],
      [1, 'iterations', 30],
    ]);
    expect(worker.answers.every(({ id }) => id === 7)).toBe(true);
  });

  test('whose rates are tuned tells how far that is before it is planned, and is cancelled in the midst of it', async () => {
    const message = run(1, { iterations: 30 });
    const method = { method: 'gd', hyperparameters: {}, gradient: { name: 'backprop', settings: {} } };
    const tune = { low: 1e-4, high: 1, evaluations: 4000 };
    const tuned = { ...message, experiment: { ...message.experiment, methods: [method, method], tune } };
    const worker = start();
    worker.receive(tuned);
    await worker.finish();
    const types = worker.answers.map(({ type }) => type);
    const rounds = types.indexOf('planned');
    expect(rounds).toBe(8);
    expect(new Set(types.slice(0, rounds))).toEqual(new Set(['tuning']));
    const parts = worker.answers.flatMap((answer) => (answer.type === 'tuning' ? [answer.part] : []));
    expect(parts[0]).toBe(0);
    expect(parts.every((part, i) => i === 0 || (part > (parts[i - 1] as number) && part < 1))).toBe(true);
    const other = start();
    other.receive({ ...tuned, experiment: { ...tuned.experiment, tune: { ...tune, evaluations: 1e9 } } });
    for (let i = 0; i < 5; i++) await other.turn();
    other.receive({ type: 'cancel', id: 1 });
    await other.finish();
    expect(endings(other.answers, 1)).toEqual([
      { type: 'failed', id: 1, failure: { kind: 'cancelled', message: 'cancelled' } },
    ]);
  });

  test('gives way to messages at least every 20 ms of a long computation', async () => {
    const worker = start();
    worker.receive(run(1, { iterations: 3000 }));
    await worker.finish();
    expect(worker.breaths.length).toBeGreaterThan(20);
    const gaps = worker.breaths.slice(1).map((at, i) => at - (worker.breaths[i] as number));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(LONGEST);
    expect(endings(worker.answers, 1)).toHaveLength(1);
  });

  test('progress comes at most once a frame', async () => {
    const worker = start();
    worker.receive(run(1, { iterations: 3000 }));
    await worker.finish();
    const batches = worker.answers.filter((answer) => answer.type === 'progress' && !answer.ended);
    expect(batches.length).toBeGreaterThan(3);
    expect(batches.length).toBeLessThanOrEqual((worker.breaths.at(-1) as number) / 16);
  });

  test('ends when it is cancelled, and is answered once', async () => {
    const worker = start();
    worker.receive(run(1, { iterations: 1e9 }, [1e-9, 1e-9]));
    for (let i = 0; i < 5; i++) await worker.turn();
    worker.receive({ type: 'cancel', id: 1 });
    await worker.finish();
    const results = worker.answers.flatMap((answer) =>
      answer.type === 'progress' && answer.ended ? [answer.result] : [],
    );
    expect(results.map(({ reason }) => reason)).toEqual(['cancelled', 'cancelled']);
    expect(endings(worker.answers, 1).map(({ type }) => type)).toEqual(['finished']);
  });

  test('takes a cancel in during a step that would take a hundred thousand evaluations', async () => {
    let polls = 0;
    const worker = start((receive) => {
      polls++;
      if (polls === 3) receive({ type: 'cancel', id: 1 });
    });
    const message = run(1, { iterations: 1e9 });
    const method = {
      method: 'cmaes',
      hyperparameters: { population: 1e5 },
      gradient: { name: 'backprop', settings: {} },
    };
    worker.receive({ ...message, experiment: { ...message.experiment, methods: [method, method] } });
    await worker.finish();
    const results = worker.answers.flatMap((answer) =>
      answer.type === 'progress' && answer.ended ? [answer.result] : [],
    );
    expect(results.map(({ reason, iterations }) => [reason, iterations])).toEqual([
      ['cancelled', 0],
      ['cancelled', 0],
    ]);
    expect(endings(worker.answers, 1)).toHaveLength(1);
  });

  test('lets a message that comes during a step wait until the step is done', async () => {
    let polls = 0;
    let during = 0;
    const worker = start((receive) => {
      polls++;
      if (polls !== 2) return;
      during = worker.answers.length;
      receive(sample(2));
      expect(worker.answers).toHaveLength(during);
    });
    const message = run(1, { iterations: 2 });
    const method = { method: 'cmaes', hyperparameters: {}, gradient: { name: 'backprop', settings: {} } };
    worker.receive({ ...message, experiment: { ...message.experiment, methods: [method] } });
    await worker.finish();
    expect(polls).toBeGreaterThan(1);
    expect(endings(worker.answers, 2)).toHaveLength(1);
    expect(endings(worker.answers, 1)).toHaveLength(1);
  });

  test('two at once are both answered', async () => {
    const worker = start();
    worker.receive(run(1, { iterations: 1000 }));
    worker.receive(run(2, { iterations: 10 }));
    await worker.finish();
    expect(endings(worker.answers, 1)).toHaveLength(1);
    expect(endings(worker.answers, 2)).toHaveLength(1);
  });

  test('that cannot begin fails with a sentence', async () => {
    const worker = start();
    const message = run(3, {});
    worker.receive({ ...message, experiment: { ...message.experiment, start: [1] } });
    await worker.finish();
    expect(worker.answers.at(-1)).toEqual({
      type: 'failed',
      id: 3,
      failure: { kind: 'input', message: 'the start is 2 finite numbers; 1 were given' },
    });
    expect(endings(worker.answers, 3)).toHaveLength(1);
  });

  test('whose start is not finite is finished with that result', async () => {
    const worker = start();
    worker.receive(run(4, { iterations: 5 }, [0.1], objectiveOf('f(x) = log(-x)')));
    await worker.finish();
    expect(endings(worker.answers, 4).map(({ type }) => type)).toEqual(['finished']);
  });
});

describe('a cancel', () => {
  test('of nothing, and one too late, change nothing', async () => {
    const worker = start();
    worker.receive({ type: 'cancel', id: 5 });
    worker.receive(run(5, { iterations: 3 }));
    await worker.finish();
    worker.receive({ type: 'cancel', id: 5 });
    await worker.finish();
    expect(endings(worker.answers, 5).map(({ type }) => type)).toEqual(['finished']);
    worker.receive(run(5, { iterations: 3 }));
    await worker.finish();
    const last = worker.answers.flatMap((answer) =>
      answer.type === 'progress' && answer.ended ? [answer.result.reason] : [],
    );
    expect(last).toEqual(['iterations', 'iterations']);
  });

  test('of a sample that has not begun', async () => {
    const worker = start();
    worker.receive(sample(6));
    worker.receive({ type: 'cancel', id: 6 });
    await worker.finish();
    expect(worker.answers).toEqual([
      { type: 'ending', id: 6 },
      { type: 'failed', id: 6, failure: { kind: 'cancelled', message: 'cancelled' } },
    ]);
  });
});

describe('a sample', () => {
  test('is the field over the window, with its extremes', async () => {
    const worker = start();
    worker.receive(sample(1));
    await worker.finish();
    expect(worker.answers).toHaveLength(1);
    const [answer] = worker.answers;
    if (answer?.type !== 'done' || answer.task !== 'sample') throw new Error(`answered by ${answer?.type}`);
    const { values, columns, rows } = answer.answer.field;
    expect(values).toHaveLength(columns * rows);
    expect([values[0], values[4], values[2 * 9 + 4], values[44]]).toEqual([5, 4, 0, 5]);
  });

  test('of what does not fit fails with a sentence', async () => {
    const worker = start();
    const message = sample(2);
    worker.receive({ ...message, request: { ...message.request, columns: 1 } });
    await worker.finish();
    expect(worker.answers.map(({ type }) => type)).toEqual(['failed']);
    expect(worker.answers[0]).toMatchObject({
      failure: { kind: 'input', message: 'a field has at least 2 columns and 2 rows, not 1 and 5' },
    });
  });
});
