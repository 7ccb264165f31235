import type { SolverSettings } from './solver.ts';

/** The code of f and its gradient: statements that read the point's entries `y0`, `y1` …, then expressions. */
export interface EvaluationCode {
  readonly statements: readonly string[];
  /** f. */
  readonly value: string;
  /** The gradient's entries. */
  readonly gradient: readonly string[];
  /** Its work in additions. */
  readonly work: number;
}

/** What generated code refers to besides Math, by name. */
export type Callees = Readonly<Record<string, unknown>>;

/**
 * A step of a method as JavaScript, entry by entry, to be compiled together with f and its gradient. Its code reads the current point
 * `x0`, `x1` …, the gradient `g0`, `g1` … and the value `value` there, the number `k` of the step (from 1), and the constants
 * `q[0]`, `q[1]` …
 */
export interface StepCode {
  /** The numbers that are carried from step to step. */
  readonly state: readonly string[];
  /** Statements before the first step. */
  readonly before: readonly string[];
  /**
   * Statements of a step. They declare the next point `y0`, `y1` …, its value `f` and gradient `h0`, `h1` …, and leave by
   * `break steps` where a step wants care: then the solver takes it.
   */
  readonly step: readonly string[];
  /** Statements once the next point is accepted, which change the state; `d0`, `d1` … is the step, `lengthSquare` its squared length. */
  readonly accepted: readonly string[];
  /** The rate of the step, and how often f and its gradient were evaluated in it: expressions. */
  readonly rate: string;
  readonly evaluations: string;
  readonly calls: Callees;
  /** The work of a step besides evaluations, in additions. */
  readonly work: number;
  /** Whether runs end after some tens of steps, so that little is lost if these are taken again. */
  readonly brief: boolean;
}

/** How the steps of a solver are compiled, and its state exchanged with the compiled code, which does the same to the last bit. */
export interface CompiledSteps<State> {
  /** Runs of one key share their code; absent: it is made for one run. */
  readonly key?: string;
  /** The greatest n for which code is written. */
  readonly most: number;
  /** What the code reads as q. */
  constants(settings: SolverSettings): readonly number[];
  code(n: number, evaluation: EvaluationCode): StepCode;
  /** The state before the first step, in the order of `StepCode.state`. */
  initial(n: number): readonly number[];
  /** Writes the state to p from `at` on, in the same order. */
  save(state: State, p: Float64Array, at: number): void;
  /** Reads it back, after so many steps. */
  restore(state: State, p: Float64Array, at: number, steps: number): void;
}

/** Code for every entry: `entries(2, (i) => \`x${i}\`)` is x0, x1. */
export function entries(n: number, code: (i: number) => string): string[] {
  return Array.from({ length: n }, (_, i) => code(i));
}

/** Σ aᵢbᵢ, added up as `dot` does. */
export function dotCode(n: number, a: (i: number) => string, b: (i: number) => string): string {
  return entries(n, (i) => `${a(i)} * ${b(i)}`).join(' + ');
}
