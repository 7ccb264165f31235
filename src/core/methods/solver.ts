import type { Hyperparameter } from './method.ts';

/** What a solver may ask of the objective; every call is counted by the loop that hands it out. f is always minimized. */
export interface Evaluator {
  /** The length n of x. */
  readonly size: number;
  /** f(x); may be NaN or infinite. */
  value(x: Float64Array): number;
  /** f(x), and writes the gradient (of the chosen source) to g. */
  valueAndGradient(x: Float64Array, g: Float64Array): number;
  /** Writes ∇²f(x)·v to out. */
  hessianVector(x: Float64Array, v: Float64Array, out: Float64Array): void;
  /** Writes ∇²f(x), row-major, to out. Counted as n Hessian products. */
  hessian(x: Float64Array, out: Float64Array): void;
}

/** A point with what is known of it. */
export interface Point {
  readonly x: Float64Array;
  readonly f: number;
  /** The gradient at x; absent where the method needs none. */
  readonly g?: Float64Array;
}

/** What one step of a solver comes to. */
export type StepOutcome =
  /** A candidate for the next point, and the step size that led to it (NaN where there is none). */
  | { readonly kind: 'candidate'; readonly point: Point; readonly rate: number }
  /** No step from here makes f smaller; a sentence says why. The run ends for the reason `step`. */
  | { readonly kind: 'stuck'; readonly message: string };

/** The settings of a solver: a number for each declared hyperparameter, the rate where one was given, and the seed. */
export interface SolverSettings {
  readonly hyperparameters: Readonly<Record<string, number>>;
  readonly rate: number | undefined;
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
  /** The state at the start; `start` has a gradient if `order` is at least 1. */
  readonly begin: (start: Point, settings: SolverSettings, evaluator: Evaluator) => State;
  /** One iteration from the current point. Changes `state`, never `current`. */
  readonly step: (state: State, current: Point, evaluator: Evaluator) => StepOutcome;
  /** Where the method was published. */
  readonly reference: string;
}
