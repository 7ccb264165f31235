import type { Method } from './method.ts';
import type { Solver } from './solver.ts';

/** Which rates a method may be given: numbers and schedules, line searches, both, or none. */
export function ratesOf(method: Method | Solver): { readonly number: boolean; readonly search: boolean } {
  if ('kind' in method) return { number: false, search: method.search !== undefined };
  return { number: true, search: method.searchable === true };
}

/** Whether a method takes gradients, so that their source may be chosen. */
export function takesGradient(method: Method | Solver): boolean {
  return !('kind' in method) || method.order > 0;
}
