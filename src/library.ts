import { compileObjective } from './core/compile/compile-objective.ts';
import { type GradientCosts, measureCosts } from './core/gradients/cost.ts';
import { type Estimate, estimate as study } from './core/gradients/estimate.ts';
import { type Bounds, startComplaint } from './core/methods/bounds.ts';
import { coordinateNames, type Objective } from './core/objective.ts';
import { carryOut } from './core/run/carry-out.ts';
import type { Experiment, StopRule } from './core/run/experiment.ts';
import { type ExperimentSummary, summarizeExperiment } from './core/run/experiment-summary.ts';
import { methodText } from './core/run/experiment-text.ts';
import { numbersIn } from './core/run/numbers-in.ts';
import { planRun } from './core/run/plan-run.ts';
import { Run } from './core/run/run.ts';
import type { RunResult } from './core/run/run-result.ts';
import { ShortRuns } from './core/run/short-runs.ts';
import type { Trace } from './core/run/trace.ts';
import { parseGd } from './frontends/gd/parse-gd.ts';
import { checkedUntil, type GradientRequest, minimizeChoice } from './minimize-choice.ts';

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
export { gradientFormulas, partials } from './core/explain/partials.ts';
export { printFormula } from './core/explain/print-formula.ts';
export { texFormula } from './core/explain/tex-formula.ts';
export type { GradientCost, GradientCosts } from './core/gradients/cost.ts';
export type { BiasTest, Estimate, MeanHistory } from './core/gradients/estimate.ts';
export type { Objective, Parameter } from './core/objective.ts';
export type { Problem } from './core/problem.ts';
export type { Experiment, MethodChoice, StopRule, Window } from './core/run/experiment.ts';
export type { ExperimentSummary, GroupBand, GroupSweep } from './core/run/experiment-summary.ts';
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
  /** The box in which x is sought, by parameter: `{ x: [0, 1], w: [0, Infinity] }`; absent parameters are free. */
  readonly bounds?: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** A name of the registry of methods, `gd` if absent. */
  readonly method?: string;
  /**
   * The learning rate: a number, or as in a `.gd` file an expression in k (`'5e-4*exp(-1e-4*k)'`) or a line search (`'backtracking()'`).
   * Found by trial, by the method itself, or its default, if absent.
   */
  readonly rate?: number | string;
  /** Numbers, and for choices their names. */
  readonly hyperparameters?: Readonly<Record<string, number | string>>;
  /** Where the gradient comes from; backpropagation if absent. */
  readonly gradient?: GradientRequest;
  readonly until?: StopRule;
  readonly sense?: 'minimize' | 'maximize';
}

const clock = () => performance.now();
const KEYS: ReadonlySet<string> = new Set<keyof MinimizeRequest>([
  'start',
  'bounds',
  'method',
  'rate',
  'hyperparameters',
  'gradient',
  'until',
  'sense',
]);

/** A request may come from JavaScript, where nothing checks it. */
function checkKeys(request: MinimizeRequest): void {
  if (request === null || typeof request !== 'object') {
    throw new Error(`minimize takes an object such as { start: [1, 2], method: 'bfgs' }, not ${request}`);
  }
  for (const key of Object.keys(request)) {
    if (!KEYS.has(key)) throw new Error(`minimize takes no ${key}; it takes ${[...KEYS].join(', ')}`);
  }
  const { sense } = request;
  if (sense !== undefined && sense !== 'minimize' && sense !== 'maximize') {
    throw new Error(`sense is minimize or maximize, not ${sense}`);
  }
}

/**
 * Runs a method to its end: what it came to, and its trace.
 *
 * @throws Error where the request makes no sense, with what to write instead.
 */
export function minimize(
  target: Objective,
  request: MinimizeRequest = {},
): RunResult & { readonly trace: Trace } {
  checkKeys(request);
  const { method = 'gd', rate, hyperparameters, gradient, until = {}, sense = 'minimize' } = request;
  const start = request.start && flatStart(target, request.start);
  const bounds = request.bounds && boundsOf(target, request.bounds);
  const outside = start && bounds && startComplaint(start, bounds, coordinateNames(target));
  if (outside !== undefined) throw new Error(outside);
  const choice = minimizeChoice({ method, rate, hyperparameters, gradient });
  const known = ShortRuns.find(target, sense, choice, until);
  const short = start && !bounds && known?.run(start);
  if (short) return short;
  const compiled = compileObjective(target);
  const plan = planRun(
    { objective: target, sense, start, bounds, choice, until: checkedUntil(until) },
    compiled,
    clock,
  );
  const run = new Run(plan, clock, compiled);
  run.advance(Number.POSITIVE_INFINITY);
  const result = run.result() as RunResult & { trace: Trace };
  result.trace = run.lazyTrace();
  // A rate that was found by trial belongs to this start.
  if (!known && plan.choice === choice) ShortRuns.remember(plan, until, clock);
  return result;
}

/** An experiment of a `.gd` text, carried out. */
export interface FinishedExperiment extends ExperimentSummary {
  readonly runs: readonly (RunResult & { readonly method: string; readonly trace: Trace })[];
}

/** Carries an experiment of a `.gd` text out, run after run: what each came to, and what they say together. */
export function runExperiment(target: Objective, experiment: Experiment): FinishedExperiment {
  const { plan, runs } = carryOut(target, experiment, () => performance.now());
  return {
    runs: runs.map(({ request, result, trace }) => ({
      method: methodText(request.choice),
      ...result,
      trace,
    })),
    ...summarizeExperiment(plan, runs),
  };
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
    gradient: sourceOf(gradient ?? 'forward'),
    samples,
  });
}

/** The time of one gradient of each kind at a point, relative to one evaluation of f; takes about a second. */
export function costs(target: Objective, at: EstimateOptions['at']): GradientCosts {
  return measureCosts(target, flatStart(target, at), () => performance.now());
}

/** The source as an update rule has it. */
function sourceOf(gradient: GradientRequest) {
  return minimizeChoice({ method: 'gd', rate: undefined, hyperparameters: undefined, gradient }).gradient;
}

function boundsOf(target: Objective, given: NonNullable<MinimizeRequest['bounds']>): Bounds {
  const names = target.parameters.map(({ name }) => name);
  for (const [name, [low, high]] of Object.entries(given)) {
    if (!names.includes(name)) {
      throw new Error(`${target.name} has no parameter ${name}; its parameters are ${names.join(', ')}`);
    }
    if (!(low <= high)) throw new Error(`the bounds of ${name} are [low, high] with low ≤ high`);
  }
  const ends = (end: 0 | 1, none: number) =>
    target.parameters.flatMap(({ name, size }) => new Array<number>(size).fill(given[name]?.[end] ?? none));
  return { lower: ends(0, Number.NEGATIVE_INFINITY), upper: ends(1, Number.POSITIVE_INFINITY) };
}

function flatStart(target: Objective, start: NonNullable<MinimizeRequest['start']>): number[] {
  if (start === null || typeof start !== 'object') {
    throw new Error(`a point is a list of numbers, or an object with each parameter, not ${start}`);
  }
  if ('length' in start && typeof start.length === 'number') return numbersIn(start as ArrayLike<number>);
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
