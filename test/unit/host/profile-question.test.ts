import { expect, test } from 'vitest';
import { CLASSICAL_PROBLEMS } from '../../../src/core/problems/index.ts';
import type { MethodChoice } from '../../../src/core/run/experiment.ts';
import { answerQuestion, type QuestionContext } from '../../../src/host/answer-question.ts';
import type { ProblemSet } from '../../../src/protocol/questions.ts';
import type { TaskRequest } from '../../../src/protocol/tasks.ts';
import { objectiveOf } from '../support/objectives.ts';

const gd: MethodChoice = {
  method: 'gd',
  rate: { kind: 'constant', value: 0.1 },
  hyperparameters: {},
  gradient: { name: 'backprop', settings: {} },
};

/** Asks for a problem of a profile in a text with two objectives, and tells what is solved. */
async function asked(problem: number, over: ProblemSet) {
  const solved: { objective: string; experiment: TaskRequest<'solve'>['experiment'] }[] = [];
  const absent = () => {
    throw new Error('nobody asks for this');
  };
  const bowl = objectiveOf('J(x, y) = x^2 + y^2');
  const context: QuestionContext = {
    objective: bowl,
    task: async (name, request, other) => {
      if (name !== 'solve') return absent();
      const { experiment } = request as TaskRequest<'solve'>;
      solved.push({ objective: (other ?? bowl).name, experiment });
      return [7] as never;
    },
    choices: () => [gd],
    problems: [
      { objective: bowl, sense: 'minimize', start: [0.75, 0.75] },
      { objective: objectiveOf('hill(x) = -(x - 1)^2'), sense: 'maximize' },
    ],
    run: absent,
    iterate: absent,
    trace: absent,
    base: absent,
  };
  return { row: await answerQuestion('profile', { problem, over }, context), solved };
}

test('a profile goes over the objectives of the text, each as its experiment says', async () => {
  const first = await asked(0, 'text');
  expect(first.row).toMatchObject({ problem: 'J', problems: 2, costs: [7] });
  expect(first.solved[0]).toMatchObject({ objective: 'J', experiment: { start: [0.75, 0.75] } });
  const second = await asked(1, 'text');
  expect(second.solved[0]).toMatchObject({ objective: 'hill', experiment: { sense: 'maximize' } });
  expect(second.solved[0]?.experiment.start).toBeUndefined();
  await expect(asked(2, 'text')).rejects.toThrow('There is no such problem.');
});

test('over the classical problems, or over both, those of the text first', async () => {
  const count = CLASSICAL_PROBLEMS.length;
  expect((await asked(0, 'classical')).row).toMatchObject({
    problem: CLASSICAL_PROBLEMS[0]?.name,
    problems: count,
  });
  expect((await asked(1, 'both')).row).toMatchObject({ problem: 'hill', problems: count + 2 });
  expect((await asked(2, 'both')).row.problem).toBe(CLASSICAL_PROBLEMS[0]?.name);
  expect((await asked(count + 1, 'both')).row.problem).toBe(CLASSICAL_PROBLEMS.at(-1)?.name);
  await expect(asked(count + 2, 'both')).rejects.toThrow('There is no such problem.');
  await expect(asked(count, 'classical')).rejects.toThrow('There is no such problem.');
});
