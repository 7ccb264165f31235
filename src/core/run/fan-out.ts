import type { MethodChoice } from './experiment.ts';
import { sweepValues } from './sweep.ts';

/** A single run of several that an experiment asks for. */
export interface FannedRun {
  /** The place of its method in the experiment. */
  readonly group: number;
  /** The place of its start among the starts. */
  readonly start: number;
  /** The value of each swept argument, in their order. */
  readonly values: readonly number[];
  /** The method with these values, nothing swept. */
  readonly choice: MethodChoice;
}

/** Every run of an experiment: method by method, the values of what is swept in all combinations (the last fastest), start by start. */
export function fanOut(methods: readonly MethodChoice[], starts: number): FannedRun[] {
  return methods.flatMap((method, group) =>
    variantsOf(method).flatMap((variant) =>
      Array.from({ length: starts }, (_, start) => ({ group, start, ...variant })),
    ),
  );
}

/** The number of runs of a method from each start. */
export function variantCount({ sweeps = [] }: MethodChoice): number {
  return sweeps.reduce((product, { count }) => product * count, 1);
}

function variantsOf({ sweeps = [], ...base }: MethodChoice): Pick<FannedRun, 'choice' | 'values'>[] {
  let variants: Pick<FannedRun, 'choice' | 'values'>[] = [{ choice: base, values: [] }];
  for (const sweep of sweeps) {
    const values = sweepValues(sweep);
    variants = variants.flatMap((variant) =>
      values.map((value) => ({
        choice: withArgument(variant.choice, sweep.argument, value),
        values: [...variant.values, value],
      })),
    );
  }
  return variants;
}

/** Whether the values of a swept argument are repetitions of the same, with other random numbers. */
export function isRepetition(argument: string): boolean {
  return argument === 'seed' || argument === 'gradient.seed';
}

/** The choice with a number for one argument, named as in `SweptArgument`. */
export function withArgument(choice: MethodChoice, argument: string, value: number): MethodChoice {
  if (argument === 'rate') return { ...choice, rate: { kind: 'constant', value } };
  const [part, name] = argument.split('.') as [string, string | undefined];
  if (name === undefined)
    return { ...choice, hyperparameters: { ...choice.hyperparameters, [argument]: value } };
  const { gradient, rate } = choice;
  if (part === 'gradient') {
    return { ...choice, gradient: { ...gradient, settings: { ...gradient.settings, [name]: value } } };
  }
  if (rate?.kind !== 'search')
    throw new Error(`${choice.method} has no line search whose ${name} could be set`);
  return { ...choice, rate: { ...rate, settings: { ...rate.settings, [name]: value } } };
}
