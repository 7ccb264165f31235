import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import { SOURCES } from '../gradients/registry.ts';
import { gradientNorm, startComplaint } from '../methods/bounds.ts';
import type { Point, Solver, SolverSettings } from '../methods/solver.ts';
import { allFinite, distance } from '../methods/vector.ts';
import { coordinateNames } from '../objective.ts';
import { pointComplaint } from '../point-complaint.ts';
import { BurstRunner } from './burst-runner.ts';
import { checkFits, settingsOf, solverOf } from './choose-solver.ts';
import type { Clock } from './clock.ts';
import { countSteps } from './count-steps.ts';
import { divergedStop, divergenceBeyond } from './divergence.ts';
import { LazyTrace } from './lazy-trace.ts';
import { makeEvaluator } from './make-evaluator.ts';
import { nonfiniteStop } from './nonfinite-stop.ts';
import { numbersIn } from './numbers-in.ts';
import type { ObjectiveEvaluator } from './objective-evaluator.ts';
import type { EvaluationObserver } from './observed-evaluator.ts';
import { bestOf, exactEnds, type RunEnds } from './run-ends.ts';
import type { RunRequest } from './run-request.ts';
import type { RunResult } from './run-result.ts';
import { outOfTime, type Progress, ruleStop, type Stop } from './stop.ts';
import { stuckStop } from './stuck-stop.ts';
import type { Trace } from './trace.ts';
import { TraceRecorder } from './trace-recorder.ts';
import { Watch } from './watch.ts';
import { zeroGradientStop } from './zero-gradient.ts';

/** How long the steps between two looks at the clock may take, in milliseconds, and how many there are at most. */
const LOOK_EVERY = 1;
const MOST_STEPS_PER_LOOK = 1024;
/** How many compiled steps there are before the first look: such small ones that they take no tenth of that time. */
const FIRST_BURST = 64;

/**
 * A run of a method. Only this loop evaluates, counts and stops; it accepts a candidate only if f and the gradient are
 * finite there, so the last accepted point is always valid.
 */
export class Run {
  private readonly evaluator: ObjectiveEvaluator;
  private readonly solver: Solver;
  private readonly settings: SolverSettings;
  /** Whether gradients are estimates drawn at random. */
  private readonly random: boolean;
  /** The number of steps in which every row is seen once, where gradients are of mini-batches; f at the end of the last one. */
  private readonly epoch: number | undefined;
  private epochValue = Number.NaN;
  private exactEnds: RunEnds | undefined;
  private readonly sign: 1 | -1;
  /** Keeps the rows of the trace. */
  readonly recorder: TraceRecorder;
  private readonly watch: Watch;
  private current: Point;
  private state: unknown;
  private begun = false;
  /** Takes many steps at a time, where the method and the objective allow. */
  private burst: BurstRunner | undefined;
  private startValue = Number.NaN;
  private gradientNorm = Number.NaN;
  private iteration = 0;
  private milliseconds = 0;
  private stepsPerLook = 1;
  /** Time spent before this call of `advance`, and when it began. */
  private before = 0;
  private since = 0;
  private stop: Stop | undefined;

  /**
   * @param request - What to run; throws a sentence where it makes no sense.
   * @param clock - Tells the time, for the time limit and the result.
   * @param compiled - The compiled objective, if it is there already.
   * @param cancelled - Is asked every few milliseconds, also in the middle of a step, whether the run is to end.
   * @param observe - Is told where what is evaluated; such a run takes every step on its own.
   */
  constructor(
    readonly request: RunRequest,
    private readonly clock: Clock,
    compiled?: CompiledObjective,
    private readonly cancelled: () => boolean = () => false,
    private readonly observe?: EvaluationObserver,
  ) {
    const { objective, start, bounds, choice } = request;
    this.solver = solverOf(choice);
    checkFits(this.solver, objective, request.sense);
    this.settings = settingsOf(choice, this.solver);
    const x = new Float64Array(start.length);
    for (let i = 0; i < x.length; i++) x[i] = start[i] as number;
    const complaint = pointComplaint('start', x, objective.size);
    if (complaint !== undefined) throw new Error(complaint);
    const outside = bounds && startComplaint(start, bounds, coordinateNames(objective));
    if (outside !== undefined) throw new Error(outside);
    this.sign = request.sense === 'maximize' ? -1 : 1;
    const f = compiled ?? compileObjective(objective);
    this.watch = new Watch(clock, (now) => this.look(now));
    const { evaluator, epoch } = makeEvaluator(request, this.solver, f, this.watch, observe);
    this.evaluator = evaluator;
    this.epoch = epoch;
    this.random = epoch !== undefined || SOURCES[choice.gradient.name]?.kind === 'random';
    this.current = { x, f: Number.NaN };
    this.recorder = new TraceRecorder(objective.size, this.sign, request.traceBudget);
  }

  /** Whether the run has ended. */
  get done(): boolean {
    return this.stop !== undefined;
  }

  /** Goes on for about that many milliseconds, at least one step, or until the run ends. */
  advance(milliseconds: number): void {
    this.since = this.clock();
    this.before = this.milliseconds;
    try {
      this.steps(milliseconds);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      this.stop = error.stop;
    }
    this.milliseconds = this.before + (this.clock() - this.since);
    if (this.stop) this.end();
  }

  private steps(milliseconds: number): void {
    let looked = this.since;
    if (!this.begun && !this.stop) this.begin();
    for (let n = 1; !this.stop; n++) {
      if (this.burst) n += this.manySteps(this.burst, this.stepsPerLook - n + 1) - 1;
      else this.step();
      if (n < this.stepsPerLook) continue;
      const now = this.clock();
      this.milliseconds = this.before + (now - this.since);
      if (now - this.since >= milliseconds) break;
      const pace = now - looked < LOOK_EVERY ? 2 * n : n / 2;
      this.stepsPerLook = Math.max(1, Math.min(MOST_STEPS_PER_LOOK, Math.floor(pace)));
      looked = now;
      n = 0;
    }
  }

  /** In the middle of a step: ends the run where it is cancelled or out of time, at the last accepted point. */
  private look(now: number): void {
    if (this.cancelled()) throw new Interrupted(this.cancellation());
    const { time } = this.request.until;
    const seconds = (this.before + (now - this.since)) / 1000;
    if (time !== undefined && seconds >= time) throw new Interrupted(outOfTime(seconds, time));
  }

  /** The last accepted point, only lent; of a maximized function with its sign turned. */
  get point(): Point {
    return this.current;
  }

  /** Ends the run where it is. */
  cancel(): void {
    this.stop ??= this.cancellation();
  }

  private cancellation(): Stop {
    return { reason: 'cancelled', message: `cancelled after ${countSteps(this.iteration)}` };
  }

  /** A copy of the trace so far. */
  trace(): Trace {
    return this.recorder.trace();
  }

  /** The trace of a run that has ended, whose columns are made when they are asked for. */
  lazyTrace(): Trace {
    const { recorder } = this;
    const { length, dimension, stride } = recorder.extent();
    return new LazyTrace(length, dimension, stride, () => recorder);
  }

  /** What the run came to; undefined while it goes on. */
  result(): RunResult | undefined {
    return this.stop && this.resultAt(this.stop, this.ends());
  }

  /** What it would come to were it cancelled now; of mini-batches f is what the method saw. */
  standing(): RunResult {
    const { last, best } = this.seen();
    return this.resultAt(this.cancellation(), { f: last.f, best });
  }

  private resultAt({ reason, message }: Stop, { f, best }: RunEnds): RunResult {
    return {
      start: this.request.start,
      x: numbersIn(this.current.x),
      f,
      gradientNorm: this.gradientNorm,
      best,
      iterations: this.iteration,
      evaluations: { ...this.evaluator.counts },
      reason,
      message,
      seconds: this.milliseconds / 1000,
    };
  }

  private ends(): RunEnds {
    if (this.exactEnds) return this.exactEnds;
    const { last, best } = this.seen();
    if (this.epoch === undefined) return { f: last.f, best };
    this.exactEnds = exactEnds(last, best, this.evaluator, this.sign);
    return this.exactEnds;
  }

  /** The last accepted point and the best one, with f as the method saw it. */
  private seen(): Record<'last' | 'best', RunResult['best']> {
    const { iteration, recorder, sign } = this;
    const { x, f } = this.current;
    const last = { x: numbersIn(x), f: sign * f, iteration };
    return { last, best: recorder.leastIteration === iteration ? last : bestOf(recorder.best()) };
  }

  private begin(): void {
    this.begun = true;
    const { x } = this.current;
    if (this.solver.order === 0) this.current = { x, f: this.evaluator.value(x) };
    else {
      const g = new Float64Array(x.length);
      this.current = { x, f: this.evaluator.valueAndGradient(x, g), g };
    }
    this.startValue = this.current.f;
    this.measure();
    if (!acceptable(this.current)) {
      // The start has a row of its own all the same: whoever looks for the reason looks there.
      this.record(Number.NaN, 0);
      this.stop = nonfiniteStop(this.current, this.request.objective, this.sign, 0);
      return;
    }
    const { request, solver, settings, current, evaluator } = this;
    this.burst = this.observe ? undefined : BurstRunner.of(request, solver, settings);
    if (this.burst) {
      this.stepsPerLook = FIRST_BURST;
      this.burst.begin(current, this.gradientNorm, evaluator.total, this.recorder);
    } else {
      this.state = solver.begin(current, settings, evaluator);
      this.record(Number.NaN, 0);
    }
    this.stop = this.stopAfter(Number.NaN, Number.NaN);
  }

  /**
   * Up to `wanted` steps in one piece; where a burst stops short, the solver takes the next step.
   *
   * @returns The number of steps taken.
   */
  private manySteps(burst: BurstRunner, wanted: number): number {
    const { recorder, evaluator, request } = this;
    const { iterations = Number.POSITIVE_INFINITY } = request.until;
    const most = Math.min(wanted, burst.room(recorder), iterations - this.iteration);
    const steps = burst.take(most, recorder);
    if (steps > 0) {
      this.current = burst.point(this.current);
      this.iteration += steps;
      this.gradientNorm = burst.gradientNorm;
      const evaluations = (burst.evaluations - evaluator.total) / 2;
      evaluator.counts.f += evaluations;
      evaluator.counts.gradient += evaluations;
      this.stop = this.stopAfter(burst.fell, burst.stepLength);
    }
    if (steps === most || this.stop) return steps;
    this.state ??= this.solver.begin(this.current, this.settings, evaluator);
    burst.restore(this.state, this.iteration);
    this.step();
    burst.save(this.state);
    const { leastValue, leastIteration } = recorder;
    burst.load(this.current, this.iteration, evaluator.total, leastValue, leastIteration);
    return steps + 1;
  }

  private end(): void {
    this.burst?.end(this.recorder);
    this.recorder.end();
    this.burst = undefined;
  }

  private step(): void {
    const outcome = this.solver.step(this.state, this.current, this.evaluator);
    if (outcome.kind === 'stuck') {
      this.stop = stuckStop(outcome, this.request.choice.gradient);
      return;
    }
    const { point, rate } = outcome;
    if (!acceptable(point)) {
      this.stop = nonfiniteStop(point, this.request.objective, this.sign, this.iteration + 1);
      return;
    }
    const gain = this.current.f - point.f;
    const length = distance(this.current.x, point.x);
    this.current = point;
    this.iteration++;
    this.measure();
    this.record(rate, length);
    this.stop = this.stopAfter(gain, length);
  }

  private measure(): void {
    this.gradientNorm = this.normOf(this.current);
  }

  /** The norm of the gradient, within bounds of the projected one; NaN where the method needs none. */
  private normOf(point: Point): number {
    return point.g ? gradientNorm(point, this.request.bounds) : Number.NaN;
  }

  private record(rate: number, step: number): void {
    const { gradientNorm, evaluator, current } = this;
    this.recorder.add(current.f, gradientNorm, step, rate, evaluator.total, current.x);
  }

  private stopAfter(gain: number, step: number): Stop | undefined {
    const { f } = this.current;
    const values = this.epoch === undefined ? undefined : this.epochProgress(this.epoch);
    const progress: Progress = {
      iteration: this.iteration,
      f: values ? values.f : this.sign * f,
      gain: values ? values.gain : gain,
      gradientNorm: this.decisiveNorm(),
      projected: this.request.bounds !== undefined,
      step,
      evaluations: this.evaluator.total,
      seconds: this.milliseconds / 1000,
    };
    if (f > divergenceBeyond(this.startValue))
      return divergedStop(f, this.sign, this.iteration, this.request.choice);
    const { until, sense } = this.request;
    const stop = ruleStop(until, progress, sense);
    if (this.gradientNorm !== 0 || this.random) return stop;
    return zeroGradientStop(stop, until, this.solver, this.current, this.evaluator);
  }

  /** What the conditions on f look at where gradients are of batches: f on all rows at the end of every epoch, and nothing between. */
  private epochProgress(epoch: number): Pick<Progress, 'f' | 'gain'> {
    const { decrease, relativeDecrease, target } = this.request.until;
    const asked = (decrease ?? relativeDecrease ?? target) !== undefined;
    if (!asked || this.iteration % epoch !== 0) return { f: Number.NaN, gain: Number.NaN };
    const f = this.evaluator.exactValue(this.current.x);
    const gain = this.epochValue - f;
    this.epochValue = f;
    return { f: this.sign * f, gain };
  }

  /** The norm that the gradient rule looks at. An estimate may be small by chance: where it is, the exact gradient decides. */
  private decisiveNorm(): number {
    const { gradient } = this.request.until;
    if (!this.random || gradient === undefined || !(this.gradientNorm < gradient)) return this.gradientNorm;
    const g = new Float64Array(this.current.x.length);
    this.evaluator.exactGradient(this.current.x, g);
    return this.normOf({ ...this.current, g });
  }
}

/** Unwinds a step that is not to be finished. */
class Interrupted extends Error {
  constructor(readonly stop: Stop) {
    super(stop.message);
  }
}

function acceptable({ x, f, g }: Point): boolean {
  return Number.isFinite(f) && (!g || allFinite(g)) && allFinite(x);
}
