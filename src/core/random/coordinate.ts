import { integerBelow } from './integer-below.ts';
import type { Xoshiro256 } from './xoshiro256.ts';

/**
 * Fills `out`, n numbers, with √n times a unit vector along a random axis, each as likely as the other, so
 * that E[vvᵀ] = I.
 */
export function fillCoordinate(random: Xoshiro256, out: Float64Array): void {
  out.fill(0);
  if (out.length > 0) out[integerBelow(random, out.length)] = Math.sqrt(out.length);
}
