import { Xoshiro256 } from '../core/random/xoshiro256.ts';

/** How many random points are wanted, and how many are tried at most. */
const WANTED = 8;
const TRIES = 200;
/** How far from the start the points lie, by turns, in units of max(1, |start|). */
const SPREADS = [0.5, 1, 2];
const SEED = 1;

/**
 * Random points around a start, the same ones every time, in three digits so that they can be read and typed; those that
 * are not usable, as the function is not finite there, are left out.
 *
 * @param start - Where absent, around 0 and, for functions of positive numbers, around 2.
 */
export function gradientPoints(
  size: number,
  start: Float64Array | undefined,
  usable: (x: Float64Array) => boolean,
): Float64Array[] {
  const random = new Xoshiro256(SEED);
  const found: Float64Array[] = [];
  for (let k = 0; k < TRIES && found.length < WANTED; k++) {
    const spread = SPREADS[k % SPREADS.length] as number;
    const center = start ? undefined : k % 2 === 0 ? 0 : 2;
    const x = Float64Array.from({ length: size }, (_, i) => {
      const middle = center ?? (start?.[i] as number);
      const moved = middle + (2 * random.uniform() - 1) * spread * Math.max(1, Math.abs(middle));
      return Number(moved.toPrecision(3));
    });
    if (usable(x)) found.push(x);
  }
  return found;
}
