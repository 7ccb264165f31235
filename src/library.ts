import { compileObjective } from './core/compile/compile-objective.ts';
import { type GradientCosts, measureCosts } from './core/gradients/cost.ts';
import { type Estimate, estimate as study } from './core/gradients/estimate.ts';
import type { Objective } from './core/objective.ts';
import type { StopRule } from './core/run/experiment.ts';
import { planExperiment } from './core/run/plan-experiment.ts';
import { Run } from './core/run/run.ts';
import type { RunResult } from './core/run/run-result.ts';
import type { Trace } from './core/run/trace.ts';
import { parseGd } from './frontends/gd/parse-gd.ts';

export type {
  DirectionCheck,
  GradientCheck,
  GradientCheckOptions,
  GradientPair,
  VariableCheck,
} from './core/autodiff/check-gradient.ts';
export { checkGradient } from './core/autodiff/check-gradient.ts';
export type { SlopeComparison, Verdict } from './core/autodiff/compare-slopes.ts';
export type { CompiledObjective, GradientMode } from './core/compile/compile-objective.ts';
export { compileObjective as compile } from './core/compile/compile-objective.ts';
export type { GradientCost, GradientCosts } from './core/gradients/cost.ts';
export type { BiasTest, Estimate, MeanHistory } from './core/gradients/estimate.ts';
export type { Objective, Parameter } from './core/objective.ts';
export type { Problem } from './core/problem.ts';
export type { Experiment, MethodChoice, StopRule, Window } from './core/run/experiment.ts';
export type { RunResult, StopReason } from './core/run/run-result.ts';
export type { Trace } from './core/run/trace.ts';
export type { GdModule } from './frontends/gd/gd-module.ts';
export { parseGd as parse } from './frontends/gd/parse-gd.ts';

/**
 * The objective that a `.gd` text defines.
 *
 * @param name - Which one, where the text defines several; the last if absent.
 * @throws Error with every problem of the text where there is no such objective.
 */
export function objective(text: string, name?: string): Objective {
  const { objectives, problems } = parseGd(text);
  const found =
    name === undefined ? objectives.at(-1) : objectives.find((each) => each.objective.name === name);
  if (found && problems.length === 0) return found.objective;
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const names = objectives.map((each) => each.objective.name).join(', ');
  throw new Error(
    name === undefined
      ? 'the text defines no objective; write one such as f(x, y) = x^2 + y^2'
      : `the text defines no objective ${name}; ${names === '' ? 'write one such as f(x, y) = x^2 + y^2' : `it defines ${names}`}`,
  );
}

/** What `minimize` is to do; everything has the same default as in a `.gd` file. */
export interface MinimizeRequest {
  /** x₀, flat, or by parameter. */
  readonly start?: ArrayLike<number> | Readonly<Record<string, number | readonly number[]>>;
  /** A name of the registry of methods, `gd` if absent. */
  readonly method?: string;
  /** The learning rate; found by trial, or the method's default, if absent. */
  readonly rate?: number;
  readonly hyperparameters?: Readonly<Record<string, number>>;
  readonly gradient?: {
    readonly name: string;
    readonly settings?: Readonly<Record<string, number | string>>;
  };
  readonly until?: StopRule;
  readonly sense?: 'minimize' | 'maximize';
}

/** Runs a method to its end: what it came to, and its trace. */
export function minimize(
  target: Objective,
  request: MinimizeRequest = {},
): RunResult & { readonly trace: Trace } {
  const { method = 'gd', rate, hyperparameters = {}, gradient, until = {}, sense = 'minimize' } = request;
  const start = request.start && flatStart(target, request.start);
  const compiled = compileObjective(target);
  const clock = () => performance.now();
  const plan = planExperiment(
    target,
    {
      objective: target.name,
      sense,
      ...(start ? { start } : {}),
      methods: [
        {
          method,
          hyperparameters,
          gradient: { name: gradient?.name ?? 'backprop', settings: gradient?.settings ?? {} },
          ...(rate === undefined ? {} : { rate: { kind: 'constant', value: rate } as const }),
        },
      ],
      until,
    },
    compiled,
    clock,
  );
  const run = new Run(plan.runs[0] as (typeof plan.runs)[number], clock, compiled);
  run.advance(Number.POSITIVE_INFINITY);
  return { ...(run.result() as RunResult), trace: run.trace() };
}

/** What `estimate` is to study. */
export interface EstimateOptions {
  /** The point, flat, or by parameter. */
  readonly at: ArrayLike<number> | Readonly<Record<string, number | readonly number[]>>;
  /** `{ name: 'forward' }` if absent. */
  readonly gradient?: MinimizeRequest['gradient'];
  /** How many estimates are drawn; 10,000 if absent. */
  readonly samples?: number;
}

/**
 * Draws gradients from a source at a point: their mean, spread and bias, and their squared error against its theory.
 *
 * @throws RangeError where the request makes no sense, or f or its gradient is not finite at the point.
 */
export function estimate(target: Objective, { at, gradient, samples = 10_000 }: EstimateOptions): Estimate {
  return study({
    objective: target,
    x: flatStart(target, at),
    gradient: { name: gradient?.name ?? 'forward', settings: gradient?.settings ?? {} },
    samples,
  });
}

/** The time of one gradient of each kind at a point, relative to one evaluation of f; takes about a second. */
export function costs(target: Objective, at: EstimateOptions['at']): GradientCosts {
  return measureCosts(target, flatStart(target, at), () => performance.now());
}

function flatStart(target: Objective, start: NonNullable<MinimizeRequest['start']>): number[] {
  if ('length' in start && typeof start.length === 'number') return Array.from(start as ArrayLike<number>);
  const byName = start as Readonly<Record<string, number | readonly number[]>>;
  return target.parameters.flatMap(({ name, size }) => {
    const given = byName[name];
    if (given === undefined) throw new Error(`the start lacks ${name}; add ${name}: 1`);
    const entries = typeof given === 'number' ? new Array<number>(size).fill(given) : given.flat();
    if (entries.length !== size)
      throw new Error(`the start of ${name} has ${entries.length} entries, not ${size}`);
    return entries;
  });
}
