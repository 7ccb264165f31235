/** fmin comes without types; this is the part that is measured. */
declare var fmin: {
  /** Nonlinear conjugate gradient; `f` writes its gradient to `g`. */
  conjugateGradient(f: (x: number[], g: number[]) => number, start: number[]): { x: number[]; fx: number };
};

declare module 'fmin' {}
