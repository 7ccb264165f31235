import type { Estimate } from './estimate.ts';

type Two = readonly [x: number, y: number];

/** What was found about a gradient source, of two entries of the gradient: enough to draw it. */
export interface EstimatorPicture
  extends Pick<
    Estimate,
    'relativeSquaredError' | 'relativeSquaredErrorError' | 'theory' | 'samples' | 'cost'
  > {
  readonly truth: Two;
  readonly mean: Two;
  /** Standard errors of the mean's entries; 0 where the source is not random. */
  readonly standardError: Two;
  /** Of the mean, [var x, cov xy, var y]; absent where the source is not random, and for more than 32 variables. */
  readonly covariance?: readonly [xx: number, xy: number, yy: number];
  /** A bound of the probability that an unbiased source is this far off in any entry; absent where the source is not random. */
  readonly p?: number;
  /** The first estimates, x and y in turn. */
  readonly cloud: Float64Array;
  /** After the first N estimates: N, the relative error of their mean, and its two entries (none for more than 32 variables). */
  readonly history: {
    readonly samples: Float64Array;
    readonly error: Float64Array;
    readonly x: Float64Array;
    readonly y: Float64Array;
  };
}

/**
 * The two entries of a study that are drawn.
 *
 * @param coordinates - Their places in the gradient, from 0; the same twice for a function of one variable.
 * @throws RangeError where the gradient has no such entry.
 */
export function estimatorPicture(
  { truth, mean, standardError, covariance, bias, cloud, history, ...rest }: Estimate,
  [i, j]: Two,
): EstimatorPicture {
  const n = truth.length;
  if (!(i in truth && j in truth))
    throw new RangeError(`the gradient has ${n} entries, there is no ${Math.max(i, j) + 1}`);
  const two = (vector: Float64Array): Two => [vector[i] as number, vector[j] as number];
  const column = (all: Float64Array, entry: number) =>
    Float64Array.from({ length: all.length / n }, (_, row) => all[row * n + entry] as number);
  const count = cloud.length / n;
  const pairs = new Float64Array(2 * count);
  for (let row = 0; row < count; row++) {
    pairs[2 * row] = cloud[row * n + i] as number;
    pairs[2 * row + 1] = cloud[row * n + j] as number;
  }
  const { samples, relativeSquaredError, relativeSquaredErrorError, theory, cost } = rest;
  const ofMean = (a: number, b: number) => ((covariance as Float64Array)[a * n + b] as number) / samples;
  return {
    ...{ samples, relativeSquaredError, relativeSquaredErrorError, theory, cost },
    truth: two(truth),
    mean: two(mean),
    standardError: two(standardError),
    ...(covariance && { covariance: [ofMean(i, i), ofMean(i, j), ofMean(j, j)] as const }),
    ...(bias && { p: bias.p }),
    cloud: pairs,
    history: {
      samples: history.samples,
      error: history.error,
      x: column(history.mean, i),
      y: column(history.mean, j),
    },
  };
}
