import { SOBOL_DIRECTIONS } from './sobol-directions.ts';
import { Xoshiro256 } from './xoshiro256.ts';

/** The greatest number of dimensions for which direction numbers are kept. */
export const SOBOL_DIMENSIONS = SOBOL_DIRECTIONS.length + 1;

/** The 32 direction numbers of a dimension (counted from 0), as fractions of 2³². */
function directions(dimension: number): Int32Array {
  const v = new Int32Array(32);
  if (dimension === 0) {
    for (let k = 0; k < 32; k++) v[k] = 1 << (31 - k);
    return v;
  }
  const [a, ...m] = SOBOL_DIRECTIONS[dimension - 1] as [number, ...number[]];
  const degree = m.length;
  for (let k = 0; k < 32; k++) {
    if (k < degree) {
      v[k] = m[k]! << (31 - k);
      continue;
    }
    let value = v[k - degree]! ^ (v[k - degree]! >>> degree);
    for (let j = 1; j < degree; j++) if ((a >>> (degree - 1 - j)) & 1) value ^= v[k - j]!;
    v[k] = value;
  }
  return v;
}

/**
 * The Sobol sequence: points that fill the unit cube [0, 1)ⁿ more evenly than random ones; best taken in
 * powers of two.
 *
 * In Gray-code order (Antonov & Saleev 1979); the first point is 0. With a seed, a digital shift (one random
 * word per dimension, xor) moves the whole sequence without spoiling its evenness, and each point alone is
 * uniform.
 */
export class Sobol {
  private readonly directions: readonly Int32Array[];
  private readonly point: Int32Array;
  private index = 0;

  /**
   * @param dimension n, from 1 to 128.
   * @param seed of the digital shift; without it the sequence is the textbook's.
   * @throws RangeError for any other dimension, and for a seed that is no whole number from 0 to 2⁵³ − 1.
   */
  constructor(dimension: number, seed?: number) {
    if (!Number.isInteger(dimension) || dimension < 1 || dimension > SOBOL_DIMENSIONS) {
      throw new RangeError(
        `A Sobol sequence of dimension ${dimension} is not to be had; take 1 to ${SOBOL_DIMENSIONS}, or a Latin hypercube`,
      );
    }
    this.directions = Array.from({ length: dimension }, (_, i) => directions(i));
    this.point = new Int32Array(dimension);
    if (seed !== undefined) {
      const random = new Xoshiro256(seed);
      for (let i = 0; i < dimension; i++) this.point[i] = random.uint32();
    }
  }

  /**
   * Writes the next point to `out`, n numbers in [0, 1).
   *
   * @throws RangeError after 2³² points, when the sequence is used up.
   */
  next(out: Float64Array): void {
    const { directions, point } = this;
    if (this.index >= 2 ** 32)
      throw new RangeError('All 2³² points of this Sobol sequence have been taken; use another seed');
    if (this.index > 0) {
      // The bit that the Gray code flips from the last point to this: the lowest that is set in the index.
      const flipped = 31 - Math.clz32(this.index & -this.index);
      for (let i = 0; i < point.length; i++) point[i]! ^= directions[i]![flipped]!;
    }
    this.index++;
    for (let i = 0; i < point.length; i++) out[i] = (point[i]! >>> 0) * 2 ** -32;
  }
}
