import { makeFunction } from '../compile/make-function.ts';

/** Up to so many variables all covariances are kept, beyond it the variances alone. */
const COVARIANCE_VARIABLES = 32;
/** Up to so many variables the sums are written out one by one. */
const WRITTEN_OUT = 8;

/** Adds up the first and second powers of the deviations of `count` samples from a center, and the fourth of their lengths. */
type Adder = (samples: Float64Array, count: number, center: Float64Array, sums: Float64Array) => void;

/**
 * Mean and covariance of vectors that arrive in blocks, in bounded memory, and the mean of their squared distance from a center.
 *
 * The sums of a block are taken about the center, then joined with those before by the formulas of Chan, Golub & LeVeque 1983
 * (The American Statistician 37(3)), Welford's for blocks.
 */
export class Moments {
  /** The number of samples. */
  count = 0;
  /** The mean's deviation from the center. */
  private readonly shift: Float64Array;
  /** Σ (gᵢ − mean)(gⱼ − mean): for i ≤ j row by row, or for i = j alone. */
  private readonly spread: Float64Array;
  /** Mean, and sum of squared deviations from it, of ‖g − center‖². */
  private squareMean = 0;
  private squareSpread = 0;
  private readonly sums: Float64Array;
  private readonly accumulate: Adder;
  private readonly full: boolean;

  /** @param center - The point that deviations are taken from; near the mean, so that nothing cancels. */
  constructor(readonly center: Float64Array) {
    const n = center.length;
    this.full = n <= COVARIANCE_VARIABLES;
    this.shift = new Float64Array(n);
    this.spread = new Float64Array(this.full ? (n * (n + 1)) / 2 : n);
    this.sums = new Float64Array(n + this.spread.length + 1);
    this.accumulate = (n <= WRITTEN_OUT ? writtenOut(n) : undefined) ?? (this.full ? addAll : addSquares);
  }

  /** Takes `count` samples, one after the other. */
  add(samples: Float64Array, count: number): void {
    const { center, sums, shift, spread } = this;
    const n = center.length;
    this.accumulate(samples, count, center, sums);
    const total = this.count + count;
    const weight = (this.count * count) / total;
    let squares = 0;
    let at = 0;
    for (let i = 0; i < n; i++) {
      const mean = (sums[i] as number) / count;
      const apart = mean - (shift[i] as number);
      for (let j = i; j < (this.full ? n : i + 1); j++, at++) {
        const product = sums[n + at] as number;
        if (j === i) squares += product;
        spread[at]! +=
          product -
          mean * (sums[j] as number) +
          apart * ((sums[j] as number) / count - (shift[j] as number)) * weight;
      }
    }
    for (let i = 0; i < n; i++)
      shift[i]! += ((sums[i] as number) / count - (shift[i] as number)) * (count / total);
    const squareMean = squares / count;
    const apart = squareMean - this.squareMean;
    this.squareSpread += Math.max(0, (sums.at(-1) as number) - squares * squareMean) + apart * apart * weight;
    this.squareMean += apart * (count / total);
    this.count = total;
  }

  /** The mean of the samples. */
  mean(): Float64Array {
    return this.center.map((entry, i) => entry + (this.shift[i] as number));
  }

  /** The standard error of each entry of the mean; NaN for a single sample. */
  standardError(): Float64Array {
    const n = this.center.length;
    return this.center.map((_, i) => {
      const variance = (this.spread[this.full ? diagonal(i, n) : i] as number) / (this.count - 1);
      return Math.sqrt(Math.max(0, variance) / this.count);
    });
  }

  /** The covariance of the samples, n×n and row-major; undefined for more than 32 variables. */
  covariance(): Float64Array | undefined {
    if (!this.full) return undefined;
    const n = this.center.length;
    return Float64Array.from({ length: n * n }, (_, flat) => {
      const [i, j] = [Math.floor(flat / n), flat % n];
      const [low, high] = i < j ? [i, j] : [j, i];
      return (this.spread[diagonal(low, n) + high - low] as number) / (this.count - 1);
    });
  }

  /** The mean of ‖g − center‖² and its standard error. */
  squaredError(): { readonly mean: number; readonly standardError: number } {
    const variance = this.squareSpread / (this.count - 1);
    return { mean: this.squareMean, standardError: Math.sqrt(variance / this.count) };
  }
}

/** Where row i of the upper triangle begins. */
function diagonal(i: number, n: number): number {
  return i * n - (i * (i - 1)) / 2;
}

const written = new Map<number, Adder | undefined>();

/** The sums for n variables in local variables, so that nothing in the loop goes to memory; made once for each n. */
function writtenOut(n: number): Adder | undefined {
  if (!written.has(n)) written.set(n, writeOut(n));
  return written.get(n);
}

function writeOut(n: number): Adder | undefined {
  const entries = Array.from({ length: n }, (_, i) => i);
  const pairs = entries.flatMap((i) => entries.slice(i).map((j) => [i, j] as const));
  const square = entries.map((i) => `e${i} * e${i}`).join(' + ');
  const body = [
    ...entries.map((i) => `const c${i} = center[${i}]; let m${i} = 0;`),
    ...pairs.map(([i, j]) => `let s${i}_${j} = 0;`),
    'let q = 0;',
    `for (let p = 0; p < count * ${n}; p += ${n}) {`,
    ...entries.map((i) => `const e${i} = samples[p + ${i}] - c${i};`),
    ...entries.map((i) => `m${i} += e${i};`),
    ...pairs.map(([i, j]) => `s${i}_${j} += e${i} * e${j};`),
    `const e = ${square};`,
    'q += e * e;',
    '}',
    ...entries.map((i) => `sums[${i}] = m${i};`),
    ...pairs.map(([i, j], at) => `sums[${n + at}] = s${i}_${j};`),
    `sums[${n + pairs.length}] = q;`,
  ].join('\n');
  return makeFunction<Adder>('samples, count, center, sums', body);
}

function addAll(samples: Float64Array, count: number, center: Float64Array, sums: Float64Array): void {
  const n = center.length;
  const apart = new Float64Array(n);
  sums.fill(0);
  for (let s = 0; s < count; s++) {
    let square = 0;
    for (let i = 0; i < n; i++) {
      const entry = (samples[s * n + i] as number) - (center[i] as number);
      apart[i] = entry;
      sums[i]! += entry;
      square += entry * entry;
    }
    let at = n;
    for (let i = 0; i < n; i++) {
      const entry = apart[i] as number;
      for (let j = i; j < n; j++, at++) sums[at]! += entry * (apart[j] as number);
    }
    sums[at]! += square * square;
  }
}

function addSquares(samples: Float64Array, count: number, center: Float64Array, sums: Float64Array): void {
  const n = center.length;
  sums.fill(0);
  for (let s = 0; s < count; s++) {
    let square = 0;
    for (let i = 0; i < n; i++) {
      const entry = (samples[s * n + i] as number) - (center[i] as number);
      sums[i]! += entry;
      sums[n + i]! += entry * entry;
      square += entry * entry;
    }
    sums[2 * n]! += square * square;
  }
}
