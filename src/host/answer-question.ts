import type { Objective } from '../core/objective.ts';
import { CLASSICAL_PROBLEMS } from '../core/problems/index.ts';
import { bareMethods } from '../core/run/bare-methods.ts';
import type { Experiment, MethodChoice } from '../core/run/experiment.ts';
import { methodText } from '../core/run/experiment-text.ts';
import { withArgument } from '../core/run/fan-out.ts';
import type { Trace } from '../core/run/trace.ts';
import { isOblique, type PlaneWindow } from '../core/sampling/plane.ts';
import type { AnswerOf, IteratePlace, QuestionName, QuestionOf } from '../protocol/questions.ts';
import type { TaskAnswer, TaskName, TaskRequest, TaskRun } from '../protocol/tasks.ts';
import { CallError } from '../worker/call-error.ts';
import { classicalObjective } from './classical-objectives.ts';
import { typeset } from './formula.ts';
import type { OwnProblem } from './resolution.ts';
import { typesetCatalogue } from './typeset-catalogue.ts';
import { typesetDerivation } from './typeset-derivation.ts';
import { typesetStep } from './typeset-step.ts';

/** What answers are made from: what the page shows, and the worker. */
export interface QuestionContext {
  readonly objective: Objective;
  /** Has the worker do something with the objective; rejected where what the page shows has changed since. */
  readonly task: <Name extends TaskName>(
    name: Name,
    request: TaskRequest<Name>,
    /** Another objective than the one that is shown. */
    other?: Objective,
  ) => Promise<TaskAnswer<Name>>;
  /** The methods of the experiment, with what is swept in them. */
  readonly choices: () => readonly MethodChoice[];
  /** The objectives of the text. */
  readonly problems: readonly OwnProblem[];
  /** A run, by its place in the plan. @throws CallError where there is none. */
  readonly run: (run: number) => TaskRun;
  /** The recorded iterate of a run at or before an iteration. @throws CallError where there is none yet. */
  readonly iterate: (place: IteratePlace) => number[];
  /** The iterates of a run so far, at least one. @throws CallError where there is none yet. */
  readonly trace: (run: number) => Trace;
  /** The point through which the drawn plane goes. */
  readonly base: () => readonly number[];
}

type Answerer<Name extends QuestionName> = (
  question: QuestionOf<Name>,
  context: QuestionContext,
) => Promise<AnswerOf<Name>>;

/** Long enough for the slowest method to solve what it can solve; what goes on longer has not solved it. */
const PROFILE_UNTIL = { gradient: 1e-10, iterations: 10_000, evaluations: 40_000 };

const ANSWERERS: { readonly [Name in QuestionName]: Answerer<Name> } = {
  sample: async ({ window, ...question }, { objective, task, base }) => {
    checkWindow(window, objective);
    return task('sample', { ...question, window, base: base() });
  },
  catalogue: typesetCatalogue,
  slice: async ({ lines, samples, ...place }, { task, iterate }) =>
    task('slice', { x: iterate(place), lines, samples }),
  explain: async (place, { task, run, trace }) => {
    checkIteration(place, trace);
    return typesetStep(await task('explain', { run: run(place.run), k: place.iteration }));
  },
  probe: async ({ x }, { task }) => task('probe', { x }),
  gradients: async ({ window, ...question }, { objective, task, base }) => {
    checkWindow(window, objective);
    return task('gradients', { ...question, window, base: base() });
  },
  evaluations: async ({ window, ...place }, { objective, task, run, trace }) => {
    checkWindow(window, objective);
    checkIteration(place, trace);
    return task('evaluations', { run: run(place.run), k: place.iteration, window });
  },
  basins: async ({ run: place, basins }, { objective, task, run }) => {
    checkWindow(basins.window, objective);
    return task('basins', { run: run(place), basins });
  },
  derive: async ({ way, coordinate, ...place }, { objective, task, iterate }) => {
    if (coordinate >= objective.size) throw noSuchCoordinate(objective);
    return typesetDerivation(await task('derive', { way, coordinate, x: iterate(place) }));
  },
  sweep: async ({ run: place, rates }, { task, run }) => {
    const swept = run(place);
    if (swept.choice.rate?.kind !== 'constant')
      throw new CallError({ kind: 'input', message: 'The rate of this run is not one number.' });
    const runs = rates.map((rate) => ({
      ...swept,
      choice: withArgument(swept.choice, 'rate', rate),
      traceBudget: 0,
    }));
    return task('ends', { runs });
  },
  profile: async ({ problem: place, over }, { task, choices, problems: own }) => {
    const ofText = over === 'classical' ? [] : own;
    const problems = ofText.length + (over === 'text' ? 0 : CLASSICAL_PROBLEMS.length);
    const methods = bareMethods(choices());
    const mine = ofText[place];
    const found = mine
      ? { ...mine, name: mine.objective.name, minimum: undefined }
      : await classical(place - ofText.length);
    if (!found || place >= problems)
      throw new CallError({ kind: 'input', message: 'There is no such problem.' });
    const { objective, sense, start, minimum } = found;
    const experiment: Experiment = {
      objective: objective.name,
      sense,
      methods,
      until: PROFILE_UNTIL,
      ...(start && { start }),
    };
    const request = { experiment, ...(minimum !== undefined && { minimum }) };
    const costs = await task('solve', request, objective);
    return { problem: found.name, problems, methods: methods.map(methodText), costs };
  },
  cost: async (place, { task, iterate }) => task('cost', { x: Float64Array.from(iterate(place)) }),
  graph: async ({ coordinate, ...place }, { objective, task, iterate }) => {
    if (coordinate >= objective.size) throw noSuchCoordinate(objective);
    return task('graph', { coordinate, x: iterate(place) });
  },
  plane: async (question, { task, base, iterate, trace }) => {
    const { kind, key } = question;
    if (kind === 'random')
      return task('plane', { kind, key, seed: question.seed, origin: Float64Array.from(base()) });
    if (kind === 'gradient')
      return task('plane', { kind, key, origin: Float64Array.from(iterate(question)) });
    const { x, length, dimension } = trace(question.run);
    return task('plane', { kind, key, path: x.slice(0, length * dimension) });
  },
  estimate: async ({ run, iteration, ...request }, { task, iterate }) => {
    const picture = await task('estimate', { ...request, x: iterate({ run, iteration }) });
    const { formula, ...theory } = picture.theory;
    return { ...picture, theory: { ...theory, ...(formula && { formula: await typeset(formula) }) } };
  },
  differences: async (place, { task, iterate }) => task('differences', { x: iterate(place) }),
};

/** A problem of the literature, by its place in the list. */
async function classical(place: number) {
  const found = await classicalObjective(place);
  if (!found) return undefined;
  const { problem, objective } = found;
  const { name, minimum, starts } = problem;
  return { name, objective, minimum, sense: 'minimize', ...(starts[0] && { start: starts[0] }) } as const;
}

/** @throws CallError where a window does not lie in the space of x. */
function checkWindow(window: PlaneWindow, objective: Objective): void {
  const { size } = objective;
  const fits = isOblique(window)
    ? [window.plane.origin, window.plane.u, window.plane.v].every(({ length }) => length === size)
    : window.coordinates.every((coordinate) => coordinate < size);
  if (!fits) throw noSuchCoordinate(objective);
}

/** A run is repeated up to an iteration, which takes for ever where it did not get so far. @throws CallError there. */
function checkIteration({ run, iteration }: IteratePlace, trace: QuestionContext['trace']): void {
  const { iteration: iterations, length } = trace(run);
  const last = iterations[length - 1] as number;
  if (iteration > last)
    throw new CallError({
      kind: 'input',
      message: `The run has come to iteration ${last}, not to ${iteration}.`,
    });
}

function noSuchCoordinate({ name, size }: Objective): CallError {
  return new CallError({ kind: 'input', message: `${name} has ${size} coordinates.` });
}

/** Answers a question of the page. @throws CallError where it makes no sense, or what the page shows has changed since. */
export async function answerQuestion<Name extends QuestionName>(
  about: Name,
  question: QuestionOf<Name>,
  context: QuestionContext,
): Promise<AnswerOf<Name>> {
  const answerer: Answerer<Name> = ANSWERERS[about];
  return answerer(question, context);
}
