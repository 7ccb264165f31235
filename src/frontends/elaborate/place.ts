import { ProblemError, type SourceRange } from '../../core/problem.ts';
import type { Scope } from './scope.ts';

/** A problem at a place of the text; inside a function that is being called, at the call. */
export function problem(
  message: string,
  range: SourceRange,
  scope: Scope,
  replacement?: string,
): ProblemError {
  if (!scope.callRange) return new ProblemError(message, range, replacement);
  return new ProblemError(`in ${scope.calling.at(-1)}: ${message}`, scope.callRange);
}

/** Gives a sentence thrown by the graph the place it is about. */
export function at<T>(range: SourceRange, scope: Scope, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ProblemError || error instanceof RangeError || !(error instanceof Error))
      throw error;
    throw problem(error.message, range, scope);
  }
}
