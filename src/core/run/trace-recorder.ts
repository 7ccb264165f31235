import type { BurstColumns } from './compile-burst.ts';
import type { Trace } from './trace.ts';

/** One row of a trace, besides x. */
export interface TraceRow {
  readonly iteration: number;
  readonly f: number;
  readonly gradientNorm: number;
  readonly step: number;
  readonly rate: number;
  readonly evaluations: number;
}

const COLUMNS = ['iteration', 'f', 'gradientNorm', 'step', 'rate', 'evaluations'] as const;

/** Room at the beginning: a method that needs few steps is over sooner than more is made. */
const FIRST_ROWS = 64;

/**
 * Records a run in bounded memory: when the budget is full every other row goes, and from then on only every 2nd, 4th … row
 * is kept. The first, the best and the last row are always there.
 */
export class TraceRecorder {
  private rows = 0;
  private stride = 1;
  private capacity: number;
  private readonly most: number;
  private columns: Record<(typeof COLUMNS)[number], Float64Array>;
  private x: Float64Array;
  private last: TraceEntry | undefined;
  private best: TraceEntry | undefined;

  /**
   * @param dimension - The length of x.
   * @param budget - The greatest number of numbers to keep.
   */
  constructor(
    private readonly dimension: number,
    budget = 4_000_000,
  ) {
    this.most = Math.max(64, 2 * Math.floor(budget / (COLUMNS.length + dimension) / 2));
    this.capacity = Math.min(FIRST_ROWS, this.most);
    this.columns = newColumns(this.capacity);
    this.x = new Float64Array(this.capacity * dimension);
  }

  /** Adds the row of the next iteration; iterations count up from 0 by 1. The row is kept as it is, x is copied. */
  add(row: TraceRow, x: Float64Array): void {
    if (this.best === undefined || row.f < this.best.row.f) this.best = keep(this.best, row, x);
    if (row.iteration % this.stride !== 0) {
      this.last = keep(this.last, row, x);
      return;
    }
    this.last = undefined;
    if (this.rows === this.capacity) this.makeRoom();
    if (row.iteration % this.stride !== 0) {
      this.last = keep(this.last, row, x);
      return;
    }
    const { columns, rows, dimension } = this;
    columns.iteration[rows] = row.iteration;
    columns.f[rows] = row.f;
    columns.gradientNorm[rows] = row.gradientNorm;
    columns.step[rows] = row.step;
    columns.rate[rows] = row.rate;
    columns.evaluations[rows] = row.evaluations;
    for (let i = 0, at = rows * dimension; i < dimension; i++, at++) this.x[at] = x[i] as number;
    this.rows++;
  }

  /**
   * Adds rows that follow one another.
   *
   * @param first - The first row's iteration.
   * @param evaluations - The evaluations before it; every row adds `each`.
   */
  addBurst(columns: BurstColumns, count: number, first: number, evaluations: number, each: number): void {
    const n = this.dimension;
    const rowOf = (i: number): TraceRow => ({
      iteration: first + i,
      f: columns.f[i] as number,
      gradientNorm: columns.gradientNorm[i] as number,
      step: columns.step[i] as number,
      rate: columns.rate[i] as number,
      evaluations: evaluations + (i + 1) * each,
    });
    const pointOf = (i: number) => columns.x.subarray(i * n, (i + 1) * n);
    while (this.stride === 1 && this.rows + count > this.capacity && this.capacity < this.most)
      this.makeRoom();
    const best = this.bestOf(columns.f, count);
    if (best >= 0) this.best = keep(this.best, rowOf(best), pointOf(best));
    if (this.stride > 1 || this.rows + count > this.capacity) {
      for (let i = 0; i < count; i++) {
        if ((first + i) % this.stride === 0) this.add(rowOf(i), pointOf(i));
      }
      const last = rowOf(count - 1);
      if (last.iteration % this.stride !== 0) this.last = keep(this.last, last, pointOf(count - 1));
      return;
    }
    for (let i = 0; i < count; i++) {
      this.columns.iteration[this.rows + i] = first + i;
      this.columns.evaluations[this.rows + i] = evaluations + (i + 1) * each;
    }
    for (const name of ['f', 'gradientNorm', 'step', 'rate'] as const) {
      this.columns[name].set(columns[name].subarray(0, count), this.rows);
    }
    this.x.set(columns.x.subarray(0, count * n), this.rows * n);
    this.rows += count;
    this.last = undefined;
  }

  /** The first of the smallest values, if it is smaller than the best so far; −1 if it is not. */
  private bestOf(f: Float64Array, count: number): number {
    let best = -1;
    let least = this.best?.row.f ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      if ((f[i] as number) < least) {
        best = i;
        least = f[i] as number;
      }
    }
    return best;
  }

  private makeRoom(): void {
    if (this.capacity < this.most) {
      this.capacity = Math.min(2 * this.capacity, this.most);
      const [columns, x] = [this.columns, this.x];
      this.columns = newColumns(this.capacity);
      this.x = new Float64Array(this.capacity * this.dimension);
      for (const name of COLUMNS) this.columns[name].set(columns[name]);
      this.x.set(x);
      return;
    }
    this.stride *= 2;
    this.rows = Math.ceil(this.rows / 2);
    for (let i = 1; i < this.rows; i++) {
      for (const name of COLUMNS) this.columns[name][i] = this.columns[name][2 * i] as number;
      this.x.copyWithin(i * this.dimension, 2 * i * this.dimension, (2 * i + 1) * this.dimension);
    }
  }

  /** The best row so far: of the smallest f, the first of equals. */
  bestSoFar(): { readonly row: TraceRow; readonly x: Float64Array } | undefined {
    return this.best;
  }

  /** A copy of what is recorded so far, ready to be transferred. */
  trace(): Trace {
    const extra = [this.best, this.last]
      .filter((entry) => entry !== undefined)
      .filter(
        ({ row }, i, all) =>
          row.iteration % this.stride !== 0 && all.findIndex((e) => e.row.iteration === row.iteration) === i,
      )
      .sort((a, c) => a.row.iteration - c.row.iteration);
    const length = this.rows + extra.length;
    const columns = newColumns(length);
    const x = new Float64Array(length * this.dimension);
    let at = 0;
    let copied = 0;
    const copyUpTo = (row: number) => {
      for (const name of COLUMNS) columns[name].set(this.columns[name].subarray(copied, row), at);
      x.set(this.x.subarray(copied * this.dimension, row * this.dimension), at * this.dimension);
      at += row - copied;
      copied = row;
    };
    for (const { row, x: point } of extra) {
      copyUpTo(Math.min(this.rows, Math.ceil(row.iteration / this.stride)));
      for (const name of COLUMNS) columns[name][at] = row[name];
      x.set(point, at * this.dimension);
      at++;
    }
    copyUpTo(this.rows);
    return { length, dimension: this.dimension, ...columns, x, stride: this.stride };
  }
}

type TraceEntry = { row: TraceRow; readonly x: Float64Array };

function keep(there: TraceEntry | undefined, row: TraceRow, x: Float64Array): TraceEntry {
  if (!there) return { row, x: x.slice() };
  there.row = row;
  for (let i = 0; i < x.length; i++) there.x[i] = x[i] as number;
  return there;
}

function newColumns(length: number): Record<(typeof COLUMNS)[number], Float64Array> {
  return {
    iteration: new Float64Array(length),
    f: new Float64Array(length),
    gradientNorm: new Float64Array(length),
    step: new Float64Array(length),
    rate: new Float64Array(length),
    evaluations: new Float64Array(length),
  };
}
