import { expect, test } from 'vitest';
import type { Trace } from '../../../src/core/run/trace.ts';
import { answerQuestion, type QuestionContext } from '../../../src/host/answer-question.ts';
import { objectiveOf } from '../support/objectives.ts';

const absent = () => {
  throw new Error('nobody asks for this');
};

const column = Float64Array.of(0, 1, 2);
const trace: Trace = {
  ...{ length: 3, dimension: 1, stride: 1, x: column, iteration: column, f: column },
  ...{ gradientNorm: column, step: column, rate: column, evaluations: column },
};

const context: QuestionContext = {
  objective: objectiveOf('J(x) = x^2'),
  task: () => Promise.reject(new Error('the worker is asked')),
  choices: absent,
  problems: [],
  run: () => ({}) as ReturnType<QuestionContext['run']>,
  iterate: absent,
  trace: () => trace,
  base: absent,
};

const window = { coordinates: [0, 0], x: [-1, 1], y: [-1, 1] } as const;

test('a run is repeated no further than it has come: the worker would go on for ever', async () => {
  const explain = (iteration: number) => answerQuestion('explain', { run: 0, iteration }, context);
  const evaluations = (iteration: number) =>
    answerQuestion('evaluations', { run: 0, iteration, window }, context);
  for (const ask of [explain, evaluations]) {
    await expect(ask(2)).rejects.toThrow('the worker is asked');
    await expect(ask(3)).rejects.toThrow('The run has come to iteration 2, not to 3.');
    await expect(ask(Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ failure: { kind: 'input' } });
  }
});
