/** The numbers of evaluations a run has made. */
export interface Evaluations {
  f: number;
  gradient: number;
  jvp: number;
  hvp: number;
}

/**
 * The history of a run, column by column: entry i of every column belongs to the i-th recorded iteration.
 * Flat Float64Arrays, so that it is transferred and not copied.
 */
export interface Trace {
  /** The number of recorded iterations, the length of every column. */
  readonly length: number;
  /** The length n of x. */
  readonly dimension: number;
  /** The iteration k; 0 is the start. Not every k is there when the trace is thinned. */
  readonly iteration: Float64Array;
  /** f(xₖ). */
  readonly f: Float64Array;
  /** ‖∇f(xₖ)‖₂ of the gradient that the method saw. */
  readonly gradientNorm: Float64Array;
  /** ‖xₖ − xₖ₋₁‖₂; 0 at the start. */
  readonly step: Float64Array;
  /** The rate η used in the step to xₖ; NaN at the start. */
  readonly rate: Float64Array;
  /** Evaluations of f, gradient, jvp and Hessian products together up to xₖ. */
  readonly evaluations: Float64Array;
  /** xₖ, one after the other: entry j of iterate i is x[i·dimension + j]. */
  readonly x: Float64Array;
  /** 1 when every iteration is there; else only every `stride`-th is kept, besides the first, the last and the best. */
  readonly stride: number;
}

/** How much a trace holds. */
export type TraceExtent = Pick<Trace, 'length' | 'dimension' | 'stride'>;
