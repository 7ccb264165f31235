import type { Failure } from '../protocol/failure.ts';

/** A call that could not be answered, thrown to whoever made it. */
export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CallError';
    this.failure = failure;
  }

  /** What to tell about anything that was thrown; a failure nobody foresaw counts as a defect of ours. */
  static failureOf(error: unknown): Failure {
    if (error instanceof CallError) return error.failure;
    return { kind: 'internal', message: error instanceof Error ? error.message : String(error) };
  }
}
