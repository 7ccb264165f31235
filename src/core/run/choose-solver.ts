import type { CompiledObjective } from '../compile/compile-objective.ts';
import { findResiduals } from '../compile/find-residuals.ts';
import { type BatchGradient, batchGradient, rowsForBatch } from '../gradients/batch-gradient.ts';
import { makeGradient } from '../gradients/make-gradient.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Bounds } from '../methods/bounds.ts';
import { completeSearch } from '../methods/line-search/registry.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import { ruleOptions } from '../methods/rule-options.ts';
import type { SearchSettings, Solver, SolverSettings } from '../methods/solver.ts';
import { withDefaults } from '../methods/with-defaults.ts';
import type { Objective } from '../objective.ts';
import type { MethodChoice } from './experiment.ts';
import { ruleSolver } from './rule-solver.ts';

/** The method of a choice as a solver. Throws a sentence where there is none of that name, or an update rule lacks its rate. */
export function solverOf(choice: MethodChoice): Solver {
  const method = Object.hasOwn(METHODS, choice.method) ? METHODS[choice.method] : undefined;
  if (!method) {
    throw new Error(`there is no method ${choice.method}; there is ${Object.keys(METHODS).join(', ')}`);
  }
  if (isSolver(method)) return method;
  if (!choice.rate) throw new Error(`${choice.method} has no rate; choose one, or plan the experiment first`);
  return ruleSolver(method, choice.rate, ruleOptions(method, choice.hyperparameters));
}

/** The gradients that a choice asks for: of all of f, or of one batch of its rows after the other. */
export function gradientOf(
  { method: name, hyperparameters, gradient }: MethodChoice,
  objective: Objective,
  compiled: CompiledObjective,
  checkpoint?: () => void,
  bounds?: Bounds,
): BatchGradient {
  const batch = batchOf(name, hyperparameters);
  return batch > 0
    ? batchGradient(gradient, objective, batch, hyperparameters.seed ?? 0, checkpoint, bounds)
    : makeGradient(gradient, objective, compiled, checkpoint, bounds);
}

/** The rows of a batch; 0 for all. */
function batchOf(name: string, hyperparameters: MethodChoice['hyperparameters']): number {
  const method = METHODS[name];
  return method && !isSolver(method) ? (ruleOptions(method, hyperparameters)?.batch ?? 0) : 0;
}

/** Throws a sentence where a run of the choice on an objective could not begin. */
export function checkChoice(
  choice: MethodChoice,
  objective: Objective,
  sense: 'minimize' | 'maximize',
): void {
  // A rate that is missing will be found, and is a number.
  const solver = solverOf({ rate: { kind: 'constant', value: 1 }, ...choice });
  checkFits(solver, objective, sense);
  if (METHODS[choice.method] === solver || choice.rate) settingsOf(choice, solver);
  const batch = batchOf(choice.method, choice.hyperparameters);
  if (batch > 0) rowsForBatch(objective, batch);
}

/** The choice with every default filled in. Throws a sentence where the rate makes no sense for the solver. */
export function settingsOf({ rate, hyperparameters }: MethodChoice, solver: Solver): SolverSettings {
  return {
    hyperparameters: withDefaults(solver.hyperparameters, hyperparameters),
    rate: rate?.kind === 'constant' ? rate.value : undefined,
    search: searchOf(rate, solver),
    seed: hyperparameters.seed ?? 0,
  };
}

function searchOf(rate: MethodChoice['rate'], { name, search }: Solver): SolverSettings['search'] {
  if (!search) return undefined;
  if (!rate) return usualSearch(search);
  if (rate.kind !== 'search') {
    throw new Error(
      `${name} finds its rate by a line search; leave the rate out, or write rate = backtracking()`,
    );
  }
  return completeSearch(rate.search, rate.settings);
}

const usual = new WeakMap<NonNullable<Solver['search']>, SearchSettings>();

/** A solver's own line search; made once, since a short run would spend a twentieth of its time on it. */
function usualSearch(search: NonNullable<Solver['search']>): SearchSettings {
  let complete = usual.get(search);
  if (!complete) {
    complete = completeSearch(search.name, search.settings);
    usual.set(search, complete);
  }
  return complete;
}

/** Throws a sentence where a solver is not made for an objective: too many variables, or no sum of squares. */
export function checkFits(
  { name, limit, needs }: Solver,
  objective: Objective,
  sense: 'minimize' | 'maximize',
): void {
  if (limit && objective.size > limit.variables) {
    throw new Error(
      `${name} takes at most ${limit.variables} variables, ${objective.name} has ${objective.size}; use ${limit.instead}`,
    );
  }
  if (needs !== 'residuals') return;
  if (sense === 'maximize') {
    throw new Error(`${name} makes sums of squares small, it cannot maximize; use bfgs()`);
  }
  if (!findResiduals(new GraphBuilder(objective.graph), objective.output)) {
    throw new Error(
      `${name} needs a sum of squares, as sum((X*w - y).^2) or (x - 1)^2 + (x*y - 2)^2 are, and ${objective.name} is not written so; write it so, or use bfgs()`,
    );
  }
}
