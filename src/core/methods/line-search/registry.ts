import type { SearchSettings } from '../solver.ts';
import { withDefaults } from '../with-defaults.ts';
import { backtracking } from './backtracking.ts';
import { exact } from './exact.ts';
import type { LineSearch } from './line-search.ts';
import { wolfe } from './wolfe.ts';

/** Every line search by name: the only list. */
export const LINE_SEARCHES: Readonly<Record<string, LineSearch>> = Object.fromEntries(
  [backtracking, wolfe, exact].map((search) => [search.name, search]),
);

/** A line search with what was chosen over its defaults. Throws a sentence where there is none of that name. */
export function completeSearch(name: string, chosen: Readonly<Record<string, number>>): SearchSettings {
  return { name, settings: withDefaults(lineSearch(name).hyperparameters, chosen) };
}

/** The line search of that name. Throws a sentence where there is none. */
export function lineSearch(name: string): LineSearch {
  const found = Object.hasOwn(LINE_SEARCHES, name) ? LINE_SEARCHES[name] : undefined;
  if (found) return found;
  throw new Error(`there is no line search ${name}; there is ${Object.keys(LINE_SEARCHES).join(', ')}`);
}
