import type { Objective } from '../core/objective.ts';
import type { AnswerOf, IteratePlace, QuestionName, QuestionOf } from '../protocol/questions.ts';
import type { TaskAnswer, TaskName, TaskRequest, TaskRun } from '../protocol/tasks.ts';
import { CallError } from './call-error.ts';
import { typesetStep } from './typeset-step.ts';

/** What answers are made from: what the page shows, and the worker. */
export interface QuestionContext {
  readonly objective: Objective;
  /** Has the worker do something with the objective; rejected where what the page shows has changed since. */
  readonly task: <Name extends TaskName>(name: Name, request: TaskRequest<Name>) => Promise<TaskAnswer<Name>>;
  /** A run, by its place in the plan. @throws CallError where there is none. */
  readonly run: (run: number) => TaskRun;
  /** The recorded iterate of a run at or before an iteration. @throws CallError where there is none yet. */
  readonly iterate: (place: IteratePlace) => number[];
  /** The point through which the drawn plane goes. */
  readonly base: () => readonly number[];
}

type Answerer<Name extends QuestionName> = (
  question: QuestionOf<Name>,
  context: QuestionContext,
) => Promise<AnswerOf<Name>>;

const ANSWERERS: { readonly [Name in QuestionName]: Answerer<Name> } = {
  sample: async ({ window, columns, rows }, { objective, task, base }) => {
    if (window.coordinates.some((coordinate) => coordinate >= objective.size)) {
      const message = `${objective.name} has ${objective.size} coordinates.`;
      throw new CallError({ kind: 'input', message });
    }
    return task('sample', { window, columns, rows, base: base() });
  },
  slice: async ({ lines, samples, ...place }, { task, iterate }) =>
    task('slice', { x: iterate(place), lines, samples }),
  explain: async ({ run: place, iteration }, { task, run }) =>
    typesetStep(await task('explain', { run: run(place), k: iteration })),
};

/** Answers a question of the page. @throws CallError where it makes no sense, or what the page shows has changed since. */
export async function answerQuestion<Name extends QuestionName>(
  about: Name,
  question: QuestionOf<Name>,
  context: QuestionContext,
): Promise<AnswerOf<Name>> {
  const answerer: Answerer<Name> = ANSWERERS[about];
  return answerer(question, context);
}
