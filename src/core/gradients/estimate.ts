import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import { pointComplaint } from '../point-complaint.ts';
import type { GradientSource } from '../run/experiment.ts';
import { formatNumber } from '../run/format-number.ts';
import type { Evaluations } from '../run/trace.ts';
import { erfc } from '../special/erfc.ts';
import { makeGradient } from './make-gradient.ts';
import { Moments } from './moments.ts';
import { SOURCES } from './registry.ts';
import { completeSettings } from './settings.ts';
import type { ErrorTheory, GradientFunction, Source } from './source.ts';

/** A study of a gradient source at a point: the same request gives the same numbers. */
export interface EstimateRequest {
  readonly objective: Objective;
  /** The point, flat. */
  readonly x: ArrayLike<number>;
  readonly gradient: GradientSource;
  /** How many estimates are drawn; a source that is not random is asked once. */
  readonly samples: number;
}

/** How far the mean of the samples is from the exact gradient. */
export interface BiasTest {
  /** (mean − truth)/standardError for each entry; standard normal where the source is unbiased. */
  readonly z: Float64Array;
  /** A bound of the probability that an unbiased source shows a z this large in any entry (Bonferroni). */
  readonly p: number;
  /** Whether p is below 0.001. */
  readonly biased: boolean;
}

/** The mean of the first N samples for N from 1 up, evenly spaced by logarithm. */
export interface MeanHistory {
  readonly samples: Float64Array;
  /** ‖mean − g‖ / ‖g‖ after that many; absolute where the gradient is 0. */
  readonly error: Float64Array;
  /** The means, n entries each; empty for more than 4096 variables. */
  readonly mean: Float64Array;
  /** Their standard errors, n entries each, NaN at N = 1; empty for more than 4096 variables. */
  readonly standardError: Float64Array;
}

/** What is found about a gradient source at a point. */
export interface Estimate {
  /** The exact gradient, by reverse mode. */
  readonly truth: Float64Array;
  readonly mean: Float64Array;
  /** Of each entry of the mean; 0 where the source is not random. */
  readonly standardError: Float64Array;
  /** Of a single estimate, n×n and row-major; absent for more than 32 variables. */
  readonly covariance?: Float64Array;
  /** Absent where the source is not random, or with fewer than 2 samples. */
  readonly bias?: BiasTest;
  /** The mean of ‖ĝ − g‖² / ‖g‖²; NaN where the gradient is 0. */
  readonly relativeSquaredError: number;
  /** The standard error of that mean. */
  readonly relativeSquaredErrorError: number;
  readonly theory: ErrorTheory;
  readonly history: MeanHistory;
  /** The first samples, n entries each, for a picture. */
  readonly cloud: Float64Array;
  /** How many samples there are. */
  readonly samples: number;
  /** What one estimate costs; of the last where that varies. */
  readonly cost: Readonly<Evaluations>;
}

/** Numbers drawn at a time: enough that drawing is fast, few enough to stay in the processor's nearest cache. */
const BLOCK = 2048;
/** Samples kept for a picture. */
const CLOUD = 2000;
/** Points of the history for each factor of ten. */
const PER_DECADE = 12;
/** The means of so many variables at every point of the history are a few megabytes. */
const HISTORY_VARIABLES = 4096;

/** Draws and examines the samples, some at a time. */
export class EstimatorStudy {
  private readonly n: number;
  private readonly x: Float64Array;
  private readonly source: Source;
  private readonly gradient: GradientFunction;
  private readonly truth: Float64Array;
  private readonly samples: number;
  private readonly moments: Moments;
  private readonly block: Float64Array;
  private readonly cloud: Float64Array;
  private readonly history = {
    samples: [] as number[],
    error: [] as number[],
    mean: [] as number[],
    standardError: [] as number[],
  };
  private next = 1;

  /** @throws RangeError where the request makes no sense, or f or its gradient is not finite at the point. */
  constructor(
    private readonly request: EstimateRequest,
    compiled: CompiledObjective = compileObjective(request.objective),
  ) {
    const { objective, gradient, samples } = request;
    const n = objective.size;
    const complaint = pointComplaint('point', request.x, n);
    if (complaint !== undefined) throw new RangeError(complaint);
    if (!Number.isSafeInteger(samples) || samples < 1) {
      throw new RangeError(`the number of samples is a whole number from 1, not ${samples}`);
    }
    this.n = n;
    this.x = Float64Array.from(request.x);
    this.gradient = makeGradient(gradient, objective, compiled);
    this.source = SOURCES[gradient.name] as Source;
    this.truth = new Float64Array(n);
    const value = compiled.valueAndGradient(this.x, this.truth);
    requireFinite(objective, value, this.truth);
    this.samples = this.source.kind === 'random' ? samples : 1;
    this.moments = new Moments(this.truth);
    this.block = new Float64Array(n * Math.max(1, Math.floor(BLOCK / n)));
    this.cloud = new Float64Array(n * Math.min(this.samples, CLOUD, Math.max(1, Math.floor(1e6 / n))));
  }

  /** Whether all samples are drawn. */
  get done(): boolean {
    return this.moments.count === this.samples;
  }

  /** Draws on until the clock has gone on by that many milliseconds, or all samples are drawn. */
  advance(milliseconds: number, clock: () => number): void {
    const end = clock() + milliseconds;
    do {
      this.draw();
    } while (!this.done && clock() < end);
  }

  /** What is found so far; throws before the first sample. */
  result(): Estimate {
    const { moments, truth, source, request, n } = this;
    if (moments.count === 0) throw new RangeError('there is no sample yet; call advance first');
    const length = norm(truth) ** 2;
    const squared = moments.squaredError();
    const random = source.kind === 'random';
    const standardError = random ? moments.standardError() : new Float64Array(n);
    const covariance = random && moments.count > 1 ? moments.covariance() : undefined;
    const mean = moments.mean();
    const { samples, error, mean: means, standardError: errors } = this.history;
    return {
      truth: truth.slice(),
      mean,
      standardError,
      ...(covariance ? { covariance } : {}),
      ...(random && moments.count > 1 ? { bias: biasTest(mean, truth, standardError) } : {}),
      relativeSquaredError: length > 0 ? squared.mean / length : Number.NaN,
      relativeSquaredErrorError: random ? squared.standardError / length : 0,
      theory: source.theory(completeSettings(source, request.gradient.settings), n),
      history: {
        samples: Float64Array.from(samples),
        error: Float64Array.from(error),
        mean: Float64Array.from(means),
        standardError: Float64Array.from(errors),
      },
      cloud: this.cloud.slice(0, Math.min(this.cloud.length, moments.count * n)),
      samples: moments.count,
      cost: { ...this.gradient.cost },
    };
  }

  /** One block: up to the next point of the history, or as much as fits. */
  private draw(): void {
    const { n, moments, block } = this;
    const drawn = moments.count;
    const count = Math.min(block.length / n, this.next - drawn, this.samples - drawn);
    const samples = block.subarray(0, count * n);
    if (this.gradient.sample) this.gradient.sample(this.x, samples, count);
    else
      for (let i = 0; i < count; i++)
        this.gradient.valueAndGradient(this.x, samples.subarray(i * n, (i + 1) * n));
    moments.add(samples, count);
    if (drawn * n < this.cloud.length) {
      this.cloud.set(samples.subarray(0, this.cloud.length - drawn * n), drawn * n);
    }
    if (moments.count === this.next || this.done) this.remember();
  }

  private remember(): void {
    const { history, moments, truth } = this;
    const { count } = moments;
    const mean = moments.mean();
    const length = norm(truth);
    history.samples.push(count);
    history.error.push(norm(mean.map((entry, i) => entry - (truth[i] as number))) / (length || 1));
    if (this.n <= HISTORY_VARIABLES) {
      history.mean.push(...mean);
      history.standardError.push(...moments.standardError());
    }
    this.next = Math.max(count + 1, Math.round(10 ** (history.samples.length / PER_DECADE)));
  }
}

/** Draws all samples at once. */
export function estimate(request: EstimateRequest, compiled?: CompiledObjective): Estimate {
  const study = new EstimatorStudy(request, compiled);
  study.advance(Number.POSITIVE_INFINITY, () => 0);
  return study.result();
}

function biasTest(mean: Float64Array, truth: Float64Array, standardError: Float64Array): BiasTest {
  const rounding = 64 * Number.EPSILON * norm(truth);
  const z = mean.map((entry, i) => {
    const apart = entry - (truth[i] as number);
    return Math.abs(apart) <= rounding ? 0 : apart / (standardError[i] as number);
  });
  const largest = z.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const p = Math.min(1, z.length * erfc(largest / Math.SQRT2));
  return { z, p, biased: p < 1e-3 };
}

function requireFinite(objective: Objective, value: number, gradient: Float64Array): void {
  const part = gradient.findIndex((entry) => !Number.isFinite(entry));
  if (Number.isFinite(value) && part < 0) return;
  const what = Number.isFinite(value)
    ? `the derivative by ${coordinateNames(objective)[part]} is ${gradient[part]}`
    : `f is ${formatNumber(value)}`;
  throw new RangeError(`${what} at this point; choose another where f and its gradient are finite`);
}

/** ‖v‖₂, without overflow. */
function norm(vector: Float64Array): number {
  const largest = vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(vector.reduce((sum, entry) => sum + (entry / largest) ** 2, 0));
}
