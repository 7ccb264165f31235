import type { Hyperparameter } from './method.ts';

/** The seed of a method that draws random numbers; the run hands it to the solver as `settings.seed`. */
export const SEED: Hyperparameter = {
  name: 'seed',
  symbol: 's_0',
  default: 0,
  range: { minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  whole: true,
  meaning: 'where the random numbers begin; the same seed gives the same run',
};
