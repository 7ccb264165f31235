import { fillNormal } from './normal.ts';
import type { Xoshiro256 } from './xoshiro256.ts';

/**
 * Fills `out`, n numbers, with a point spread evenly over the sphere of radius √n, so that E[vvᵀ] = I.
 *
 * A normal vector, which has no preferred direction, brought to that length (Muller 1959, Comm. ACM 2(4)).
 */
export function fillSphere(random: Xoshiro256, out: Float64Array): void {
  fillNormal(random, out);
  let square = 0;
  for (let i = 0; i < out.length; i++) square += out[i]! * out[i]!;
  const scale = Math.sqrt(out.length / square);
  for (let i = 0; i < out.length; i++) out[i]! *= scale;
}
