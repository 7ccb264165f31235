import { shuffle } from './shuffle.ts';
import type { Xoshiro256 } from './xoshiro256.ts';

/**
 * `count` random points of the unit cube [0, 1)ⁿ, such that in every dimension each of `count` equal
 * intervals holds exactly one (McKay, Beckman & Conover 1979, Technometrics 21(2)).
 *
 * @param checkpoint is called for every dimension, and may throw to end a long computation.
 * @returns the points one after the other, n numbers each.
 */
export function latinHypercube(
  random: Xoshiro256,
  count: number,
  dimension: number,
  checkpoint?: () => void,
): Float64Array {
  const points = new Float64Array(count * dimension);
  const intervals = new Float64Array(count);
  for (let j = 0; j < dimension; j++) {
    checkpoint?.();
    for (let i = 0; i < count; i++) intervals[i] = i;
    shuffle(random, intervals);
    for (let i = 0; i < count; i++)
      points[i * dimension + j] = inside(intervals[i]! + random.uniform(), count);
  }
  return points;
}

/** place / count, kept below 1, which the division may round to. */
function inside(place: number, count: number): number {
  return Math.min(place / count, 1 - 2 ** -53);
}
