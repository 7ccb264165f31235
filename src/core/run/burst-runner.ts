import type { Point, Solver, SolverSettings } from '../methods/solver.ts';
import type { CompiledSteps } from '../methods/step-code.ts';
import type { Objective } from '../objective.ts';
import { type Burst, type BurstLimit, compileBurst, HEAD, LIMIT_NAMES } from './compile-burst.ts';
import { divergenceBeyond } from './divergence.ts';
import type { StopRule } from './experiment.ts';
import { numbersIn } from './numbers-in.ts';
import type { RunRequest } from './run-request.ts';
import type { Rewrite, TraceRecorder } from './trace-recorder.ts';

/** The steps of a solver on an objective as code, with the state before the first step. */
interface CompiledBurst {
  readonly sense: RunRequest['sense'];
  readonly key: string | undefined;
  /** Which limits it looks at, a bit for each. */
  readonly limits: number;
  /** Undefined where steps cannot be compiled. */
  readonly burst: Burst | undefined;
  readonly initial: readonly number[];
  /** What a run works in, while no run has it: to make arrays costs as much as a dozen steps. */
  spare: BurstMemory | undefined;
}

/** What compiled steps read and write. */
interface BurstMemory {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly limits: Float64Array;
}

/** The places of what `HEAD` has, in its order. */
const [K, VALUE, EVALUATIONS, FELL, NORM_SQUARE, STEP_SQUARE, LEAST, BEST] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const;
const DIVERGENCE = LIMIT_NAMES.indexOf('divergence');

/** Takes the steps of a solver many at a time, in code that holds method and gradient together. */
export class BurstRunner {
  /** The norm of the gradient at the start, while its row is still to be recorded. */
  private startNorm: number | undefined;

  private constructor(
    private readonly compiled: CompiledBurst,
    private readonly burst: Burst,
    private readonly steps: CompiledSteps<unknown>,
    private readonly settings: SolverSettings,
    private readonly memory: BurstMemory,
    private readonly n: number,
  ) {}

  /**
   * The runner of a request; undefined where steps cannot be compiled in one piece: solvers without code, line searches,
   * estimated gradients, clipping, bounds and the like, many variables.
   */
  static of(
    { objective, sense, bounds, choice, until }: RunRequest,
    solver: Solver,
    settings: SolverSettings,
  ): BurstRunner | undefined {
    const simple = choice.gradient.name === 'backprop' && !bounds;
    const steps = simple ? solver.steps?.(settings) : undefined;
    if (!steps || objective.size > steps.most) return undefined;
    const limits = limitsOf(until, sense);
    const compiled = compiledBurst(objective, sense, steps, bitsOf(limits));
    const { burst, initial, spare } = compiled;
    if (!burst) return undefined;
    const n = objective.size;
    const constants = steps.constants(settings);
    const memory = spare ?? {
      p: new Float64Array(HEAD.length + 2 * n + initial.length),
      q: new Float64Array(constants.length),
      limits: new Float64Array(limits.length),
    };
    compiled.spare = undefined;
    copy(constants, memory.q, 0);
    copy(limits, memory.limits, 0);
    return new BurstRunner(compiled, burst, steps, settings, memory, n);
  }

  /** Sets out from the start, where the gradient has this norm, after so many evaluations; its row is recorded as those of steps are. */
  begin(start: Point, gradientNorm: number, evaluations: number, recorder: TraceRecorder): void {
    this.setOut(start, evaluations);
    if (this.burst.cheap) this.startNorm = gradientNorm;
    else recorder.add(start.f, gradientNorm, 0, Number.NaN, evaluations, start.x);
  }

  /** Sets out from the start after so many evaluations, with the state of the method before its first step. */
  setOut(start: Point, evaluations: number): void {
    const { p, limits } = this.memory;
    copy(this.compiled.initial, p, HEAD.length + 2 * this.n);
    limits[DIVERGENCE] = divergenceBeyond(start.f);
    this.load(start, 0, evaluations, start.f, 0);
  }

  /** Sets out from a point after so many steps and evaluations, where so small an f was found in that step. */
  load({ x, f, g }: Point, iterations: number, evaluations: number, least: number, best: number): void {
    const {
      memory: { p },
      n,
    } = this;
    p[K] = iterations;
    p[VALUE] = f;
    p[EVALUATIONS] = evaluations;
    p[LEAST] = least;
    p[BEST] = best;
    for (let i = 0, at = HEAD.length; i < n; i++, at++) {
      p[at] = x[i] as number;
      p[at + n] = (g as Float64Array)[i] as number;
    }
  }

  /** How many steps can be recorded at once. */
  room(recorder: TraceRecorder): number {
    if (this.burst.cheap) return Number.POSITIVE_INFINITY;
    recorder.write();
    return recorder.free;
  }

  /**
   * Goes on for at most so many steps, no more than there is room for. Their rows are written at once or, where it costs less to take the steps
   * again, when somebody asks for them.
   *
   * @returns The number of steps. If it is less, and no limit is reached, the next step wants care.
   */
  take(most: number, recorder: TraceRecorder): number {
    if (!this.burst.cheap) {
      const { p, q, limits } = this.memory;
      const steps = this.burst.takeAndWrite()(p, most, limits, q, recorder.numbers, recorder.at);
      recorder.commit(steps);
      return steps;
    }
    const before = numbersIn(this.memory.p);
    const steps = this.takeUnseen(most);
    this.defer(steps, before, recorder);
    return steps;
  }

  /** The same without any rows. */
  takeUnseen(most: number): number {
    const { p, q, limits } = this.memory;
    return this.burst.take()(p, most, limits, q);
  }

  /** Has the rows of steps that were taken from numbers that p held, and before them the start's, written when somebody asks. */
  private defer(steps: number, before: readonly number[], recorder: TraceRecorder): void {
    const {
      startNorm,
      memory: { p },
    } = this;
    this.startNorm = undefined;
    const rows = startNorm === undefined ? steps : steps + 1;
    if (rows === 0) return;
    recorder.defer(rows, () => this.again(before, startNorm), p[LEAST] as number, p[BEST] as number);
  }

  /** Takes steps again from numbers that p held, as many at a time as one asks for; the start's row goes before them. */
  private again(before: readonly number[], startNorm: number | undefined): Rewrite {
    const p = Float64Array.from(before);
    const q = Float64Array.from(this.steps.constants(this.settings));
    const limits = new Float64Array(LIMIT_NAMES.length).fill(Number.NaN);
    const [take, takeAndWrite] = [this.burst.take(), this.burst.takeAndWrite()];
    const skip = (rows: number) => {
      take(p, rows, limits, q);
    };
    const write = (rows: number, numbers: Float64Array, at: number) => {
      takeAndWrite(p, rows, limits, q, numbers, at);
    };
    if (startNorm === undefined) return { write, skip };
    const x = before.slice(HEAD.length, HEAD.length + this.n);
    const start = [before[VALUE] as number, startNorm, 0, Number.NaN, before[EVALUATIONS] as number, ...x];
    let begun = false;
    return {
      write: (rows, numbers, at) => {
        if (!begun) numbers.set(start, at);
        const first = begun ? 0 : 1;
        begun = true;
        if (rows > first) write(rows - first, numbers, at + first * start.length);
      },
      // The start is the first row of all, which is kept.
      skip,
    };
  }

  /** The point that was reached, in the arrays of one before. */
  point({ x, g }: Point): Point {
    const {
      memory: { p },
      n,
    } = this;
    const gradient = g as Float64Array;
    for (let i = 0, at = HEAD.length; i < n; i++, at++) {
      x[i] = p[at] as number;
      gradient[i] = p[at + n] as number;
    }
    return { x, f: p[VALUE] as number, g: gradient };
  }

  /** The step in which the smallest f was found. */
  get bestIteration(): number {
    return this.memory.p[BEST] as number;
  }

  /** The evaluations that were made. */
  get evaluations(): number {
    return this.memory.p[EVALUATIONS] as number;
  }

  /** By how much f fell in the last step. */
  get fell(): number {
    return this.memory.p[FELL] as number;
  }

  /** The norm of the gradient after the last step. */
  get gradientNorm(): number {
    return Math.sqrt(this.memory.p[NORM_SQUARE] as number);
  }

  /** The length of the last step. */
  get stepLength(): number {
    return Math.sqrt(this.memory.p[STEP_SQUARE] as number);
  }

  /** Hands the method's state to the solver, which takes the next step. */
  restore(state: unknown, steps: number): void {
    this.steps.restore(state, this.memory.p, HEAD.length + 2 * this.n, steps);
  }

  /** Takes the method's state back. */
  save(state: unknown): void {
    this.steps.save(state, this.memory.p, HEAD.length + 2 * this.n);
  }

  /** Says that the run has ended. */
  end(recorder: TraceRecorder): void {
    if (this.startNorm !== undefined) this.defer(0, numbersIn(this.memory.p), recorder);
    this.compiled.spare = this.memory;
  }
}

/** What was compiled before, so that a run with another rate or start begins at once. */
const known = new WeakMap<Objective, CompiledBurst[]>();

function compiledBurst(
  objective: Objective,
  sense: RunRequest['sense'],
  steps: CompiledSteps<unknown>,
  limits: number,
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
  const initial = burst ? steps.initial(objective.size) : [];
  const compiled = { sense, key, limits, burst, initial, spare: undefined };
  if (key !== undefined) there.push(compiled);
  return compiled;
}

/** In the order of `LIMIT_NAMES`; what counts as divergence is known at the start. */
function limitsOf(until: StopRule, sense: RunRequest['sense']): readonly number[] {
  const none = Number.NaN;
  const {
    decrease = none,
    relativeDecrease = none,
    gradient = none,
    step = none,
    evaluations = none,
  } = until;
  const target = until.target ?? none;
  const wanted = sense === 'maximize' ? -target : target;
  return [decrease, relativeDecrease, gradient, step, wanted, Number.POSITIVE_INFINITY, evaluations];
}

/** The limits that are asked for, a bit for each in the order of `LIMIT_NAMES`. */
function bitsOf(limits: readonly number[]): number {
  let bits = 0;
  for (let i = 0; i < limits.length; i++) if (!Number.isNaN(limits[i])) bits |= 1 << i;
  return bits;
}

function limitsIn(bits: number): readonly BurstLimit[] {
  return LIMIT_NAMES.filter((_, i) => (bits & (1 << i)) !== 0);
}

/** A loop: to call `set` takes as long as a dozen steps. */
function copy(values: ArrayLike<number>, to: Float64Array, at: number): void {
  for (let i = 0; i < values.length; i++) to[at + i] = values[i] as number;
}
