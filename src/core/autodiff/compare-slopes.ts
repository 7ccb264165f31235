import type { Difference } from './central-difference.ts';

/** What a comparison came to; `undecided` where differences cannot tell: at a kink, at the edge of the domain, in noise. */
export type Verdict = 'agrees' | 'disagrees' | 'undecided';

/** A derivative held against differences. */
export interface SlopeComparison {
  readonly verdict: Verdict;
  /** The derivative that is checked. */
  readonly given: number;
  /** The same by central differences; NaN where there are none. */
  readonly difference: number;
  /** A bound of the difference's own error. */
  readonly error: number;
  /** |given − difference|, relative to the greater of the two or, near 0, to a thousandth of what the function changes over a step. */
  readonly relativeError: number;
  /** Why it is undecided; absent otherwise. */
  readonly reason?: string;
}

/** A difference whose error is beyond this part of it decides nothing. */
const RESOLVED = 1e-3;
/** The true error may be so many times the estimated one. */
const SAFETY = 4;

/** Holds a derivative against differences; they agree to a relative tolerance, beside the error of the differences. */
export function compareSlopes(given: number, difference: Difference, tolerance: number): SlopeComparison {
  const { slope, error, scale, kink } = difference;
  const size = Math.max(Math.abs(given), Math.abs(slope));
  const miss = Math.abs(given - slope);
  const relativeError = miss === 0 ? 0 : miss / Math.max(size, RESOLVED * scale);
  const as = (verdict: Verdict, reason?: string): SlopeComparison => ({
    verdict,
    given,
    difference: slope,
    error,
    relativeError,
    ...(reason === undefined ? {} : { reason }),
  });
  if (Number.isNaN(slope)) return as('undecided', 'the function is not finite on both sides of the point');
  if (kink) {
    const [low, high] = kink[0] < kink[1] ? kink : [kink[1], kink[0]];
    const margin = 0.05 * (high - low);
    if (given >= low - margin && given <= high + margin) {
      return as(
        'undecided',
        `the function has a kink here, with slope ${brief(low)} on one side and ${brief(high)} on the other`,
      );
    }
  }
  const resolved = error <= RESOLVED * Math.max(Math.abs(slope), scale) || (given === 0 && slope === 0);
  if (!resolved && Number.isFinite(given)) {
    return as('undecided', `differences tell no more than ${brief(slope)} ± ${brief(error)}`);
  }
  return as(miss <= tolerance * size + SAFETY * error ? 'agrees' : 'disagrees');
}

/** A number in at most six digits. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || !Number.isFinite(value) || (size >= 1e-4 && size < 1e7)) {
    return String(Number(value.toPrecision(6)));
  }
  return value.toExponential(5).replace(/\.?0*e\+?/, 'e');
}
