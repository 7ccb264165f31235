import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import { allFinite, norm } from '../methods/vector.ts';
import type { Objective } from '../objective.ts';
import { pointComplaint } from '../point-complaint.ts';
import { BurstRunner } from './burst-runner.ts';
import { settingsOf, solverOf } from './choose-solver.ts';
import type { Clock } from './clock.ts';
import { divergenceBeyond } from './divergence.ts';
import type { MethodChoice, StopRule } from './experiment.ts';
import { LazyTrace } from './lazy-trace.ts';
import { numbersIn } from './numbers-in.ts';
import { Run } from './run.ts';
import type { RunRequest } from './run-request.ts';
import type { RunResult } from './run-result.ts';
import { ruleStop, type Stop } from './stop.ts';
import type { Trace } from './trace.ts';
import type { TraceRecorder } from './trace-recorder.ts';

/** The most steps of a short run: as many as a `Run` takes before it looks at the clock for the first time. */
const MOST_STEPS = 64;
/** The most choices of one objective that are remembered. */
const MOST_KNOWN = 16;

/**
 * Short runs from many starts, with one choice of method on one objective, for callers that wait for thousands of them: a run
 * of BFGS takes as long as the preparations of a `Run`, which are made once here. What a short run comes to is the same to the last bit; the rows
 * of its trace are those of a `Run` that is made when somebody asks.
 */
export class ShortRuns {
  /** The point and the gradient where a run is. */
  private readonly x: Float64Array;
  private readonly g: Float64Array;
  private readonly most: number;

  private constructor(
    private readonly request: RunRequest,
    private readonly conditions: readonly (keyof StopRule)[],
    private readonly compiled: CompiledObjective,
    private readonly clock: Clock,
    private readonly runner: BurstRunner,
  ) {
    const { size } = request.objective;
    this.x = new Float64Array(size);
    this.g = new Float64Array(size);
    this.most = Math.min(MOST_STEPS, request.until.iterations ?? MOST_STEPS);
  }

  /** The short runs that were remembered of these; undefined where there are none. */
  static find(
    objective: Objective,
    sense: RunRequest['sense'],
    choice: MethodChoice,
    until: StopRule,
  ): ShortRuns | undefined {
    return known.get(objective)?.find((each) => each.serves(sense, choice, until));
  }

  /**
   * Remembers a request, which a `Run` has carried out, where its steps are compiled for all runs of the method and nothing asks for the time.
   *
   * @param until - The rule as the caller has it, without what was added to make it complete.
   */
  static remember(request: RunRequest, until: StopRule, clock: Clock): void {
    const { objective, choice } = request;
    // The code of a schedule is made for one run.
    if (request.until.time !== undefined || choice.rate?.kind === 'schedule') return;
    const solver = solverOf(choice);
    const runner = BurstRunner.of(request, solver, settingsOf(choice, solver));
    if (!runner) return;
    const own = { ...request, until: { ...request.until } };
    const conditions = Object.keys(until) as (keyof StopRule)[];
    const there = known.get(objective) ?? [];
    if (there.length >= MOST_KNOWN) there.shift();
    there.push(new ShortRuns(own, conditions, compileObjective(objective), clock, runner));
    known.set(objective, there);
  }

  private serves(sense: RunRequest['sense'], choice: MethodChoice, until: StopRule): boolean {
    const { request, conditions } = this;
    if (choice !== request.choice || sense !== request.sense) return false;
    if (Object.keys(until).length !== conditions.length) return false;
    for (const name of conditions) if (until[name] !== request.until[name]) return false;
    return true;
  }

  /**
   * A run from a start, to its end.
   *
   * @param from - x₀, flat; it becomes part of the result.
   * @returns Undefined where it wants the care of a `Run`: the start makes no sense or is the end, the run is long, leaves the numbers, or was
   *   better on the way than at its end.
   */
  run(from: readonly number[]): (RunResult & { readonly trace: Trace }) | undefined {
    const { request, compiled, clock, runner, most, x, g } = this;
    const { objective, sense } = request;
    if (pointComplaint('start', from, objective.size) !== undefined) return undefined;
    const since = clock();
    const sign = sense === 'maximize' ? -1 : 1;
    for (let i = 0; i < x.length; i++) x[i] = from[i] as number;
    const f = sign * compiled.valueAndGradient(x, g);
    if (sign === -1) for (let i = 0; i < g.length; i++) g[i] = -(g[i] as number);
    if (!Number.isFinite(f) || !allFinite(g)) return undefined;
    const start = { x, f, g };
    if (this.stopAt(sign * f, 0, Number.NaN, norm(g), Number.NaN, 2)) return undefined;
    runner.setOut(start, 2);
    const iterations = runner.takeUnseen(most);
    const { fell, gradientNorm, stepLength, evaluations } = runner;
    if (runner.bestIteration !== iterations || gradientNorm === 0) return undefined;
    const end = runner.point(start);
    if (end.f > divergenceBeyond(f)) return undefined;
    const value = sign * end.f;
    const stop = this.stopAt(value, iterations, fell, gradientNorm, stepLength, evaluations);
    if (!stop) return undefined;
    return {
      start: from,
      x: numbersIn(x),
      f: value,
      gradientNorm,
      best: { x: numbersIn(x), f: value, iteration: iterations },
      iterations,
      evaluations: { f: evaluations / 2, gradient: evaluations / 2, jvp: 0, hvp: 0 },
      reason: stop.reason,
      message: stop.message,
      seconds: (clock() - since) / 1000,
      trace: new LazyTrace(iterations + 1, x.length, 1, () => this.recorded(from)),
    };
  }

  private stopAt(
    f: number,
    iteration: number,
    gain: number,
    gradientNorm: number,
    step: number,
    evaluations: number,
  ): Stop | undefined {
    const { until, sense } = this.request;
    const progress = { iteration, f, gain, gradientNorm, projected: false, step, evaluations, seconds: 0 };
    return ruleStop(until, progress, sense);
  }

  /** The rows of the run from a start. */
  private recorded(start: readonly number[]): TraceRecorder {
    const { request, clock, compiled } = this;
    const run = new Run({ ...request, start }, clock, compiled);
    run.advance(Number.POSITIVE_INFINITY);
    return run.recorder;
  }
}

/** By objective, the oldest first. */
const known = new WeakMap<Objective, ShortRuns[]>();
