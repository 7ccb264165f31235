import type { DifferenceErrors, DifferenceLadder } from '../../src/core/gradients/difference-errors.ts';
import type { EstimatorPicture } from '../../src/core/gradients/estimator-picture.ts';
import { count, type Decoder, floats, list, number, pair, record, text } from '../decode.ts';

type Sure = Exclude<keyof EstimatorPicture, 'covariance' | 'p'>;

const covariance: Decoder<readonly [number, number, number]> = (value, path) => {
  const [xx, xy, yy, ...more] = list(number)(value, path);
  if (xx === undefined || xy === undefined || yy === undefined || more.length > 0)
    throw new TypeError(`${path} is not three numbers`);
  return [xx, xy, yy];
};

/** Reads what was found about a gradient source. */
export const estimatorPicture = record<
  Pick<EstimatorPicture, Sure>,
  Required<Pick<EstimatorPicture, 'covariance' | 'p'>>
>(
  {
    truth: pair(number),
    mean: pair(number),
    standardError: pair(number),
    relativeSquaredError: number,
    relativeSquaredErrorError: number,
    theory: record<{ note: string }, { relativeSquaredError: number; formula: string }>(
      { note: text },
      { relativeSquaredError: number, formula: text },
    ),
    samples: count,
    cost: record<EstimatorPicture['cost']>({ f: count, gradient: count, jvp: count, hvp: count }),
    cloud: floats,
    history: record<EstimatorPicture['history']>({ samples: floats, error: floats, x: floats, y: floats }),
  },
  { covariance, p: number },
);

/** Reads the errors of finite differences. */
export const differenceLadder = record<DifferenceLadder>({
  h: floats,
  schemes: list(
    record<DifferenceErrors>({
      scheme: text,
      error: floats,
      best: record<DifferenceErrors['best']>({ h: number, error: number }),
    }),
  ),
});
