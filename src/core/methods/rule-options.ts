import { GRADIENT_OPTIONS, type GradientShape } from './gradient-options.ts';
import type { Hyperparameter, Method } from './method.ts';
import { SEED } from './seed.ts';
import type { Solver } from './solver.ts';

/** Whether the coordinates take a step together or one after the other. */
const UPDATE: Hyperparameter = {
  name: 'update',
  symbol: 'u',
  default: 0,
  range: { minimum: 0, maximum: 1 },
  choices: ['simultaneous', 'sequential'],
  meaning: 'whether all coordinates move at once, or each new value is used for the next derivative',
};

/** Mini-batches: each gradient from some of the rows of the data only, see `batchGradient`. */
const BATCH: readonly Hyperparameter[] = [
  {
    name: 'batch',
    symbol: 'B',
    default: 0,
    range: { minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    whole: true,
    meaning: 'how many rows of the data each gradient is made of, drawn without repetition; 0 for all',
  },
  { ...SEED, meaning: 'where the shuffling of the rows begins; the same seed gives the same batches' },
];

/** What every update rule may be asked for besides its own hyperparameters. */
export const RULE_OPTIONS: readonly Hyperparameter[] = [...GRADIENT_OPTIONS, UPDATE, ...BATCH];

/** The options of a run, where one of them is not at its default. */
export interface RuleOptions extends GradientShape {
  readonly sequential: boolean;
  /** The rows of a batch; 0 for all. */
  readonly batch: number;
}

/** What a method may be given in parentheses, in this order: its own hyperparameters, then the options of every update rule. */
export function hyperparametersOf(method: Method | Solver): readonly Hyperparameter[] {
  if ('kind' in method) return method.hyperparameters;
  return [...method.hyperparameters, ...optionsFor(method)];
}

/**
 * The options among the values that a method was given; undefined where all are at their defaults, so that nothing has to be done.
 * A method's own hyperparameter goes before an option of its name: AdamW's decay is its own.
 */
export function ruleOptions(
  method: Method,
  values: Readonly<Record<string, number>>,
): RuleOptions | undefined {
  const options = optionsFor(method);
  const chosen = (name: string, none: number) =>
    options.some((option) => option.name === name) ? (values[name] ?? none) : none;
  const clip = chosen('clip', Number.POSITIVE_INFINITY);
  const clipvalue = chosen('clipvalue', Number.POSITIVE_INFINITY);
  const decay = chosen('decay', 0);
  const sequential = chosen('update', 0) === 1;
  const batch = chosen('batch', 0);
  const usual =
    batch === 0 && clip === Number.POSITIVE_INFINITY && clipvalue === Number.POSITIVE_INFINITY && decay === 0;
  return usual && !sequential ? undefined : { clip, clipvalue, decay, sequential, batch };
}

/** The values without a seed of batches where there are no batches, as it would change nothing. */
export function withoutIdleSeed(
  method: Method | Solver,
  values: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  if ('kind' in method || (values.batch ?? 0) > 0 || values.seed === undefined) return values;
  const { seed: _, ...others } = values;
  return others;
}

function optionsFor(method: Method): readonly Hyperparameter[] {
  const own = new Set(method.hyperparameters.map(({ name }) => name));
  return RULE_OPTIONS.filter(({ name }) => !own.has(name));
}
