import { CLASSICAL_PROBLEMS } from '../../core/problems/index.ts';
import type { ProfileProblem } from './gd-module.ts';
import { parseGd } from './parse-gd.ts';

const known = new Map<string, ProfileProblem>();

/** The classical problems by the names of their definitions: `beale`, `rosenbrock`, `powellSingular` … */
export function classicalNames(): string[] {
  return CLASSICAL_PROBLEMS.map(({ definition }) => definition.slice(0, definition.indexOf('(')));
}

/** A classical problem by the name of its definition, with its start and its minimum; undefined where there is none. */
export function classicalProblem(name: string): ProfileProblem | undefined {
  const there = known.get(name);
  if (there) return there;
  const found = CLASSICAL_PROBLEMS.find(({ definition }) => definition.startsWith(`${name}(`));
  const objective = found && parseGd(found.definition).objectives.at(-1)?.objective;
  if (!found || !objective) return undefined;
  const [start] = found.starts;
  const problem = { objective, minimum: found.minimum, ...(start && { start }) };
  known.set(name, problem);
  return problem;
}
