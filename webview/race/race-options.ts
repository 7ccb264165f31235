import { finite, oneOf, record } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';
import type { Pace } from './pace.ts';
import type { Race } from './race.ts';

/** What the user chose in a race. */
export interface RaceOptions {
  readonly axis: Race['axis'];
  readonly pace?: Pace;
  readonly speed: number;
  /** The moment shown where it is not an iteration of the common time line. */
  readonly share: number;
}

const OPTION = 'race';
const FRESH: RaceOptions = { axis: 'iteration', speed: 1, share: 1 };

const decode = record<Omit<RaceOptions, 'pace'>, Required<Pick<RaceOptions, 'pace'>>>(
  { axis: oneOf('iteration', 'evaluations', 'time'), speed: finite, share: finite },
  { pace: oneOf('even', 'logarithmic') },
);

export const raceOptions = (model: Pick<Model, 'options'>): RaceOptions =>
  optionOf(model, OPTION, decode, FRESH);

/** The change of the model that keeps what is chosen in a race. */
export const withRaceOptions = (
  model: Pick<Model, 'options'>,
  change: Partial<RaceOptions>,
): Pick<Model, 'options'> => withOption(model, OPTION, { ...raceOptions(model), ...change });
