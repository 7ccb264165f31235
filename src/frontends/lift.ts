import type { SourceRange } from '../core/problem.ts';

/** An objective found in code, rewritten as `.gd`. */
export interface LiftedObjective {
  /** Its name as `.gd` allows it. */
  readonly name: string;
  /** The whole definition in the code. */
  readonly range: SourceRange;
  /** The defining name in the code; for an anonymous one its first character. */
  readonly nameRange: SourceRange;
  /** `.gd` text: the constants and helper functions that it needs, then the definition; no experiment. */
  readonly text: string;
  /** A start found beside it, as in a `from` clause, "theta = [2, 1]"; absent where there is none. */
  readonly start?: string;
}

/** A function that looks like an objective but cannot be rewritten. */
export interface LiftRefusal {
  readonly name: string;
  /** The part that stands in the way. */
  readonly range: SourceRange;
  /** "what is in the way; what to write instead", without a full stop. */
  readonly reason: string;
}

/** What a text of code holds, in the order of the text. */
export interface LiftResult {
  readonly objectives: readonly LiftedObjective[];
  readonly refusals: readonly LiftRefusal[];
}

/** The languages whose code can be read. */
export type CodeLanguage = 'python' | 'javascript' | 'typescript';
