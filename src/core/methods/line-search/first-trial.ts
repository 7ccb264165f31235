import { norm } from '../vector.ts';

/** The rate that makes the very first step as long as one unit, or one gradient where that is shorter: all that is known of scales. */
export function unitStep(g: Float64Array): number {
  return Math.min(1, 1 / norm(g));
}
