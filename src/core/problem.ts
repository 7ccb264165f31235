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

/** Longer words are cut: the range shows them whole. */
const LONGEST_WORD = 100;
/** Characters that cannot be seen, or that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

/** The message with what it quotes made legible: unseen characters by their numbers, long words cut. */
function legible(message: string): string {
  return message
    .replace(
      UNSEEN,
      (each) => `U+${(each.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`,
    )
    .replace(/\S+/g, (word) =>
      word.length > LONGEST_WORD ? `${word.slice(0, 40)}…${word.slice(-10)}` : word,
    );
}

/** Thrown where a text cannot be understood; caught where the text's problems are gathered. */
export class ProblemError extends Error {
  readonly range: SourceRange;
  readonly replacement: string | undefined;

  constructor(message: string, range: SourceRange, replacement?: string) {
    super(legible(message));
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
