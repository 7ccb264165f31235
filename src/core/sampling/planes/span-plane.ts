import { addScaled, dot, norm } from '../../methods/vector.ts';
import { fillNormal } from '../../random/normal.ts';
import { Xoshiro256 } from '../../random/xoshiro256.ts';

/** A part of a direction that is this small beside the whole is rounding. */
const NOTHING = 1e-9;

/**
 * Two directions of length 1 at right angles that span what the wanted ones span (Gram and Schmidt's method). Wanted directions that
 * add nothing are passed over; where too few are left, the rest is drawn at random.
 * @param wanted in order of preference; only read.
 * @param size the number of entries, at least 2.
 */
export function spanPlane(
  wanted: readonly Float64Array[],
  size: number,
  seed = 0,
): [u: Float64Array, v: Float64Array] {
  const random = new Xoshiro256(seed);
  const found: Float64Array[] = [];
  for (let index = 0; found.length < 2; index++) {
    const next = new Float64Array(size);
    const given = wanted[index];
    if (given) next.set(given);
    else fillNormal(random, next);
    const whole = norm(next);
    // Twice, as the first pass leaves rounding errors that the second removes.
    for (const direction of [...found, ...found]) addScaled(next, -dot(next, direction), direction);
    const length = norm(next);
    if (!(length > NOTHING * whole) || !Number.isFinite(length)) continue;
    found.push(next.map((entry) => entry / length));
  }
  return found as [Float64Array, Float64Array];
}
