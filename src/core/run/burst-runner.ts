import type { Evaluator, Point, Solver, SolverSettings } from '../methods/solver.ts';
import type { CompiledSteps } from '../methods/step-code.ts';
import type { Objective } from '../objective.ts';
import { type Burst, type BurstLimit, compileBurst, HEAD, LIMIT_NAMES } from './compile-burst.ts';
import type { StopRule } from './experiment.ts';
import type { RunRequest } from './run.ts';
import type { Rewrite } from './trace-recorder.ts';

/** The steps of a solver on an objective as code, with the state before the first step. */
interface CompiledBurst {
  readonly sense: RunRequest['sense'];
  readonly key: string | undefined;
  /** Which limits it looks at, a bit for each. */
  readonly limits: number;
  /** Undefined where steps cannot be compiled. */
  readonly burst: Burst | undefined;
  readonly initial: Float64Array;
  /** What a run works in, while no run has it: to make an array costs as much as a dozen steps. */
  spare: Float64Array | undefined;
}

/** Takes the steps of a solver many at a time, in code that holds method and gradient together. */
export class BurstRunner {
  private readonly p: Float64Array;

  private constructor(
    private readonly compiled: CompiledBurst,
    private readonly burst: Burst,
    private readonly steps: CompiledSteps<unknown>,
    private readonly constants: Float64Array,
    private readonly limits: Float64Array,
    private readonly n: number,
  ) {
    const { initial, spare } = compiled;
    this.p = spare ?? new Float64Array(HEAD.length + 2 * n + initial.length);
    compiled.spare = undefined;
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
    const constants = doubles(steps.constants(settings));
    return new BurstRunner(compiled, compiled.burst, steps, constants, limits, objective.size);
  }

  /** Sets out from a point after so many steps and evaluations, where so small an f was found in that step. */
  load({ x, f, g }: Point, iterations: number, evaluations: number, least: number, best: number): void {
    const { p, n } = this;
    p[0] = iterations;
    p[1] = f;
    p[2] = evaluations;
    p[6] = least;
    p[7] = best;
    for (let i = 0, at = HEAD.length; i < n; i++, at++) {
      p[at] = x[i] as number;
      p[at + n] = (g as Float64Array)[i] as number;
    }
  }

  /**
   * Goes on for at most so many steps.
   *
   * @returns The number of steps. If it is less, and no limit is reached, the next step wants care.
   */
  take(most: number): number {
    return this.burst.take(this.p, most, this.limits, this.constants);
  }

  /** All numbers that the next steps depend on. */
  checkpoint(): readonly number[] {
    const { p } = this;
    const copy: number[] = [];
    for (let i = 0; i < p.length; i++) copy.push(p[i] as number);
    return copy;
  }

  /** Takes so many steps from a checkpoint again, as many at a time as one asks for. */
  again(checkpoint: readonly number[]): Rewrite {
    const p = doubles(checkpoint);
    const write = this.burst.write();
    return (rows, numbers, at) => write(p, rows, numbers, at, this.constants);
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

  /** By how much f fell in the last step. */
  get fell(): number {
    return this.p[3] as number;
  }

  /** The norm of the gradient after the last step. */
  get gradientNorm(): number {
    return Math.sqrt(this.p[4] as number);
  }

  /** The length of the last step. */
  get stepLength(): number {
    return Math.sqrt(this.p[5] as number);
  }

  /** The smallest f so far. */
  get least(): number {
    return this.p[6] as number;
  }

  /** The step that found it. */
  get best(): number {
    return this.p[7] as number;
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
    this.compiled.spare = this.p;
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

/** In the order of `LIMIT_NAMES`. */
function limitsOf(until: StopRule, sense: RunRequest['sense'], divergence: number): Float64Array {
  const { decrease, relativeDecrease, gradient, step, target = Number.NaN, evaluations } = until;
  const limits = new Float64Array(LIMIT_NAMES.length);
  limits[0] = decrease ?? Number.NaN;
  limits[1] = relativeDecrease ?? Number.NaN;
  limits[2] = gradient ?? Number.NaN;
  limits[3] = step ?? Number.NaN;
  limits[4] = sense === 'maximize' ? -target : target;
  limits[5] = divergence;
  limits[6] = evaluations ?? Number.NaN;
  return limits;
}

/** The limits that are asked for, a bit for each in the order of `LIMIT_NAMES`. */
function bitsOf(limits: Float64Array): number {
  let bits = 0;
  for (let i = 0; i < limits.length; i++) if (!Number.isNaN(limits[i])) bits |= 1 << i;
  return bits;
}

function limitsIn(bits: number): readonly BurstLimit[] {
  return LIMIT_NAMES.filter((_, i) => (bits & (1 << i)) !== 0);
}

/** As `Float64Array.from`, which takes as long as a dozen steps. */
function doubles(values: readonly number[]): Float64Array {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = values[i] as number;
  return copy;
}
