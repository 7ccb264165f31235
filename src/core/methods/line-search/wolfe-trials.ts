import { type Interval, narrow } from './interval.ts';
import { ROUNDING } from './line-search.ts';

/** Evaluations of one search. */
const MOST_TRIALS = 40;
/** The interval is not narrowed below this part of its upper end. */
const NARROWEST = 1e-14;
/** Nor where f can still fall by less than this part of it, which is sure to be lost in rounding. */
const LOST = 1e-13;
/** How far beyond the last trial the next may lie while nothing is bracketed. */
const [LEAST_EXPANSION, MOST_EXPANSION] = [1.1, 8];
/** How far early in a run, as in MINPACK-2: a leap may end in the valley of another minimum. */
const EARLY_EXPANSION = 4;
/** So many trials are careful where the line asks for that: beyond them f has no minimum near, or a kink, at which no trial meets strong conditions. */
const CAREFUL_TRIALS = 5;

/**
 * Whether a trial α with value f and slope d ends a search that begins with value f₀ and slope d₀.
 *
 * @param weak - 1 where f may rise there however steeply: the weak conditions.
 */
export function wolfeHolds(
  f0: number,
  d0: number,
  alpha: number,
  f: number,
  d: number,
  c1: number,
  c2: number,
  weak: number,
): boolean {
  if (!((weak === 1 && d > 0 ? 0 : Math.abs(d)) <= -c2 * d0)) return false;
  if (f <= f0 + c1 * alpha * d0) return true;
  return f <= f0 + ROUNDING * Math.abs(f0) && d <= (2 * c1 - 1) * d0;
}

/** Whether f may rise steeply at that trial of a search, 1 or 0. */
export function lenience(strict: boolean, trials: number, weak: number): number {
  return strict && trials <= CAREFUL_TRIALS ? 0 : weak;
}

/** A search for the Wolfe conditions, as far as it has come. */
export interface WolfeSearch extends Interval {
  /** Value and slope where it begins. */
  f0: number;
  d0: number;
  c1: number;
  /** As in `Line`. */
  early: boolean;
  /** How many trials were made. */
  trials: number;
  /** α from which on nothing was finite. */
  ceiling: number;
  /** The extent of the interval, and that before. */
  width: number;
  widthBefore: number;
  /** Whether no trial has yet kept its promise where f rises. */
  auxiliary: boolean;
  /** Whether f was at the last trial what it is where the search begins. */
  level: boolean;
}

/**
 * The search that is going on; searches do not overlap. Whoever evaluates f writes where it begins, each trial with its value and
 * slope, and their number: step by step, or in compiled code.
 */
export const wolfeSearch: WolfeSearch = {
  f0: 0,
  d0: 0,
  c1: 0,
  early: false,
  trials: 0,
  alpha: 0,
  f: 0,
  d: 0,
  low: 0,
  high: 0,
  a: 0,
  fa: 0,
  da: 0,
  b: 0,
  fb: 0,
  db: 0,
  bracketed: false,
  ceiling: 0,
  width: 0,
  widthBefore: 0,
  auxiliary: true,
  level: false,
};

/** The next trial of Moré and Thuente where the last one does not end the search; NaN where there is none. */
export function nextTrial(search: WolfeSearch): number {
  const { f0, d0, c1, early, trials, alpha, f, d } = search;
  if (trials === 1) begin(search);
  if (trials >= MOST_TRIALS) return Number.NaN;
  // Once may be by chance, on the other side of a valley; twice in a row f changes by nothing that a number can hold.
  if (f === f0 && search.level) return Number.NaN;
  search.level = f === f0;
  let next: number;
  if (!Number.isFinite(f) || !Number.isFinite(d)) {
    search.ceiling = alpha;
    next = search.a + 0.25 * (alpha - search.a);
  } else {
    const promise = c1 * d0;
    const reach = alpha - search.a;
    const limit = (alpha + search.ceiling) / 2;
    search.low = Math.min(alpha + LEAST_EXPANSION * reach, limit);
    const expansion = early && trials <= CAREFUL_TRIALS ? EARLY_EXPANSION : MOST_EXPANSION;
    search.high = Math.min(alpha + expansion * reach, limit);
    const kept = f <= f0 + alpha * promise;
    if (kept && d >= 0) search.auxiliary = false;
    const tilted = search.auxiliary && !kept && f <= search.fa;
    next = tilted ? narrowTilted(search, promise) : narrow(search);
  }
  if (search.bracketed) {
    const { a, b, widthBefore } = search;
    const extent = Math.abs(b - a);
    if (extent <= NARROWEST * Math.max(a, b)) return Number.NaN;
    // What f can still fall by is lost in rounding: at a kink a search would go on halving.
    if (extent * Math.abs(search.da) <= LOST * Math.abs(f0)) return Number.NaN;
    const inside = next > Math.min(a, b) && next < Math.max(a, b);
    if (extent >= 0.66 * widthBefore || !inside) next = a + 0.5 * (b - a);
    search.widthBefore = search.width;
    search.width = extent;
  }
  return next > 0 && next !== alpha ? next : Number.NaN;
}

function begin(search: WolfeSearch): void {
  const { f0, d0 } = search;
  search.a = 0;
  search.fa = f0;
  search.da = d0;
  search.b = 0;
  search.fb = f0;
  search.db = d0;
  search.bracketed = false;
  search.ceiling = Number.MAX_VALUE;
  search.width = Number.POSITIVE_INFINITY;
  search.widthBefore = Number.POSITIVE_INFINITY;
  search.auxiliary = true;
  search.level = false;
}

/** As `narrow`, on ψ(α) = φ(α) − c₁ φ′(0) α, which has a minimizer where the conditions can hold. */
function narrowTilted(search: WolfeSearch, tilt: number): number {
  search.f -= search.alpha * tilt;
  search.d -= tilt;
  incline(search, tilt);
  const next = narrow(search);
  incline(search, -tilt);
  return next;
}

/** Takes a line of that slope away from the values and slopes of an interval. */
function incline(interval: Interval, slope: number): void {
  interval.fa -= interval.a * slope;
  interval.fb -= interval.b * slope;
  interval.da -= slope;
  interval.db -= slope;
}
