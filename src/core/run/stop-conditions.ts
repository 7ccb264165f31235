import type { StopRule } from './experiment.ts';

/** A condition that ends a run. Declared once; parser, text, controls and documentation read it. */
export interface StopCondition {
  readonly name: keyof StopRule;
  /** Its name as it is written: `relative decrease`. */
  readonly written: string;
  /** How its bound is written: `gradient < 1e-6`, `iterations = 1000`. */
  readonly sign: '<' | '=';
  /** The least bound that makes sense. */
  readonly minimum: number;
  /** Whether the bound is a whole number. */
  readonly whole: boolean;
  /** A bound to begin with. */
  readonly usual: number;
  /** When it ends the run, a clause without a full stop. */
  readonly meaning: string;
}

/** Every condition, in the order in which they are told. */
export const STOP_CONDITIONS: readonly StopCondition[] = [
  {
    ...{ name: 'decrease', written: 'decrease', sign: '<', minimum: 0, whole: false, usual: 1e-6 },
    meaning: 'ends when f falls by less than this from one iteration to the next',
  },
  {
    ...{
      name: 'relativeDecrease',
      written: 'relative decrease',
      sign: '<',
      minimum: 0,
      whole: false,
      usual: 1e-9,
    },
    meaning: 'ends when f falls by less than this part of its size from one iteration to the next',
  },
  {
    ...{ name: 'gradient', written: 'gradient', sign: '<', minimum: 0, whole: false, usual: 1e-6 },
    meaning: 'ends when the norm of the gradient is below this',
  },
  {
    ...{ name: 'step', written: 'step', sign: '<', minimum: 0, whole: false, usual: 1e-8 },
    meaning: 'ends when a step is shorter than this',
  },
  {
    ...{
      name: 'target',
      written: 'target',
      sign: '=',
      minimum: Number.NEGATIVE_INFINITY,
      whole: false,
      usual: 0,
    },
    meaning: 'ends when f is as good as this',
  },
  {
    ...{ name: 'iterations', written: 'iterations', sign: '=', minimum: 0, whole: true, usual: 10_000 },
    meaning: 'the greatest number of steps',
  },
  {
    ...{ name: 'evaluations', written: 'evaluations', sign: '=', minimum: 0, whole: true, usual: 100_000 },
    meaning:
      'the greatest number of evaluations of f, gradients, directional derivatives and Hessian products together',
  },
  {
    ...{ name: 'time', written: 'time', sign: '=', minimum: 0, whole: false, usual: 10 },
    meaning: 'the greatest time in seconds',
  },
];

/** What is wrong with a bound and what is right; undefined where it is allowed. */
export function boundComplaint(
  { written, minimum, whole }: StopCondition,
  value: number,
): string | undefined {
  if (value >= minimum && (!whole || Number.isInteger(value))) return undefined;
  const right = whole
    ? 'a whole number from 0 on'
    : minimum === 0
      ? 'a number that is not negative'
      : 'a number';
  return `${written} is bounded by ${right}, not ${value}`;
}
