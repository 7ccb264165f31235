import { A, B, BRACKETED, DA, DB, FA, FB, narrow } from './interval.ts';
import { ROUNDING } from './line-search.ts';

/** Evaluations of one search. */
const MOST_TRIALS = 40;
/** The interval is not narrowed below this part of its upper end. */
const NARROWEST = 1e-14;
/** How far beyond the last trial the next may lie while nothing is bracketed. */
const [LEAST_EXPANSION, MOST_EXPANSION] = [1.1, 4];

/** Whether a trial α with value f and slope d ends a search that begins with value f₀ and slope d₀. */
export function wolfeHolds(
  f0: number,
  d0: number,
  alpha: number,
  f: number,
  d: number,
  c1: number,
  c2: number,
): boolean {
  if (!(Math.abs(d) <= -c2 * d0)) return false;
  if (f <= f0 + c1 * alpha * d0) return true;
  return f <= f0 + ROUNDING * Math.abs(f0) && d <= (2 * c1 - 1) * d0;
}

/** What the search that is going on knows besides its interval, at these places; searches do not overlap. */
const [CEILING, WIDTH, WIDTH_BEFORE, AUXILIARY] = [7, 8, 9, 10] as const;
const room = new Float64Array(11);

/**
 * The next trial of Moré and Thuente where α does not end a search. Only numbers come in and go out, so that whoever evaluates f may
 * ask, step by step or in compiled code.
 *
 * @param trials - How many were made; the first begins a new search.
 * @param f0, d0 - Value and slope where the search begins.
 * @param alpha, f, d - The last trial with its value and slope.
 * @returns NaN where there is none.
 */
export function nextTrial(
  trials: number,
  f0: number,
  d0: number,
  alpha: number,
  f: number,
  d: number,
  c1: number,
): number {
  const interval = room;
  if (trials === 1) {
    interval.fill(0);
    interval[FA] = f0;
    interval[FB] = f0;
    interval[DA] = d0;
    interval[DB] = d0;
    interval[CEILING] = Number.MAX_VALUE;
    interval[WIDTH] = Number.POSITIVE_INFINITY;
    interval[WIDTH_BEFORE] = Number.POSITIVE_INFINITY;
    interval[AUXILIARY] = 1;
  }
  if (trials >= MOST_TRIALS) return Number.NaN;
  let next: number;
  if (!Number.isFinite(f) || !Number.isFinite(d)) {
    interval[CEILING] = alpha;
    next = (interval[A] as number) + 0.25 * (alpha - (interval[A] as number));
  } else {
    const promise = c1 * d0;
    const reach = alpha - (interval[A] as number);
    const limit = (alpha + (interval[CEILING] as number)) / 2;
    const low = Math.min(alpha + LEAST_EXPANSION * reach, limit);
    const high = Math.min(alpha + MOST_EXPANSION * reach, limit);
    const kept = f <= f0 + alpha * promise;
    if (kept && d >= 0) interval[AUXILIARY] = 0;
    if (interval[AUXILIARY] === 1 && !kept && f <= (interval[FA] as number)) {
      next = narrowTilted(interval, alpha, f, d, low, high, promise);
    } else next = narrow(interval, alpha, f, d, low, high);
  }
  if (interval[BRACKETED] === 1) {
    const a = interval[A] as number;
    const b = interval[B] as number;
    const extent = Math.abs(b - a);
    if (extent <= NARROWEST * Math.max(a, b)) return Number.NaN;
    const inside = next > Math.min(a, b) && next < Math.max(a, b);
    if (extent >= 0.66 * (interval[WIDTH_BEFORE] as number) || !inside) next = a + 0.5 * (b - a);
    interval[WIDTH_BEFORE] = interval[WIDTH] as number;
    interval[WIDTH] = extent;
  }
  return next > 0 && next !== alpha ? next : Number.NaN;
}

/** As `narrow`, on ψ(α) = φ(α) − c₁ φ′(0) α, which has a minimizer where the conditions can hold. */
function narrowTilted(
  interval: Float64Array,
  alpha: number,
  f: number,
  slope: number,
  low: number,
  high: number,
  tilt: number,
): number {
  incline(interval, tilt);
  const next = narrow(interval, alpha, f - alpha * tilt, slope - tilt, low, high);
  incline(interval, -tilt);
  return next;
}

/** Takes a line of that slope away from the values and slopes of an interval. */
function incline(interval: Float64Array, slope: number): void {
  interval[FA] = (interval[FA] as number) - (interval[A] as number) * slope;
  interval[FB] = (interval[FB] as number) - (interval[B] as number) * slope;
  interval[DA] = (interval[DA] as number) - slope;
  interval[DB] = (interval[DB] as number) - slope;
}

/** The best trial of the search that was going on, which keeps its promise or lies lowest; α = 0 where there is none. */
export function bestTrial(): { readonly alpha: number; readonly f: number } {
  return { alpha: room[A] as number, f: room[FA] as number };
}
