import type { RaceAxis } from '../../src/core/run/race-places.ts';
import { flag, oneOf, record } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf } from '../option-of.ts';

/** What the convergence view plots. */
export const QUANTITY_NAMES = ['f', 'gap', 'decrease', 'gradientNorm', 'step', 'rate'] as const;

export type Quantity = (typeof QUANTITY_NAMES)[number];

/** What the user chose to see of the convergence. */
export interface ConvergenceOptions {
  readonly quantity: Quantity;
  /** Against what. */
  readonly axis: RaceAxis;
  /** The scale upwards; absent until the user has chosen one for the quantity. */
  readonly logarithmic?: boolean | undefined;
  /** The scale to the right. */
  readonly logarithmicAxis: boolean;
  /** Several runs of one method are drawn as a band. */
  readonly bands: boolean;
}

export const CONVERGENCE_OPTION = 'convergence';

const FRESH: ConvergenceOptions = { quantity: 'f', axis: 'iteration', logarithmicAxis: false, bands: true };

const decode = record<Omit<ConvergenceOptions, 'logarithmic'>, { logarithmic: boolean }>(
  {
    quantity: oneOf(...QUANTITY_NAMES),
    axis: oneOf('iteration', 'evaluations', 'time'),
    logarithmicAxis: flag,
    bands: flag,
  },
  { logarithmic: flag },
);

/** The options that the user has chosen. */
export function convergenceOptions(model: Pick<Model, 'options'>): ConvergenceOptions {
  return optionOf(model, CONVERGENCE_OPTION, decode, FRESH);
}
