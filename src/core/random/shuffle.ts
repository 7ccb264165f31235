import { integerBelow } from './integer-below.ts';
import type { Xoshiro256 } from './xoshiro256.ts';

/** Anything that holds things by index. */
interface Indexed<T> {
  readonly length: number;
  [index: number]: T;
}

/**
 * Puts the items into random order, in place, every order as likely as the other (Durstenfeld 1964, Comm. ACM
 * 7(7), algorithm 235).
 */
export function shuffle<T>(random: Xoshiro256, items: Indexed<T>): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = integerBelow(random, i + 1);
    const item = items[i]!;
    items[i] = items[j]!;
    items[j] = item;
  }
}
