import type { Bounds } from './bounds.ts';
import type { Hyperparameter } from './method.ts';
import type { CompiledSteps } from './step-code.ts';

/** What a solver may ask of the objective; every call is counted by the loop that hands it out. f is always minimized. */
export interface Evaluator {
  /** The length n of x. */
  readonly size: number;
  /** The box that x stays in: f is asked for inside only, and every candidate lies inside. Absent: the whole space. */
  readonly bounds?: Bounds | undefined;
  /** f(x); may be NaN or infinite. */
  value(x: Float64Array): number;
  /** f(x), and writes the gradient (of the chosen source) to g. */
  valueAndGradient(x: Float64Array, g: Float64Array): number;
  /** Writes ∇²f(x)·v to out. */
  hessianVector(x: Float64Array, v: Float64Array, out: Float64Array): void;
  /** Writes ∇²f(x), row-major, to out. Counted as the Hessian products that tell it. */
  hessian(x: Float64Array, out: Float64Array): void;
  /** How many Hessian products tell the Hessian: n, or fewer where it is sparse. */
  hessianProducts(): number;
  /** Long computations call it now and then between evaluations: it throws where the run is to end, and leaves the step undone. */
  checkpoint(): void;
  /** f as a sum of squares; only for solvers that declare `needs: 'residuals'`. */
  readonly leastSquares?: LeastSquares;
}

/** An objective f = Σ rᵢ(x)² by its residuals. */
export interface LeastSquares {
  /** The number m of residuals. */
  readonly count: number;
  /** f(x), and writes the residuals to r. Counted as one evaluation of f. */
  residuals(x: Float64Array, r: Float64Array): number;
  /** Writes the Jacobian ∂rᵢ/∂xⱼ, m×n, column after column, to out. Counted as n directional derivatives. */
  jacobian(x: Float64Array, out: Float64Array): void;
}

/** A point with what is known of it. */
export interface Point {
  readonly x: Float64Array;
  readonly f: number;
  /** The gradient at x; absent where the method needs none. */
  readonly g?: Float64Array;
}

/**
 * What one step of a solver comes to. The object and its arrays may be the solver's own, to be used again, but they keep
 * their values until the step after the next: the point is the next step's `current`.
 */
export type StepOutcome =
  /** A candidate for the next point, and the step size that led to it (NaN where there is none). */
  | { readonly kind: 'candidate'; readonly point: Point; readonly rate: number }
  /** No step from here makes f smaller, or none can be taken; a sentence says why. The run ends for that reason, `step` where it is absent. */
  | { readonly kind: 'stuck'; readonly message: string; readonly reason?: 'nonfinite' };

/** A line search with its settings, every one filled in. */
export interface SearchSettings {
  /** A name of the registry of line searches. */
  readonly name: string;
  readonly settings: Readonly<Record<string, number>>;
}

/** The settings of a solver: a number for each declared hyperparameter, the rate where one was given, and the seed. */
export interface SolverSettings {
  /** For a hyperparameter with choices the place of the chosen one, from 0. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly rate: number | undefined;
  /** The line search that was given as the rate; only for solvers that declare one. */
  readonly search?: SearchSettings | undefined;
  readonly seed: number;
}

/**
 * A method that decides itself where to evaluate (line searches, Hessians, populations). Its state is plain data (numbers, strings,
 * typed arrays, arrays and objects of these), so that a run can be saved, stepped and replayed.
 */
export interface Solver<State = unknown> {
  readonly kind: 'solver';
  /** As in `.gd`: `bfgs`. */
  readonly name: string;
  /** "BFGS". */
  readonly title: string;
  /** The rule in TeX. */
  readonly formula: string;
  readonly hyperparameters: readonly Hyperparameter[];
  /** 0: values only; 1: gradients; 2: Hessians or Hessian products. */
  readonly order: 0 | 1 | 2;
  /** The line search it uses where none is given as the rate, with the settings that differ from the search's own; absent: it has no rate. */
  readonly search?: SearchSettings;
  /** What else it needs: f as a sum of squares. Runs on other objectives are refused with a sentence. */
  readonly needs?: 'residuals';
  /** The greatest n it takes, because of its memory or work, and the method to use beyond; absent: any. */
  readonly limit?: { readonly variables: number; readonly instead: string };
  /** The state at the start; `start` has a gradient if `order` is at least 1. */
  begin(start: Point, settings: SolverSettings, evaluator: Evaluator): State;
  /** One iteration from the current point. Changes `state`, never `current`. */
  step(state: State, current: Point, evaluator: Evaluator): StepOutcome;
  /** The same steps as code for small n, see `StepCode`; absent or undefined: there is none. */
  steps?(settings: SolverSettings): CompiledSteps<State> | undefined;
  /** Where the method was published. */
  readonly reference: string;
}
