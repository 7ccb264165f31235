import type { Trace } from './trace.ts';
import type { Column } from './trace-columns.ts';
import type { TraceRecorder } from './trace-recorder.ts';

/**
 * The trace of a run that has ended. A getter of the prototype gives way to a property of the object's own when a column is first
 * asked for: many callers want the last point alone, and columns cost more than the run.
 */
export class LazyTrace implements Trace {
  readonly length: number;
  readonly dimension: number;
  readonly stride: number;

  readonly #record: () => TraceRecorder;
  #recorder: TraceRecorder | undefined;

  /** @param record - Gives the rows when a column is first asked for. */
  constructor(length: number, dimension: number, stride: number, record: () => TraceRecorder) {
    this.length = length;
    this.dimension = dimension;
    this.stride = stride;
    this.#record = record;
  }

  get iteration(): Float64Array {
    return this.column('iteration');
  }

  get f(): Float64Array {
    return this.column('f');
  }

  get gradientNorm(): Float64Array {
    return this.column('gradientNorm');
  }

  get step(): Float64Array {
    return this.column('step');
  }

  get rate(): Float64Array {
    return this.column('rate');
  }

  get evaluations(): Float64Array {
    return this.column('evaluations');
  }

  get x(): Float64Array {
    return this.column('x');
  }

  /** All of it, as `JSON.stringify` asks for it. */
  toJSON(): Trace {
    return this.recorder().trace();
  }

  private recorder(): TraceRecorder {
    this.#recorder ??= this.#record();
    return this.#recorder;
  }

  private column(name: Column): Float64Array {
    const value = this.recorder().column(name);
    Object.defineProperty(this, name, { value, enumerable: true });
    return value;
  }
}
