import type { Problem } from '../../core/problem.ts';
import { visibleRange } from '../visible-range.ts';
import {
  attempt,
  type ConstantDeclaration,
  type ExperimentDeclaration,
  type FunctionDeclaration,
  type ProfileDeclaration,
  readDeclaration,
} from './declarations.ts';
import { Definitions } from './definitions.ts';
import { readExperiment } from './experiments.ts';
import type { GdExperiment, GdModule, GdObjective, GdProfile } from './gd-module.ts';
import { readProfile } from './profile-statement.ts';
import { splitStatements } from './statements.ts';

/**
 * Reads a `.gd` text: definitions, constants and experiments, in any order.
 *
 * @returns All that makes sense, and a problem with its exact range for all that does not; never throws for what a text says.
 */
export function parseGd(text: string): GdModule {
  const problems: Problem[] = [];
  const constants = new Map<string, ConstantDeclaration>();
  const functions = new Map<string, FunctionDeclaration>();
  const experiments: ExperimentDeclaration[] = [];
  const profiles: ProfileDeclaration[] = [];
  const broken = new Set<string>();
  for (const statement of splitStatements(text)) {
    const declaration = attempt(problems, () => readDeclaration(statement));
    if (!declaration) broken.add(/^[^\s(=]*/.exec(statement.text)?.[0] ?? '');
    else if (declaration.kind === 'experiment') {
      experiments.push(declaration);
    } else if (declaration.kind === 'profile') {
      profiles.push(declaration);
    } else {
      if (constants.has(declaration.name) || functions.has(declaration.name)) {
        problems.push({
          range: declaration.nameRange,
          message: `${declaration.name} is defined twice; give one of them another name`,
          severity: 'error',
        });
      } else if (declaration.kind === 'constant') constants.set(declaration.name, declaration);
      else functions.set(declaration.name, declaration);
    }
  }
  const definitions = new Definitions(constants, functions);
  for (const declaration of constants.values()) {
    if (problemFree(problems, declaration.body.range))
      attempt(problems, () => definitions.constant(declaration.body), declaration.body.range);
  }
  const objectives = readObjectives(definitions, problems);
  const byName = new Map(objectives.map((found) => [found.objective.name, found]));
  for (const name of functions.keys()) if (!byName.has(name)) broken.add(name);
  const read: GdExperiment[] = [];
  for (const declaration of experiments) {
    const experiment = readExperiment(declaration, definitions, byName, broken, problems);
    if (experiment) read.push(experiment);
  }
  const compared: GdProfile[] = [];
  for (const declaration of profiles) {
    const context = { objectives: byName, experiments: read, broken };
    const profile = readProfile(declaration, definitions, context, problems);
    if (profile) compared.push(profile);
  }
  return {
    objectives,
    experiments: read,
    profiles: compared,
    definitions,
    problems: inOrder(problems, text),
  };
}

function readObjectives(definitions: Definitions, problems: Problem[]): GdObjective[] {
  const objectives: GdObjective[] = [];
  const failed: { declaration: FunctionDeclaration; problems: Problem[] }[] = [];
  for (const declaration of definitions.functions.values()) {
    const own: Problem[] = [];
    const objective = attempt(own, () => definitions.objective(declaration), declaration.body.range);
    if (objective) {
      objectives.push({ objective, range: declaration.statement.range, nameRange: declaration.nameRange });
    } else {
      failed.push({ declaration, problems: own });
    }
  }
  // A helper may work on vectors, although its parameters are declared like numbers: its callers show whether it is right.
  const settled = new Set(
    definitions.callees([undefined, ...objectives.map(({ objective }) => objective.name)]),
  );
  const helpers = definitions.callees(failed.map(({ declaration }) => declaration.name));
  const top = failed.filter(({ declaration: { name } }) => !settled.has(name) && !helpers.has(name));
  for (const name of definitions.callees(top.map(({ declaration }) => declaration.name))) settled.add(name);
  for (const { declaration, problems: own } of failed) {
    // What is left calls itself in a circle.
    if (!settled.has(declaration.name)) problems.push(...own);
  }
  return objectives;
}

function problemFree(problems: readonly Problem[], { start, end }: { start: number; end: number }): boolean {
  return !problems.some(({ range }) => range.start < end && start < range.end);
}

/** By place, each once. */
function inOrder(problems: readonly Problem[], text: string): Problem[] {
  const seen = new Set<string>();
  return problems
    .map((problem) => ({ ...problem, range: visibleRange(problem.range, text) }))
    .sort((a, c) => a.range.start - c.range.start || a.range.end - c.range.end)
    .filter(({ range, message }) => {
      const key = `${range.start}:${range.end}:${message}`;
      return !seen.has(key) && seen.add(key);
    });
}
