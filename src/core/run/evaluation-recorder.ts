import type { CompiledObjective } from '../compile/compile-objective.ts';
import { type PlaneWindow, placeIn } from '../sampling/plane.ts';
import type { Clock } from './clock.ts';
import type { EvaluationKind } from './observed-evaluator.ts';
import { Run } from './run.ts';
import type { RunRequest } from './run-request.ts';

/** Where a run has evaluated f, its gradient and its Hessian, in the plane of a picture. */
export interface EvaluationSet {
  /** For each kind the places, flat: s₀, t₀, s₁, t₁ …, in the order of the evaluations. */
  readonly places: Readonly<Record<EvaluationKind, Float64Array>>;
  /** How many evaluations there were of each kind; more than places where there were too many to keep. */
  readonly counts: Readonly<Record<EvaluationKind, number>>;
  /** The gradient at the last point as the method saw it, n entries; absent for methods without gradients. */
  readonly seen?: Float64Array;
}

/** The most places of a kind that are kept; more are not told apart in any picture. */
const MOST_PLACES = 4096;

/** Repeats a run up to an iterate and records where it evaluates what. */
export class EvaluationRecorder {
  readonly #run: Run;
  readonly #sign: 1 | -1;
  readonly #places: Readonly<Record<EvaluationKind, ThinnedPlaces>>;

  /** @param k the run is repeated up to iterate k, or its end. */
  constructor(
    request: RunRequest,
    k: number,
    window: PlaneWindow,
    compiled: CompiledObjective,
    clock: Clock,
  ) {
    const places = { f: new ThinnedPlaces(), gradient: new ThinnedPlaces(), hessian: new ThinnedPlaces() };
    this.#places = places;
    this.#sign = request.sense === 'maximize' ? -1 : 1;
    // Time alone must not end the repetition earlier than the run.
    const { time: _, ...until } = request.until;
    const bounded = { ...request, until: { ...until, iterations: k } };
    this.#run = new Run(bounded, clock, compiled, undefined, (kind, x) => places[kind].add(x, window));
  }

  get done(): boolean {
    return this.#run.done;
  }

  /** Goes on for about that many milliseconds. */
  advance(milliseconds: number): void {
    this.#run.advance(milliseconds);
  }

  result(): EvaluationSet {
    const { f, gradient, hessian } = this.#places;
    const { g } = this.#run.point;
    return {
      places: { f: f.list(), gradient: gradient.list(), hessian: hessian.list() },
      counts: { f: f.count, gradient: gradient.count, hessian: hessian.count },
      ...(g && { seen: g.map((entry) => this.#sign * entry) }),
    };
  }
}

/** Keeps every place until there are too many, then every 2nd, 4th … */
class ThinnedPlaces {
  count = 0;
  #stride = 1;
  #places: number[] = [];

  add(x: Float64Array, window: PlaneWindow): void {
    if (this.count++ % this.#stride !== 0) return;
    if (this.#places.length >= 2 * MOST_PLACES) {
      this.#places = this.#places.filter((_, at) => at % 4 < 2);
      this.#stride *= 2;
      if ((this.count - 1) % this.#stride !== 0) return;
    }
    this.#places.push(...placeIn(window, x));
  }

  list(): Float64Array {
    return Float64Array.from(this.#places);
  }
}
