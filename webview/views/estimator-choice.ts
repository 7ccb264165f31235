import { SOURCES } from '../../src/core/gradients/registry.ts';
import { settingComplaint } from '../../src/core/gradients/settings.ts';
import type { GradientSource } from '../../src/core/run/experiment.ts';
import { count, type Decoder, finite, record, text } from '../decode.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';

/** What the user chose to study. */
export interface EstimatorChoice {
  readonly gradient: GradientSource;
  readonly samples: number;
}

/** The name under which the choice is kept. */
const OPTION = 'estimator';

/** The article's forward gradient, few enough that they come at once. */
const FIRST: EstimatorChoice = { gradient: { name: 'forward', settings: {} }, samples: 10_000 };

const value: Decoder<number | string> = (given, path) =>
  typeof given === 'string' ? text(given, path) : finite(given, path);

const settings: Decoder<GradientSource['settings']> = (given, path) => {
  const entries = Object.entries(record({})(given, path) && (given as Record<string, unknown>));
  return Object.fromEntries(entries.map(([name, each]) => [name, value(each, `${path}.${name}`)]));
};

const decode: Decoder<EstimatorChoice> = (given, path) => {
  const choice = record<EstimatorChoice>({
    gradient: record<GradientSource>({ name: text, settings }),
    samples: count,
  })(given, path);
  const source = SOURCES[choice.gradient.name];
  const known = Object.entries(choice.gradient.settings).every(([name, each]) => {
    const setting = source?.settings.find((candidate) => candidate.name === name);
    return setting && settingComplaint(setting, each) === undefined;
  });
  if (!source || !known || choice.samples < 1) throw new TypeError(`${path} is of another version`);
  return choice;
};

/** The choice as it is kept over a reload. */
export const estimatorChoice = (model: Model): EstimatorChoice => optionOf(model, OPTION, decode, FIRST);

/** The change of the model that keeps a choice. */
export const withEstimatorChoice = (model: Model, choice: EstimatorChoice): Pick<Model, 'options'> =>
  withOption(model, OPTION, choice);
