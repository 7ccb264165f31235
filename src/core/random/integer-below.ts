import type { Xoshiro256 } from './xoshiro256.ts';

/**
 * A whole number from 0 to n − 1, each exactly as likely as the other.
 *
 * The upper half of u·n for a 32-bit u, some u rejected (Lemire 2019, Fast random integer generation in an
 * interval, ACM TOMACS 29(1)).
 *
 * @throws RangeError unless n is a whole number from 1 to 2³².
 */
export function integerBelow(random: Xoshiro256, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
    throw new RangeError(
      `A random whole number below ${n} was asked for; the bound must be a whole number from 1 to 2³²`,
    );
  }
  for (;;) {
    const u = random.uint32();
    // The lower half of u·n; those below 2³² mod n would make some results likelier than others.
    const lower = Math.imul(u, n) >>> 0;
    if (lower < n && lower < (2 ** 32 - n) % n) continue;
    // The upper half from parts that a double holds exactly.
    return Math.floor((u * Math.floor(n / 2 ** 16) + Math.floor((u * (n & 0xffff)) / 2 ** 16)) / 2 ** 16);
  }
}
