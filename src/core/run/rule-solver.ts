import { freeGradient, project } from '../methods/bounds.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from '../methods/candidate.ts';
import { type Creeping, creeps, noCreeping } from '../methods/creeping.ts';
import { shapeGradient } from '../methods/gradient-options.ts';
import { completeSearch, lineSearch } from '../methods/line-search/registry.ts';
import type { Method } from '../methods/method.ts';
import type { RuleOptions } from '../methods/rule-options.ts';
import { sequentialUpdate } from '../methods/sequential-update.ts';
import type { Evaluator, Point, Solver, StepOutcome } from '../methods/solver.ts';
import { type Idleness, noIdleness, stepAlong } from '../methods/step-along.ts';
import { IDLE, type Stuck } from '../methods/stuck.ts';
import { dot } from '../methods/vector.ts';
import { compileUpdate } from './compile-update.ts';
import type { Rate } from './experiment.ts';
import { formatNumber } from './format-number.ts';
import { makeSchedule } from './make-schedule.ts';
import { ruleSteps } from './rule-steps.ts';

/** Line searches of a run that may come to nothing: momentum leads away from a kink now and then. */
const PATIENCE = 10;

/** What an update rule carries from step to step. */
export interface RuleState {
  /** The number of the next step, from 1. */
  k: number;
  /** η, k, and the hyperparameters in declared order. */
  readonly scalars: Float64Array;
  /** The state vectors before a step and after it, by turns. */
  vectors: Float64Array[];
  nextVectors: Float64Array[];
  readonly candidates: CandidatePair;
  /** The gradient that the method sees, where it is not that of f. */
  readonly seen: Float64Array;
  /** The line search's trial and its direction; absent where the rate needs none. */
  readonly searching?: {
    readonly trial: Candidate;
    readonly direction: Float64Array;
    readonly free: Float64Array;
    readonly idleness: Idleness;
    readonly creeping: Creeping;
    last: number;
  };
}

/**
 * An update rule with its rate as a solver, so that one loop runs both: a step evaluates f and its gradient once (the sequential update
 * takes n − 1 gradients more).
 *
 * @param options - What is done to gradient and step besides; absent where nothing is. Throws a sentence where the rate is a line search.
 */
export function ruleSolver(method: Method, rate: Rate, options?: RuleOptions): Solver<RuleState> {
  if (options && rate.kind === 'search') {
    throw new Error(
      'a line search follows the gradient as it is; leave out clip, clipvalue, decay, update and batch, or write the rate as a number, rate = 0.01',
    );
  }
  if (options?.sequential && options.batch > 0) {
    throw new Error('update = sequential needs the gradient of all rows; leave out update, or batch');
  }
  const update = compileUpdate(method);
  const chooseRate = rate.kind === 'search' ? searchRate(method, rate) : scheduledRate(rate);
  const { name, title, formula, hyperparameters, reference } = method;
  return {
    ...{ kind: 'solver', name, title, formula, hyperparameters, reference, order: 1 },
    begin: ({ x }, settings) => ({
      k: 1,
      scalars: Float64Array.from([
        ...[0, 0],
        ...hyperparameters.map((each) => settings.hyperparameters[each.name] as number),
      ]),
      vectors: method.state.map(({ initial }) => new Float64Array(x.length).fill(initial)),
      nextVectors: method.state.map(() => new Float64Array(x.length)),
      candidates: candidatePair(x.length),
      seen: new Float64Array(options ? x.length : 0),
      ...(rate.kind === 'search'
        ? {
            searching: {
              trial: candidatePair(x.length)[0],
              direction: new Float64Array(x.length),
              free: new Float64Array(x.length),
              idleness: noIdleness(),
              creeping: noCreeping(),
              last: Number.NaN,
            },
          }
        : {}),
    }),
    steps: () => (options ? undefined : ruleSteps(method, rate)),
    step: (state, current, evaluator) => {
      const eta = chooseRate(state, current, evaluator);
      return typeof eta === 'number' ? apply(state, current, eta, evaluator) : eta;
    },
  };

  function apply(state: RuleState, current: Point, eta: number, evaluator: Evaluator): StepOutcome {
    const candidate = freeCandidate(state.candidates, current);
    const { point } = candidate;
    state.scalars[0] = eta;
    state.scalars[1] = state.k++;
    const { vectors, nextVectors, scalars } = state;
    if (options) applyOptions(options, state, current, point, evaluator);
    else update(current.x, current.g as Float64Array, vectors, scalars, point.x, nextVectors);
    if (evaluator.bounds) project(point.x, evaluator.bounds);
    const found = state.searching?.trial.point;
    if (found?.x.every((entry, i) => entry === point.x[i])) {
      point.g.set(found.g);
      point.f = found.f;
    } else point.f = evaluator.valueAndGradient(point.x, point.g);
    [state.vectors, state.nextVectors] = [state.nextVectors, state.vectors];
    candidate.rate = eta;
    if (state.searching && creeps(state.searching.creeping, current, point)) return IDLE;
    return candidate;
  }

  function applyOptions(
    chosen: RuleOptions,
    { seen, vectors, nextVectors, scalars }: RuleState,
    current: Point,
    point: Candidate['point'],
    evaluator: Evaluator,
  ): void {
    shapeGradient(current.g as Float64Array, current.x, chosen, seen);
    if (chosen.sequential) {
      const gradientAt = (x: Float64Array, g: Float64Array) => {
        evaluator.valueAndGradient(x, g);
        shapeGradient(g, x, chosen, g);
      };
      const { bounds } = evaluator;
      const moved = bounds && ((x: Float64Array) => project(x, bounds));
      const before = { x: current.x, g: seen, state: vectors };
      sequentialUpdate(update, gradientAt, before, scalars, { ...point, state: nextVectors }, moved);
    } else update(current.x, seen, vectors, scalars, point.x, nextVectors);
  }
}

/** The rate of the next step, or why there is none. */
type RateChoice = (state: RuleState, current: Point, evaluator: Evaluator) => number | Stuck;

function scheduledRate(rate: Exclude<Rate, { kind: 'search' }>): RateChoice {
  const schedule = makeSchedule(rate);
  return ({ k }) => {
    const eta = schedule(k - 1);
    if (!Number.isFinite(eta)) {
      return {
        kind: 'stuck',
        reason: 'nonfinite',
        message: `the rate of step ${k} is ${eta}; write one that has a value for every k from 0 on, as 0.1/(k + 1)`,
      };
    }
    if (eta >= 0) return eta;
    return {
      kind: 'stuck',
      message: `the rate at k = ${k - 1} is ${formatNumber(eta)}, and below 0 a step leads away from an optimum; write one that stays above 0, as 0.1/(k + 1) or max(0.1 - 1e-3*k, 1e-4)`,
    };
  };
}

function searchRate(method: Method, rate: Rate & { kind: 'search' }): RateChoice {
  if (!method.searchable) {
    throw new Error(
      `the steps of ${method.name} do not follow the gradient, so no line search finds its rate; write a number, rate = 0.01`,
    );
  }
  const search = completeSearch(rate.search, rate.settings);
  const { growth } = lineSearch(search.name);
  return (state, current, evaluator) => {
    const searching = state.searching as NonNullable<RuleState['searching']>;
    const { trial, direction, idleness, last } = searching;
    const g = freeGradient(current, evaluator.bounds, searching.free);
    for (let i = 0; i < g.length; i++) direction[i] = -(g[i] as number);
    const first = Number.isNaN(last) ? (search.settings.initial ?? 1) : growth * last;
    const line = { origin: current, direction, slope: -dot(g, g), first };
    const stuck = stepAlong({ search, idleness }, line, evaluator, trial, PATIENCE);
    if (stuck) return stuck;
    searching.last = trial.rate;
    return trial.rate;
  };
}
