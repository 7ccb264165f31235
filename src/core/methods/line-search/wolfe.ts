import type { Candidate } from '../candidate.ts';
import type { Evaluator } from '../solver.ts';
import { dot } from '../vector.ts';
import { A, B, BRACKETED, DA, DB, FA, FB, narrow } from './interval.ts';
import { type Line, type LineSearch, moveTo, ROUNDING } from './line-search.ts';

/** Evaluations of one search. */
const MOST_TRIALS = 40;
/** The interval is not narrowed below this part of its upper end. */
const NARROWEST = 1e-14;
/** How far beyond the last trial the next may lie while nothing is bracketed. */
const [LEAST_EXPANSION, MOST_EXPANSION] = [1.1, 4];

/**
 * A line search for the strong Wolfe conditions, f(x + αd) ≤ f(x) + c₁ α φ′(0) and |φ′(α)| ≤ c₂ |φ′(0)|. Where the fall of f drowns
 * in rounding, the slope alone decides (Hager & Zhang's approximate conditions).
 */
export const wolfe: LineSearch = {
  name: 'wolfe',
  title: 'Strong Wolfe line search',
  formula: String.raw`f(x_k + \alpha d) \le f(x_k) + c_1 \alpha\, d^{\mathsf T}\nabla f(x_k), \quad |d^{\mathsf T}\nabla f(x_k + \alpha d)| \le c_2\,|d^{\mathsf T}\nabla f(x_k)|`,
  hyperparameters: [
    {
      name: 'c1',
      symbol: 'c_1',
      default: 1e-4,
      range: { minimum: 0, maximum: 0.5, open: 'both' },
      meaning: 'the part of the fall that the slope promises and f must keep',
    },
    {
      name: 'c2',
      symbol: 'c_2',
      default: 0.9,
      range: { minimum: 0, maximum: 1, open: 'both' },
      meaning: 'the part of the first slope that may be left; greater than c1',
    },
    {
      name: 'initial',
      symbol: String.raw`\alpha_0`,
      default: 1,
      range: { minimum: 0, maximum: 1e12, open: 'minimum' },
      meaning: 'the rate that the first step of a first-order method tries first',
    },
  ],
  growth: 1,
  search: (line, evaluator, { c1, c2 }, out) => {
    const slope = evaluate(line, line.first, evaluator, out);
    if (holds(line, out, slope, c1 as number, c2 as number)) return true;
    return narrowDown(line, evaluator, c1 as number, c2 as number, slope, out);
  },
  reference:
    'Moré & Thuente 1994, ACM TOMS 20(3):286–307; Hager & Zhang 2005, SIAM Journal on Optimization 16(1):170–192, section 4',
};

/** Moves to α and evaluates there: φ′(α). */
function evaluate(line: Line, alpha: number, evaluator: Evaluator, out: Candidate): number {
  moveTo(out, line, alpha);
  const { point } = out;
  point.f = evaluator.valueAndGradient(point.x, point.g);
  return dot(point.g, line.direction);
}

function holds(
  { origin, slope: first }: Line,
  { point, rate }: Candidate,
  slope: number,
  c1: number,
  c2: number,
): boolean {
  if (!(Math.abs(slope) <= -c2 * first)) return false;
  if (point.f <= origin.f + c1 * rate * first) return true;
  return point.f <= origin.f + ROUNDING * Math.abs(origin.f) && slope <= (2 * c1 - 1) * first;
}

/** The interval of the search that is going on; searches do not overlap. */
const room = new Float64Array(7);

/** The iterations of Moré and Thuente after the first trial. */
function narrowDown(
  line: Line,
  evaluator: Evaluator,
  c1: number,
  c2: number,
  firstSlope: number,
  out: Candidate,
): boolean {
  const { origin, slope: start } = line;
  const promise = c1 * start;
  const interval = room;
  interval.fill(0);
  interval[FA] = origin.f;
  interval[FB] = origin.f;
  interval[DA] = start;
  interval[DB] = start;
  let ceiling = Number.MAX_VALUE;
  let width = Number.POSITIVE_INFINITY;
  let widthBefore = Number.POSITIVE_INFINITY;
  let auxiliary = true;
  let slope = firstSlope;
  for (let trials = 1; trials < MOST_TRIALS; trials++) {
    const alpha = out.rate;
    const f = out.point.f;
    let next: number;
    if (!Number.isFinite(f) || !Number.isFinite(slope)) {
      ceiling = alpha;
      next = (interval[A] as number) + 0.25 * (alpha - (interval[A] as number));
    } else {
      const reach = alpha - (interval[A] as number);
      const limit = (alpha + ceiling) / 2;
      const low = Math.min(alpha + LEAST_EXPANSION * reach, limit);
      const high = Math.min(alpha + MOST_EXPANSION * reach, limit);
      const kept = f <= origin.f + alpha * promise;
      if (kept && slope >= 0) auxiliary = false;
      if (auxiliary && !kept && f <= (interval[FA] as number)) {
        next = narrowTilted(interval, alpha, f, slope, low, high, promise);
      } else next = narrow(interval, alpha, f, slope, low, high);
    }
    if (interval[BRACKETED] === 1) {
      const a = interval[A] as number;
      const b = interval[B] as number;
      const extent = Math.abs(b - a);
      if (extent <= NARROWEST * Math.max(a, b)) break;
      const inside = next > Math.min(a, b) && next < Math.max(a, b);
      if (extent >= 0.66 * widthBefore || !inside) next = a + 0.5 * (b - a);
      widthBefore = width;
      width = extent;
    }
    if (!(next > 0) || next === alpha) break;
    slope = evaluate(line, next, evaluator, out);
    if (holds(line, out, slope, c1, c2)) return true;
  }
  return settle(line, interval, evaluator, out);
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

/** Where the conditions cannot be met (a kink, rounding), the best trial is taken if it lies below the start. */
function settle(line: Line, interval: Float64Array, evaluator: Evaluator, out: Candidate): boolean {
  const a = interval[A] as number;
  const fa = interval[FA] as number;
  if (!(a > 0 && fa < line.origin.f)) return false;
  if (out.rate !== a) evaluate(line, a, evaluator, out);
  return true;
}
