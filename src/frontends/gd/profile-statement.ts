import type { Objective } from '../../core/objective.ts';
import { type Problem, ProblemError } from '../../core/problem.ts';
import type { Experiment, MethodChoice, StopRule } from '../../core/run/experiment.ts';
import { isRepetition, variantCount } from '../../core/run/fan-out.ts';
import { unknown } from './call.ts';
import { classicalNames, classicalProblem } from './classical-objectives.ts';
import { attempt, type ProfileDeclaration } from './declarations.ts';
import type { Definitions } from './definitions.ts';
import { readUntil, splitClauses } from './experiments.ts';
import type { GdExperiment, GdObjective, GdProfile, ProfileProblem } from './gd-module.ts';
import { readMethods } from './method-clause.ts';
import { type Piece, splitTop } from './split.ts';

/** Stands for all classical problems. */
const ALL = 'classical';

/** What a profile may be made of. */
export interface ProfileContext {
  readonly objectives: ReadonlyMap<string, GdObjective>;
  /** Their starts count. */
  readonly experiments: readonly GdExperiment[];
  /** Names whose definition is wrong, which is told there. */
  readonly broken: ReadonlySet<string>;
}

/**
 * Reads `profile rosenbrock, beale, classical` with its clauses `with` and `until`; what is wrong goes into `problems`. A problem is an
 * objective of the text, which begins where the text's first experiment with it does, or a classical one by name.
 */
export function readProfile(
  { rest, statement }: ProfileDeclaration,
  definitions: Definitions,
  context: ProfileContext,
  problems: Problem[],
): GdProfile | undefined {
  const before = problems.length;
  const { head, clauses } = splitClauses(rest);
  const found = attempt(problems, () => readProblems(head, context));
  const methods: MethodChoice[] = [];
  let until: StopRule = {};
  for (const { name, nameRange, body } of clauses) {
    attempt(problems, () => {
      if (name === 'with') methods.push(...readMethods(body, definitions, problems));
      else if (name === 'until') until = readUntil(body, definitions);
      else {
        throw new ProblemError(
          `a profile has no "${name}": every problem has its own; write with and until, or minimize one objective`,
          nameRange,
        );
      }
    });
  }
  if (problems.length > before || !found) return undefined;
  attempt(problems, () =>
    checkMethods(
      methods,
      found.length,
      clauses.find(({ name }) => name === 'with')?.nameRange ?? statement.range,
    ),
  );
  if (problems.length > before) return undefined;
  return { problems: found, experiment: { methods, until }, range: statement.range };
}

function readProblems(head: Piece, { objectives, experiments, broken }: ProfileContext): ProfileProblem[] {
  if (head.text === '') {
    throw new ProblemError(
      'profile over what? write names of definitions, or classical for 20 problems of the literature',
      head.range,
    );
  }
  const found = new Map<string, ProfileProblem>();
  for (const { text, range } of splitTop(head.text, head.range.start, ',')) {
    const own = objectives.get(text);
    if (own) {
      const { objective } = own;
      const { start } = firstExperiment(objective, experiments) ?? {};
      found.set(text, { objective, ...(start && { start }) });
      continue;
    }
    if (broken.has(text)) continue;
    const names = text === ALL ? classicalNames() : [text];
    for (const name of names) {
      const problem = classicalProblem(name);
      if (!problem) throw unknown('problem', text, range, [...objectives.keys(), ALL, ...classicalNames()]);
      if (!found.has(name)) found.set(name, problem);
    }
  }
  return [...found.values()];
}

/** The first experiment of a text with an objective. */
export function firstExperiment(
  { name }: Objective,
  experiments: readonly GdExperiment[],
): Experiment | undefined {
  return experiments.find(({ experiment }) => experiment.objective === name)?.experiment;
}

/** The runs of one profile at most. */
const MOST_RUNS = 10_000;

function checkMethods(methods: readonly MethodChoice[], problems: number, range: Problem['range']): void {
  if (methods.length < 2) {
    throw new ProblemError('a profile compares methods; write two or more, with bfgs(), cg()', range);
  }
  if (methods.some(({ sweeps = [] }) => sweeps.some(({ argument }) => !isRepetition(argument)))) {
    throw new ProblemError(
      'a profile compares single methods; write a list, rate = [0.01, 0.1], instead of a sweep',
      range,
    );
  }
  const runs = problems * methods.reduce((sum, method) => sum + variantCount(method), 0);
  if (runs > MOST_RUNS)
    throw new ProblemError(`these are ${runs} runs, and ${MOST_RUNS} are the most; shorten the lists`, range);
}
