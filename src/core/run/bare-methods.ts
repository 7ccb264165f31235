import type { MethodChoice } from './experiment.ts';

/**
 * The methods of an experiment as they are tried on other problems: a rate that is one number fits one objective, so each problem finds its
 * own; what is swept has its default. Methods that then do the same are one.
 */
export function bareMethods(choices: readonly MethodChoice[]): MethodChoice[] {
  const found = new Map<string, MethodChoice>();
  for (const { sweeps: _, rate, ...rest } of choices) {
    const bare = { ...rest, ...(rate && rate.kind !== 'constant' && { rate }) };
    const key = JSON.stringify(bare);
    if (!found.has(key)) found.set(key, bare);
  }
  return [...found.values()];
}
