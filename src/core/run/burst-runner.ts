import type { Evaluator, Point, Solver, SolverSettings } from '../methods/solver.ts';
import type { CompiledSteps } from '../methods/step-code.ts';
import type { Objective } from '../objective.ts';
import {
  BURST_LIMITS,
  type Burst,
  type BurstLimit,
  type BurstLimits,
  compileBurst,
  HEAD,
} from './compile-burst.ts';
import type { StopRule } from './experiment.ts';
import type { RunRequest } from './run.ts';

/** The steps of a solver on an objective as code, with the state before the first step. */
interface CompiledBurst {
  readonly sense: RunRequest['sense'];
  readonly key: string | undefined;
  /** Which limits it looks at, a bit for each. */
  readonly limits: number;
  /** Undefined where steps cannot be compiled. */
  readonly burst: Burst | undefined;
  readonly initial: Float64Array;
  /** What a run works in, while no run has it: to make arrays costs as much as a dozen steps. */
  spare: BurstMemory | undefined;
}

interface BurstMemory {
  readonly p: Float64Array;
  readonly q: Float64Array;
}

/** Takes the steps of a solver many at a time, in code that holds method and gradient together. */
export class BurstRunner {
  private readonly p: Float64Array;
  private readonly q: Float64Array;

  private constructor(
    private readonly compiled: CompiledBurst,
    private readonly burst: Burst,
    private readonly steps: CompiledSteps<unknown>,
    constants: readonly number[],
    private readonly limits: BurstLimits,
    private readonly n: number,
  ) {
    const { initial, spare } = compiled;
    const memory = spare ?? {
      p: new Float64Array(HEAD.length + 2 * n + initial.length),
      q: new Float64Array(constants.length),
    };
    compiled.spare = undefined;
    this.p = memory.p;
    this.q = memory.q;
    for (let i = 0; i < constants.length; i++) this.q[i] = constants[i] as number;
    for (let i = 0, at = HEAD.length + 2 * n; i < initial.length; i++, at++)
      this.p[at] = initial[i] as number;
  }

  /**
   * The runner of a request; undefined where steps cannot be compiled in one piece: solvers without code, line searches,
   * estimated gradients, clipping, bounds and the like, many variables.
   *
   * @param divergence - The value of the minimized function beyond which the run has diverged.
   */
  static of(
    { objective, sense, bounds, choice, until }: RunRequest,
    solver: Solver,
    settings: SolverSettings,
    start: Point,
    evaluator: Evaluator,
    divergence: number,
  ): BurstRunner | undefined {
    const simple = choice.gradient.name === 'backprop' && !bounds;
    const steps = simple ? solver.steps?.(settings) : undefined;
    if (!steps || objective.size > steps.most) return undefined;
    const limits = limitsOf(until, sense, divergence);
    const compiled = compiledBurst(objective, sense, steps, bitsOf(limits), () =>
      solver.begin(start, settings, evaluator),
    );
    if (!compiled.burst) return undefined;
    const constants = steps.constants(settings);
    return new BurstRunner(compiled, compiled.burst, steps, constants, limits, objective.size);
  }

  /** Sets out from a point after so many steps and evaluations. */
  load({ x, f, g }: Point, iterations: number, evaluations: number): void {
    const { p, n } = this;
    p[0] = iterations;
    p[1] = f;
    p[2] = evaluations;
    for (let i = 0, at = HEAD.length; i < n; i++, at++) {
      p[at] = x[i] as number;
      p[at + n] = (g as Float64Array)[i] as number;
    }
  }

  /**
   * Goes on for at most so many steps, and writes the row of each to `numbers` from `at` on.
   *
   * @returns The number of steps. If it is less, and no limit is reached, the next step wants care.
   */
  run(most: number, numbers: Float64Array, at: number): number {
    return this.burst(this.p, most, numbers, at, this.limits, this.q);
  }

  /** The point that was reached, in the arrays of one before. */
  point({ x, g }: Point): Point {
    const { p, n } = this;
    const gradient = g as Float64Array;
    for (let i = 0, at = HEAD.length; i < n; i++, at++) {
      x[i] = p[at] as number;
      gradient[i] = p[at + n] as number;
    }
    return { x, f: p[1] as number, g: gradient };
  }

  /** The evaluations that were made. */
  get evaluations(): number {
    return this.p[2] as number;
  }

  /** Hands the method's state to the solver, which takes the next step. */
  restore(state: unknown): void {
    this.steps.restore(state, this.p, HEAD.length + 2 * this.n);
  }

  /** Takes the method's state back. */
  save(state: unknown): void {
    this.steps.save(state, this.p, HEAD.length + 2 * this.n);
  }

  /** Says that the run has ended. */
  end(): void {
    this.compiled.spare = { p: this.p, q: this.q };
  }
}

/** What was compiled before, so that a run with another rate or start begins at once. */
const known = new WeakMap<Objective, CompiledBurst[]>();

function compiledBurst(
  objective: Objective,
  sense: RunRequest['sense'],
  steps: CompiledSteps<unknown>,
  limits: number,
  begin: () => unknown,
): CompiledBurst {
  const { key } = steps;
  let there = known.get(objective);
  if (!there) {
    there = [];
    known.set(objective, there);
  }
  for (const each of there)
    if (each.key === key && each.sense === sense && each.limits === limits) return each;
  const burst = compileBurst(objective, sense, steps, limitsIn(limits));
  const initial = new Float64Array(burst ? steps.numbers(objective.size) : 0);
  if (burst) steps.save(begin(), initial, 0);
  const compiled = { sense, key, limits, burst, initial, spare: undefined };
  if (key !== undefined) there.push(compiled);
  return compiled;
}

function limitsOf(until: StopRule, sense: RunRequest['sense'], divergence: number): BurstLimits {
  const { target = Number.NaN } = until;
  return {
    decrease: until.decrease ?? Number.NaN,
    relativeDecrease: until.relativeDecrease ?? Number.NaN,
    gradient: until.gradient ?? Number.NaN,
    step: until.step ?? Number.NaN,
    target: sense === 'maximize' ? -target : target,
    divergence,
    evaluations: until.evaluations ?? Number.NaN,
  };
}

const NAMES = Object.keys(BURST_LIMITS) as readonly BurstLimit[];

/** The limits that are asked for, a bit for each in the order of `NAMES`. */
function bitsOf(limits: BurstLimits): number {
  let bits = 0;
  for (let i = 0; i < NAMES.length; i++) if (!Number.isNaN(limits[NAMES[i] as BurstLimit])) bits |= 1 << i;
  return bits;
}

function limitsIn(bits: number): readonly BurstLimit[] {
  return NAMES.filter((_, i) => (bits & (1 << i)) !== 0);
}
