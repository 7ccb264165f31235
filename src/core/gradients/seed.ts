import type { NumberSetting } from './source.ts';

/** The seed of a random source. */
export const SEED: NumberSetting = {
  kind: 'number',
  name: 'seed',
  symbol: 's',
  default: 0,
  range: { minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  whole: true,
  meaning: 'the seed of the random directions; the same seed gives the same run',
};
