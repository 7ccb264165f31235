import type { Clock } from '../core/run/clock.ts';

/** Work in pieces that do not depend on one another, and threads to do it. */
export interface Distribution<Hand> {
  /** Pieces are numbered from 0. */
  readonly count: number;
  /** Does a piece on this thread; calls `pause` at least every 12 ms. */
  readonly here: (piece: number, pause: () => Promise<void>) => Promise<void>;
  /** Has another thread do some pieces; where it fails, those that are not done are done by others. */
  readonly there: (hand: Hand, pieces: readonly number[]) => Promise<void>;
  readonly isDone: (piece: number) => boolean;
  /** The other threads; asked for when there is work for them. */
  readonly hands: () => readonly Hand[];
  /** Lets waiting messages in. */
  readonly breathe: () => Promise<void>;
  readonly clock: Clock;
}

/** Work that is done within this time, in milliseconds, is not worth another thread. */
const ALONE = 40;
/** Short pieces are done so long without a breath, in milliseconds. */
const BREATH = 6;
/** How long another thread should be busy with what it is given at a time, in milliseconds. */
const PORTION = 40;

/**
 * Does all pieces: on this thread and, when that takes a while, on the others as well. Each takes what is next when it is free, so what
 * is done where changes from time to time; the pieces must not care.
 */
export async function distribute<Hand>(work: Distribution<Hand>): Promise<void> {
  const { count, here, there, isDone, hands, breathe, clock } = work;
  const waiting = Array.from({ length: count }, (_, piece) => piece).reverse();
  const begin = clock();
  let helpers: Promise<void>[] | undefined;

  const help = async (hand: Hand) => {
    let size = 1;
    while (waiting.length > 0) {
      // The last portions are small, so that all end at about the same time.
      const most = Math.max(1, Math.floor(waiting.length / (2 * (helpers?.length ?? 1) + 2)));
      const pieces = waiting.splice(-Math.min(size, most)).reverse();
      const since = clock();
      try {
        await there(hand, pieces);
      } catch {
        waiting.push(...pieces.filter((piece) => !isDone(piece)).reverse());
        return;
      }
      const pace = PORTION / Math.max(0.1, clock() - since);
      size = Math.max(1, Math.min(4 * size, Math.floor(pieces.length * pace)));
    }
  };

  let breathed = begin;
  const pause = async () => {
    await breathe();
    breathed = clock();
    if (helpers || clock() - begin < ALONE || waiting.length === 0) return;
    helpers = [];
    for (const hand of hands()) helpers.push(help(hand));
  };

  for (;;) {
    const piece = waiting.pop();
    if (piece !== undefined) {
      await here(piece, pause);
      if (clock() - breathed >= BREATH) await pause();
    } else if (helpers) {
      await Promise.all(helpers);
      if (waiting.length === 0) return;
    } else return;
  }
}
