import type { Hyperparameter } from './method.ts';

/** What is wrong with the value of a hyperparameter and what is right; undefined where it is allowed. */
export function hyperparameterComplaint(
  { name, range, whole, choices, default: usual }: Hyperparameter,
  value: number,
): string | undefined {
  if (choices) {
    if (Object.hasOwn(choices, value)) return undefined;
    return `${name} is one of ${choices.join(', ')}; its default is ${choices[usual]}`;
  }
  const { minimum, maximum, open, least } = range;
  const [left, right] = [open === 'minimum' || open === 'both', open === 'maximum' || open === 'both'];
  const inside = (left ? value > minimum : value >= minimum) && (right ? value < maximum : value <= maximum);
  if (!inside) {
    return `${name} lies between ${minimum}${left ? ' (excluded)' : ''} and ${maximum}${right ? ' (excluded)' : ''}, not at ${value}; its default is ${usual}`;
  }
  if (least !== undefined && value < least && value !== minimum) {
    return `${name} is ${minimum}, or lies between ${least} and ${maximum}, not at ${value}; its default is ${usual}`;
  }
  return whole && !Number.isInteger(value)
    ? `${name} is a whole number, not ${value}; its default is ${usual}`
    : undefined;
}
