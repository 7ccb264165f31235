import { KeptRows } from './kept-rows.ts';
import { type Block, firstBlock, leaveRest, newBlock } from './row-blocks.ts';
import type { Trace, TraceExtent } from './trace.ts';
import { type Column, columnOf, ROW, rowsInOrder } from './trace-columns.ts';

/** The row of the smallest f. */
export interface BestRow {
  readonly iteration: number;
  readonly f: number;
  readonly x: Float64Array;
}

/** Takes steps again, from where it has come to. */
export interface Rewrite {
  /** Writes the rows of the next steps, so many, to an array from a place on. */
  readonly write: (rows: number, numbers: Float64Array, at: number) => void;
  /** Takes so many steps whose rows nobody wants. */
  readonly skip: (rows: number) => void;
}

/** Steps whose rows are written when somebody asks. */
interface Stretch {
  readonly rows: number;
  readonly begin: () => Rewrite;
}

/**
 * Records a run in bounded memory: when the budget is full every other row goes, and from then on only every 2nd, 4th … row
 * is kept. The first, the best and the last row are always there.
 *
 * Rows are written where they stay: into `numbers` from `at` on, one after the other, at most `free` of them; `commit` takes them
 * in. Those of steps that can be taken again are written when a column is asked for.
 */
export class TraceRecorder {
  /** The numbers of a row. */
  readonly width: number;
  numbers: Float64Array;
  at: number;
  free: number;
  private readonly most: number;
  private readonly kept: KeptRows;
  /** The number of rows that are kept: those whose iteration is a multiple of the stride. */
  private rows = 0;
  private stride = 1;
  /** The iteration of the last row, and that row where it is not kept. */
  private iteration = -1;
  private last: Float64Array | undefined;
  /** The smallest f, its iteration, and a copy of its row once rows go. */
  private least = Number.POSITIVE_INFINITY;
  private bestIteration = 0;
  private bestRow: Float64Array | undefined;
  /** What is still to be written, how many rows these are, and the smallest f of them with its iteration. */
  private stretches: Stretch[] = [];
  private unwritten = 0;
  private unwrittenLeast = Number.POSITIVE_INFINITY;
  private unwrittenBest = 0;

  /**
   * @param dimension - The length n of x.
   * @param sign - −1 where the rows hold −f.
   * @param budget - The greatest number of numbers to keep.
   */
  constructor(
    readonly dimension: number,
    private readonly sign: 1 | -1 = 1,
    budget = 4_000_000,
  ) {
    this.width = ROW.length + dimension;
    this.most = Math.max(64, 2 * Math.floor(budget / (this.width + 1) / 2));
    const block = firstBlock(this.width);
    this.kept = new KeptRows(block, this.width);
    this.numbers = block.numbers;
    this.at = block.from;
    this.free = Math.min(block.rows, this.most);
  }

  /** The smallest f so far, as the rows have it. */
  get leastValue(): number {
    return Math.min(this.least, this.unwrittenLeast);
  }

  /** Its iteration, the first of equals. */
  get leastIteration(): number {
    return this.unwrittenLeast < this.least ? this.unwrittenBest : this.bestIteration;
  }

  /**
   * Takes in the rows of the next iterations, which are written when somebody asks.
   *
   * @param begin - Makes what writes them, from the first on.
   * @param least, best - The smallest f of this run so far, as `leastValue`, and its iteration.
   */
  defer(rows: number, begin: () => Rewrite, least: number, best: number): void {
    this.stretches.push({ rows, begin });
    this.unwritten += rows;
    if (least < this.leastValue) {
      this.unwrittenLeast = least;
      this.unwrittenBest = best;
    }
    if (this.unwritten >= this.most) this.write();
  }

  /** Writes what is still to be written. */
  write(): void {
    if (this.unwritten === 0) return;
    const { stretches } = this;
    const best = this.leastIteration;
    this.stretches = [];
    this.unwritten = 0;
    this.unwrittenLeast = Number.POSITIVE_INFINITY;
    for (const { rows, begin } of stretches) {
      const rewrite = begin();
      for (let left = rows; left > 0; ) {
        if (this.stride > 1) left -= this.skip(rewrite, left - 1, best);
        else if (this.free === 0) this.makeRoom();
        const count = this.stride > 1 ? 1 : Math.min(left, this.free);
        rewrite.write(count, this.numbers, this.at);
        this.commit(count);
        left -= count;
      }
    }
  }

  /** Skips at most so many rows, up to the next that is kept or the best. */
  private skip(rewrite: Rewrite, most: number, best: number): number {
    const { stride, iteration } = this;
    const next = iteration + 1;
    const kept = (stride - (next % stride)) % stride;
    const count = Math.min(most, kept, best < next ? most : best - next);
    if (count > 0) rewrite.skip(count);
    this.iteration += count;
    return count;
  }

  /** Adds the row of the next iteration; they count up from 0 by 1. x is copied. */
  add(
    f: number,
    gradientNorm: number,
    step: number,
    rate: number,
    evaluations: number,
    x: Float64Array,
  ): void {
    this.write();
    const { numbers, at } = this;
    numbers[at] = f;
    numbers[at + 1] = gradientNorm;
    numbers[at + 2] = step;
    numbers[at + 3] = rate;
    numbers[at + 4] = evaluations;
    for (let i = 0, to = at + ROW.length; i < x.length; i++, to++) numbers[to] = x[i] as number;
    this.commit(1);
  }

  /** Takes in the next rows, which have been written: so many. */
  commit(count: number): void {
    const first = this.iteration + 1;
    this.iteration += count;
    this.findBest(first, count);
    if (this.stride > 1) this.sieve(first, count);
    else {
      this.rows += count;
      this.at += count * this.width;
      this.free -= count;
      if (this.free === 0) this.makeRoom();
    }
  }

  /** Says that no more steps are taken. What is left of the array goes to the next run, unless rows are still to be written behind others. */
  end(): void {
    const { blocks } = this.kept;
    const [first, ...more] = blocks as [Block, ...Block[]];
    if (this.stride > 1) return;
    if (this.unwritten > 0) {
      if (more.length > 0) return;
      blocks[0] = { ...first, rows: this.rows };
    }
    leaveRest(this.numbers, this.at);
    this.free = 0;
  }

  /** The row of `leastValue`; there is one. */
  best(): BestRow {
    this.write();
    const x = (this.bestRow ?? this.kept.row(this.bestIteration)).subarray(ROW.length);
    return { iteration: this.bestIteration, f: this.sign * this.least, x };
  }

  /** How many rows the trace has, and of how many iterations one is there. */
  extent(): TraceExtent {
    const { dimension, stride, unwritten } = this;
    if (stride === 1 && this.rows + unwritten < this.most)
      return { length: this.rows + unwritten, dimension, stride };
    this.write();
    const length = this.rows + (this.bestApart ? 1 : 0) + (this.lastApart ? 1 : 0);
    return { length, dimension, stride: this.stride };
  }

  /** One column of what is recorded so far, in an array of its own. */
  column(name: Column): Float64Array {
    this.write();
    const { kept, rows, stride, sign, bestApart, lastApart } = this;
    const apart = [
      ...(bestApart ? [{ row: bestApart, iteration: this.bestIteration }] : []),
      ...(lastApart ? [{ row: lastApart, iteration: this.iteration }] : []),
    ];
    return columnOf(name, rowsInOrder(kept.blocks, rows, stride, apart, this.width), this.extent(), sign);
  }

  /** What is recorded so far, in arrays of its own, ready to be transferred. */
  trace(): Trace {
    return {
      ...this.extent(),
      iteration: this.column('iteration'),
      f: this.column('f'),
      gradientNorm: this.column('gradientNorm'),
      step: this.column('step'),
      rate: this.column('rate'),
      evaluations: this.column('evaluations'),
      x: this.column('x'),
    };
  }

  /** The row of the smallest f where it is not one of those that are kept. */
  private get bestApart(): Float64Array | undefined {
    return this.bestIteration % this.stride === 0 ? undefined : this.bestRow;
  }

  /** The last row where it is neither kept nor the best. */
  private get lastApart(): Float64Array | undefined {
    return this.iteration === this.bestIteration ? undefined : this.last;
  }

  private findBest(first: number, count: number): void {
    const { numbers, at, width } = this;
    let best = -1;
    for (let row = 0, place = at; row < count; row++, place += width) {
      const f = numbers[place] as number;
      if (f < this.least) {
        this.least = f;
        best = row;
      }
    }
    if (best < 0) return;
    this.bestIteration = first + best;
    if (this.stride > 1) this.bestRow = copyRow(numbers, at + best * width, width, this.bestRow);
  }

  private makeRoom(): void {
    if (this.rows === this.most) {
      this.thin();
      return;
    }
    const block = newBlock(this.width);
    this.kept.blocks.push(block);
    this.numbers = block.numbers;
    this.at = 0;
    this.free = Math.min(block.rows, this.most - this.rows);
  }

  /** Lets every other row go. From now on rows are written aside, and those that stay are copied. */
  private thin(): void {
    if (this.stride === 1) {
      this.bestRow = this.kept.row(this.bestIteration).slice();
      const { numbers, rows } = newBlock(this.width);
      [this.numbers, this.at, this.free] = [numbers, 0, rows];
    }
    this.stride *= 2;
    this.rows = Math.ceil(this.rows / 2);
    this.kept.thin(this.rows);
  }

  /** Keeps those of the rows written aside that are multiples of the stride, and a copy of the last one. */
  private sieve(first: number, count: number): void {
    const { numbers, at, width } = this;
    for (let i = 0; i < count; i++) {
      if ((first + i) % this.stride !== 0) continue;
      if (this.rows === this.most) this.thin();
      if ((first + i) % this.stride !== 0) continue;
      this.kept.set(this.rows, numbers, at + i * width);
      this.rows++;
    }
    const kept = this.iteration % this.stride === 0;
    this.last = kept ? undefined : copyRow(numbers, at + (count - 1) * width, width, this.last);
  }
}

/** Copies a row, to an array that there is, or a new one. */
function copyRow(numbers: Float64Array, at: number, width: number, there?: Float64Array): Float64Array {
  const to = there ?? new Float64Array(width);
  for (let i = 0; i < width; i++) to[i] = numbers[at + i] as number;
  return to;
}
