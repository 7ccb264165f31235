import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import type { Method } from '../methods/method.ts';
import { METHODS } from '../methods/registry.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import { hypot } from '../special/hypot.ts';
import { compileUpdate, type UpdateFunction } from './compile-update.ts';
import type { MethodChoice, StopRule } from './experiment.ts';
import { formatNumber } from './format-number.ts';
import { makeSchedule } from './make-schedule.ts';
import type { RunResult } from './run-result.ts';
import { type Progress, ruleStop, type Stop } from './stop.ts';
import type { Evaluations, Trace } from './trace.ts';
import { TraceRecorder } from './trace-recorder.ts';

/** Everything that determines a run: the same request gives the same trace. */
export interface RunRequest {
  readonly objective: Objective;
  readonly sense: 'minimize' | 'maximize';
  /** x₀, flat and finite. */
  readonly start: readonly number[];
  /** The method with its rate. */
  readonly choice: MethodChoice;
  readonly until: StopRule;
}

/** Time in milliseconds from any origin. */
export type Clock = () => number;

/** f has grown by this factor over its start: the run has left every region of interest. */
const DIVERGENCE = 1e12;
/** How many cheap steps pass between two looks at the clock. */
const STEPS_PER_LOOK = 32;

/**
 * A run of a first-order method. Only this loop evaluates, counts and stops; it accepts a candidate only if f and the
 * gradient are finite there, so the last accepted point is always valid.
 */
export class Run {
  private readonly f: CompiledObjective;
  private readonly method: Method;
  private readonly update: UpdateFunction;
  private readonly rateAt: (k: number) => number;
  private readonly scalars: Float64Array;
  private readonly sign: 1 | -1;
  private readonly recorder: TraceRecorder;
  private readonly evaluations: Evaluations = { f: 0, gradient: 0, jvp: 0, hvp: 0 };
  private x: Float64Array;
  private g: Float64Array;
  private state: Float64Array[];
  private candidate: Float64Array;
  private candidateGradient: Float64Array;
  private candidateState: Float64Array[];
  private begun = false;
  private value = Number.NaN;
  private startValue = Number.NaN;
  private iteration = 0;
  private milliseconds = 0;
  private stop: Stop | undefined;

  /**
   * @param request - What to run; throws a sentence where it makes no sense.
   * @param clock - Tells the time, for the time limit and the result.
   * @param compiled - The compiled objective, if it is there already.
   */
  constructor(
    readonly request: RunRequest,
    private readonly clock: Clock,
    compiled?: CompiledObjective,
  ) {
    const { objective, start, choice } = request;
    const method = METHODS[choice.method];
    if (!method)
      throw new Error(`there is no method ${choice.method}; there is ${Object.keys(METHODS).join(', ')}`);
    if (!choice.rate)
      throw new Error(`${choice.method} has no rate; choose one, or plan the experiment first`);
    if (start.length !== objective.size || !start.every(Number.isFinite)) {
      throw new Error(`the start is ${objective.size} finite numbers; ${start.length} were given`);
    }
    this.method = method;
    this.f = compiled ?? compileObjective(objective);
    this.update = compileUpdate(method);
    this.rateAt = makeSchedule(choice.rate);
    this.sign = request.sense === 'maximize' ? -1 : 1;
    const hyper = method.hyperparameters.map(
      ({ name, default: usual }) => choice.hyperparameters[name] ?? usual,
    );
    this.scalars = Float64Array.from([0, 0, ...hyper]);
    const vector = () => new Float64Array(objective.size);
    this.x = Float64Array.from(start);
    this.candidate = vector();
    this.g = vector();
    this.candidateGradient = vector();
    this.state = method.state.map(({ initial }) => vector().fill(initial));
    this.candidateState = method.state.map(vector);
    this.recorder = new TraceRecorder(objective.size);
  }

  /** Whether the run has ended. */
  get done(): boolean {
    return this.stop !== undefined;
  }

  /** Goes on for about that many milliseconds, at least one step, or until the run ends. */
  advance(milliseconds: number): void {
    const begin = this.clock();
    const before = this.milliseconds;
    const elapsed = () => this.clock() - begin;
    if (!this.begun && !this.stop) this.begin();
    for (let n = 0; !this.stop; n++) {
      this.step();
      if (n % STEPS_PER_LOOK === 0 || this.f.size > 1000) {
        this.milliseconds = before + elapsed();
        if (elapsed() >= milliseconds) break;
      }
    }
    this.milliseconds = before + elapsed();
  }

  /** Ends the run where it is. */
  cancel(): void {
    this.stop ??= { reason: 'cancelled', message: `cancelled after ${this.iteration} steps` };
  }

  /** A copy of the trace so far. */
  trace(): Trace {
    const trace = this.recorder.trace();
    if (this.sign === 1) return trace;
    return { ...trace, f: trace.f.map((value) => -value) };
  }

  /** What the run came to; undefined while it goes on. */
  result(): RunResult | undefined {
    if (!this.stop) return undefined;
    const best = this.recorder.bestSoFar();
    return {
      start: this.request.start,
      x: Array.from(this.x),
      f: this.sign * this.value,
      gradientNorm: norm(this.g),
      best: {
        x: Array.from(best?.x ?? this.x),
        f: this.sign * (best?.row.f ?? this.value),
        iteration: best?.row.iteration ?? 0,
      },
      iterations: this.iteration,
      evaluations: { ...this.evaluations },
      reason: this.stop.reason,
      message: this.stop.message,
      seconds: this.milliseconds / 1000,
    };
  }

  private evaluate(x: Float64Array, g: Float64Array): number {
    this.evaluations.f++;
    this.evaluations.gradient++;
    const value = this.f.valueAndGradient(x, g);
    if (this.sign === 1) return value;
    for (let i = 0; i < g.length; i++) g[i] = -(g[i] as number);
    return -value;
  }

  private begin(): void {
    this.begun = true;
    this.value = this.evaluate(this.x, this.g);
    this.startValue = this.value;
    if (!Number.isFinite(this.value) || !this.g.every(Number.isFinite)) {
      this.stop = {
        reason: 'nonfinite',
        message: this.nonfinite('at the start', this.x, this.value, this.g),
      };
      return;
    }
    this.record(Number.NaN, 0);
    this.stop = this.stopAfter(Number.NaN, Number.NaN);
  }

  private step(): void {
    const k = this.iteration + 1;
    const rate = this.rateAt(k - 1);
    this.scalars[0] = rate;
    this.scalars[1] = k;
    this.update(this.x, this.g, this.state, this.scalars, this.candidate, this.candidateState);
    const value = this.evaluate(this.candidate, this.candidateGradient);
    if (!Number.isFinite(value) || !allFinite(this.candidateGradient) || !allFinite(this.candidate)) {
      const { candidate, candidateGradient } = this;
      this.stop = {
        reason: 'nonfinite',
        message: this.nonfinite(`in step ${k}`, candidate, value, candidateGradient),
      };
      return;
    }
    const gain = this.value - value;
    const length = distance(this.x, this.candidate);
    this.accept(value);
    this.record(rate, length);
    this.stop = this.stopAfter(gain, length);
  }

  private accept(value: number): void {
    [this.x, this.candidate] = [this.candidate, this.x];
    [this.g, this.candidateGradient] = [this.candidateGradient, this.g];
    [this.state, this.candidateState] = [this.candidateState, this.state];
    this.value = value;
    this.iteration++;
  }

  private record(rate: number, step: number): void {
    const { f, gradient, jvp, hvp } = this.evaluations;
    this.recorder.add(
      {
        iteration: this.iteration,
        f: this.value,
        gradientNorm: norm(this.g),
        step,
        rate,
        evaluations: f + gradient + jvp + hvp,
      },
      this.x,
    );
  }

  private stopAfter(gain: number, step: number): Stop | undefined {
    const { f, gradient, jvp, hvp } = this.evaluations;
    const progress: Progress = {
      iteration: this.iteration,
      f: this.sign * this.value,
      gain,
      gradientNorm: norm(this.g),
      step,
      evaluations: f + gradient + jvp + hvp,
      seconds: this.milliseconds / 1000,
    };
    if (this.value - this.startValue > DIVERGENCE * (1 + Math.abs(this.startValue))) {
      const way = this.sign === 1 ? 'grew' : 'fell';
      return {
        reason: 'diverged',
        message: `f ${way} to ${formatNumber(progress.f)} in ${this.iteration} steps; try a smaller rate`,
      };
    }
    return ruleStop(this.request.until, progress, this.request.sense) ?? this.flatStop(progress);
  }

  /** A gradient of exactly 0 leaves no direction: at a minimum that is the end, on a plateau it is an underflow. */
  private flatStop({ gradientNorm }: Progress): Stop | undefined {
    if (gradientNorm !== 0 || this.method.state.length > 0 || this.request.until.gradient !== undefined)
      return undefined;
    const near = this.x.map(
      (entry, i) => entry + (i % 2 === 0 ? 1 : -1) * 1e-3 * Math.max(1, Math.abs(entry)),
    );
    this.evaluate(near, this.candidateGradient);
    if (norm(this.candidateGradient) > 0) {
      return { reason: 'gradient', message: 'the gradient is exactly 0: a stationary point' };
    }
    return {
      reason: 'flat',
      message: 'the gradient is exactly 0 here and around: f is flat at this place; start somewhere else',
    };
  }

  private nonfinite(when: string, x: Float64Array, value: number, g: Float64Array): string {
    const names = coordinateNames(this.request.objective);
    const place = names
      .slice(0, 4)
      .map((name, i) => `${name} = ${formatNumber(x[i] as number)}`)
      .concat(names.length > 4 ? ['…'] : []);
    const part = g.findIndex((entry) => !Number.isFinite(entry));
    const what = Number.isFinite(value)
      ? part < 0
        ? 'the point is not finite'
        : `the derivative by ${names[part]} is ${g[part]}`
      : `f is ${formatNumber(this.sign * value)}`;
    const stayed = when === 'at the start' ? 'choose another start' : 'the run ends at the point before';
    return `${when} ${what}, at ${place.join(', ')}; ${stayed}`;
  }
}

/** ‖v‖₂; where the squares overflow or vanish, entry by entry without either. */
function norm(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i] as number) * (vector[i] as number);
  return safe(sum) ? Math.sqrt(sum) : vector.reduce((length, entry) => hypot(length, entry), 0);
}

/** ‖x − y‖₂. */
function distance(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += ((x[i] as number) - (y[i] as number)) ** 2;
  return safe(sum) ? Math.sqrt(sum) : norm(x.map((entry, i) => entry - (y[i] as number)));
}

/** Whether a sum of squares lost nothing to overflow or underflow that could be seen in its root. */
function safe(sum: number): boolean {
  return sum > 1e-290 && sum < 1e300;
}

function allFinite(vector: Float64Array): boolean {
  for (let i = 0; i < vector.length; i++) if (!Number.isFinite(vector[i] as number)) return false;
  return true;
}
