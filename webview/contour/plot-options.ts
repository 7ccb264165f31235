import type { ContourSet } from '../../src/core/sampling/contour-set.ts';
import { finite, flag, oneOf, record } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf } from '../option-of.ts';

/** How levels are spaced; `automatic` leaves it to the field. */
export type LevelScale = 'automatic' | ContourSet['scale'];

/** What the user chose to see in the picture of the objective. */
export interface PlotOptions {
  readonly scale: LevelScale;
  /** Bands between the levels are filled, or there are lines alone. */
  readonly filled: boolean;
  readonly labels: boolean;
  /** The gradient at the iterate with its components; of a curve the tangent. */
  readonly gradient: boolean;
  readonly tangent: boolean;
  /** Gradients on a grid. */
  readonly field: boolean;
  /** Where the run has evaluated. */
  readonly evaluations: boolean;
  /** The directional derivative. */
  readonly direction: boolean;
  /** Its direction in degrees, from the first axis to the second. */
  readonly angle: number;
}

export const PLOT_OPTION = 'plot';

const FRESH: PlotOptions = {
  scale: 'automatic',
  filled: true,
  labels: true,
  gradient: false,
  tangent: true,
  field: false,
  evaluations: false,
  direction: false,
  angle: 120,
};

const decode = record<PlotOptions>({
  scale: oneOf('automatic', 'linear', 'logarithmic', 'quantile'),
  filled: flag,
  labels: flag,
  gradient: flag,
  tangent: flag,
  field: flag,
  evaluations: flag,
  direction: flag,
  angle: finite,
});

let last: { readonly kept: unknown; readonly options: PlotOptions } | undefined;

/** The same object until something else is chosen. */
export function plotOptions({ options }: Pick<Model, 'options'>): PlotOptions {
  const kept = options[PLOT_OPTION];
  if (last?.kept !== kept || !last)
    last = { kept, options: optionOf({ options }, PLOT_OPTION, decode, FRESH) };
  return last.options;
}

/** Whether something is to be drawn besides field and paths. */
export function wantsExtras(
  { gradient, tangent, field, evaluations, direction }: PlotOptions,
  curve: boolean,
): boolean {
  return evaluations || (curve ? tangent : gradient || field || direction);
}
