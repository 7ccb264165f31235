import type { Objective } from '../core/objective.ts';
import type { ClassicalProblem } from '../core/problems/classical-problem.ts';
import { CLASSICAL_PROBLEMS } from '../core/problems/index.ts';

const read = new Map<ClassicalProblem, Objective>();

/** A classical problem with its objective, by its place in their list; `undefined` beyond its end. */
export async function classicalObjective(
  place: number,
): Promise<{ readonly problem: ClassicalProblem; readonly objective: Objective } | undefined> {
  const problem = CLASSICAL_PROBLEMS[place];
  if (!problem) return undefined;
  const { parseGd } = await import('../frontends/gd/parse-gd.ts');
  const objective = read.get(problem) ?? parseGd(problem.definition).objectives.at(-1)?.objective;
  if (!objective) throw new Error(`${problem.name} cannot be read`);
  read.set(problem, objective);
  return { problem, objective };
}
