import type { Method } from '../methods/method.ts';
import { isSolver, METHODS } from '../methods/registry.ts';
import { ruleOptions } from '../methods/rule-options.ts';
import type { Point } from '../methods/solver.ts';
import type { Objective } from '../objective.ts';
import { BURST_LIMITS, type Burst, type BurstColumns, compileBurst } from './compile-burst.ts';
import type { Rate, StopRule } from './experiment.ts';
import type { RuleState } from './rule-solver.ts';
import type { RunRequest } from './run.ts';

/** The steps of one burst. */
const ROWS = 256;

/** What a burst came to. */
export interface BurstOutcome {
  /** The number of steps taken; the last one may have reached a limit. */
  readonly steps: number;
  readonly columns: BurstColumns;
  /** The last accepted point. */
  readonly point: Point;
  /** f before the last step, and the length of that step. */
  readonly before: number;
  readonly length: number;
  /** Whether the next candidate is not finite, and wants the careful way. */
  readonly careful: boolean;
}

/** Takes the steps of an update rule many at a time, in code that holds method and gradient together. */
export class BurstRunner {
  private readonly columns: BurstColumns;
  private readonly point: Float64Array;

  private constructor(
    private readonly burst: Burst,
    private readonly n: number,
    states: number,
    private readonly limits: Float64Array,
    /** η where it is constant, then the hyperparameters. */
    private readonly scalars: Float64Array,
  ) {
    this.columns = columnsFor(n);
    this.point = new Float64Array((2 + states) * n);
  }

  /**
   * The runner of a request; undefined where steps cannot be compiled in one piece: solvers, line searches, estimated
   * gradients, clipping and the like, many variables.
   *
   * @param divergence - The value of the minimized function beyond which the run has diverged.
   */
  static of({ objective, sense, choice, until }: RunRequest, divergence: number): BurstRunner | undefined {
    const method = METHODS[choice.method];
    const { rate, gradient, hyperparameters } = choice;
    if (!method || isSolver(method) || !rate || gradient.name !== 'backprop') return undefined;
    if (ruleOptions(method, hyperparameters)) return undefined;
    const burst = compiledBurst(objective, sense, method, rate);
    if (!burst) return undefined;
    const scalars = Float64Array.from([
      rate.kind === 'constant' ? rate.value : Number.NaN,
      ...method.hyperparameters.map(({ name, default: usual }) => hyperparameters[name] ?? usual),
    ]);
    const limits = limitsOf(until, sense, divergence);
    return new BurstRunner(burst, objective.size, method.state.length, limits, scalars);
  }

  /**
   * Goes on from a point and a state, which it leaves at the last accepted point.
   *
   * @param most - The greatest number of steps.
   */
  run(current: Point, state: RuleState, most: number): BurstOutcome {
    const { n, point, columns } = this;
    const vectors = [current.x, current.g as Float64Array, ...state.vectors];
    for (const [i, vector] of vectors.entries()) point.set(vector, i * n);
    const before = current.f;
    const rows = Math.min(ROWS, most);
    const steps = this.burst(point, state.k - 1, before, this.limits, rows, columns, this.scalars);
    for (const [i, vector] of vectors.entries()) vector.set(point.subarray(i * n, (i + 1) * n));
    state.k += steps;
    return {
      steps,
      columns,
      point: steps > 0 ? { ...current, f: columns.f[steps - 1] as number } : current,
      before: steps > 1 ? (columns.f[steps - 2] as number) : before,
      length: steps > 0 ? (columns.step[steps - 1] as number) : Number.NaN,
      careful: steps < rows,
    };
  }
}

/** Rows are read before the next burst begins, so all runs of n variables share one set of columns. */
const sharedColumns = new Map<number, BurstColumns>();

function columnsFor(n: number): BurstColumns {
  const column = () => new Float64Array(ROWS);
  const columns = sharedColumns.get(n) ?? {
    ...{ f: column(), gradientNorm: column(), step: column(), rate: column() },
    x: new Float64Array(ROWS * n),
  };
  sharedColumns.set(n, columns);
  return columns;
}

/** Bursts that were compiled before, so that a run with another rate or start begins at once. */
const compiledBursts = new WeakMap<Objective, Map<string, Burst | undefined>>();

function compiledBurst(
  objective: Objective,
  sense: 'minimize' | 'maximize',
  method: Method,
  rate: Rate,
): Burst | undefined {
  const known = compiledBursts.get(objective) ?? new Map<string, Burst | undefined>();
  compiledBursts.set(objective, known);
  // A schedule is part of the code; rates that are numbers are not.
  if (rate.kind !== 'constant') return compileBurst(objective, sense, method, rate);
  const key = `${sense} ${method.name}`;
  const burst = known.has(key) ? known.get(key) : compileBurst(objective, sense, method, rate);
  known.set(key, burst);
  return burst;
}

function limitsOf(until: StopRule, sense: 'minimize' | 'maximize', divergence: number): Float64Array {
  const target =
    until.target === undefined ? Number.NaN : sense === 'maximize' ? -until.target : until.target;
  const limits = { ...until, target, divergence };
  return Float64Array.from(BURST_LIMITS, (name) => limits[name] ?? Number.NaN);
}
