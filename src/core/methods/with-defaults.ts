import type { Hyperparameter } from './method.ts';

/** A number for every declared hyperparameter: the chosen one, or its default. */
export function withDefaults(
  declared: readonly Hyperparameter[],
  chosen: Readonly<Record<string, number>>,
): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { name, default: usual } of declared) values[name] = chosen[name] ?? usual;
  return values;
}
