import type { Clock } from './clock.ts';

/** Calls before the first look at the clock, and at most between two looks. */
const FIRST = 2;
const MOST = 4096;
/** The time between two looks that is aimed at, in milliseconds. */
const EVERY = 4;

/**
 * Looks at the clock now and then while a method computes, more often the longer it takes from call to call. Evaluations and what lies between
 * them are counted apart: a thousand evaluations may take as long as one column of a matrix.
 */
export class Watch {
  private left = FIRST;
  private between = FIRST;
  private leftInside = FIRST;
  private betweenInside = FIRST;
  private looked = Number.NaN;

  /** @param look - Is told the time; ends the step by throwing. */
  constructor(
    private readonly clock: Clock,
    private readonly look: (now: number) => void,
  ) {}

  /** Is called before each evaluation. */
  check(): void {
    if (--this.left > 0) return;
    const now = this.clock();
    this.between = paced(this.between, now - this.looked);
    this.left = this.between;
    this.lookAt(now);
  }

  /** Is called by long computations between evaluations. */
  checkInside(): void {
    if (--this.leftInside > 0) return;
    const now = this.clock();
    this.betweenInside = paced(this.betweenInside, now - this.looked);
    this.leftInside = this.betweenInside;
    this.lookAt(now);
  }

  private lookAt(now: number): void {
    this.looked = now;
    this.look(now);
  }
}

/** How many calls there are before the next look, where there were so many before this one, which took so long. */
function paced(between: number, spent: number): number {
  // A burst of other work may lie between two looks, so that the pace only halves.
  if (spent < EVERY) return Math.min(MOST, 2 * between);
  return spent > 2 * EVERY ? Math.max(1, Math.floor(between / 8)) : between;
}
