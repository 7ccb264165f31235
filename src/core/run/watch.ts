import type { Clock } from './clock.ts';

/** Evaluations before the first look at the clock, and at most between two looks. */
const FIRST = 2;
const MOST = 4096;
/** The time between two looks that is aimed at, in milliseconds. */
const EVERY = 4;

/** Looks at the clock now and then while a method computes, more often the longer an evaluation takes. */
export class Watch {
  private left = FIRST;
  private between = FIRST;
  private looked = Number.NaN;

  /** @param look - Is told the time; ends the step by throwing. */
  constructor(
    private readonly clock: Clock,
    private readonly look: (now: number) => void,
  ) {}

  /** Is called before each evaluation, and by long computations between. */
  check(): void {
    this.left--;
    if (this.left <= 0) this.lookUp();
  }

  private lookUp(): void {
    const now = this.clock();
    const spent = now - this.looked;
    // A burst of other work may lie between two looks, so that the pace only halves.
    if (spent < EVERY) this.between = Math.min(MOST, 2 * this.between);
    else if (spent > 2 * EVERY) this.between = Math.max(1, Math.floor(this.between / 8));
    this.looked = now;
    this.left = this.between;
    this.look(now);
  }
}
