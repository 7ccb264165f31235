/**
 * Throws where a vector is too short for an objective of n variables; longer ones are read and written as far as n.
 *
 * @param x - n entries at least.
 * @param out - n entries at least, where a gradient is asked for.
 */
export function checkLengths(n: number, x: ArrayLike<number>, out?: ArrayLike<number>): void {
  for (const vector of [x, out]) {
    if (vector && vector.length < n) {
      throw new RangeError(`the objective has ${n} variables, the vector has ${vector.length} entries`);
    }
  }
}
