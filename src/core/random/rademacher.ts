import type { Xoshiro256 } from './xoshiro256.ts';

/** The next sign: −1 or 1, each with probability ½; one random bit each. */
export function rademacher(random: Xoshiro256): number {
  return 2 * random.bit() - 1;
}

/** Fills `out` with independent signs, −1 or 1. */
export function fillRademacher(random: Xoshiro256, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = rademacher(random);
}
