/** A part of a text: UTF-16 offsets, the end exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Something wrong in a text: where, what, and what to write instead. */
export interface Problem {
  readonly range: SourceRange;
  /** "what is wrong; what to write instead", without a full stop. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** A text that mends it when put in place of the range. */
  readonly replacement?: string;
}

/** Thrown where a text cannot be understood; caught where the text's problems are gathered. */
export class ProblemError extends Error {
  readonly range: SourceRange;
  readonly replacement: string | undefined;

  constructor(message: string, range: SourceRange, replacement?: string) {
    super(message);
    this.name = 'ProblemError';
    this.range = range;
    this.replacement = replacement;
  }

  toProblem(): Problem {
    const { message, range, replacement } = this;
    return replacement === undefined
      ? { range, message, severity: 'error' }
      : { range, message, severity: 'error', replacement };
  }
}
