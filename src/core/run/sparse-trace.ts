import type { Trace } from './trace.ts';

/** So many rows serve for a picture: more are hardly told apart on a screen, and would hold up the editor on their way to it. */
const DRAWN = 4096;

/**
 * A trace of which only the first row, every so many after it and the last are left: enough to be drawn while a run goes on.
 *
 * @param most - The rows that are left, about; a trace that has no more is returned as it is.
 */
export function sparseTrace(trace: Trace, most = DRAWN): Trace {
  const { length, dimension, x } = trace;
  if (length <= most) return trace;
  const every = Math.ceil(length / most);
  const rows = Array.from({ length: Math.ceil(length / every) }, (_, i) => i * every);
  if (rows.at(-1) !== length - 1) rows.push(length - 1);
  const column = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
  const points = new Float64Array(rows.length * dimension);
  for (const [to, row] of rows.entries()) {
    points.set(x.subarray(row * dimension, (row + 1) * dimension), to * dimension);
  }
  return {
    ...{ length: rows.length, dimension, stride: trace.stride * every },
    iteration: column(trace.iteration),
    f: column(trace.f),
    gradientNorm: column(trace.gradientNorm),
    step: column(trace.step),
    rate: column(trace.rate),
    evaluations: column(trace.evaluations),
    x: points,
  };
}
