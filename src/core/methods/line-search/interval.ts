/**
 * The interval of uncertainty of a line search and the trial that it is to take in. One object for all of it: numbers that are passed
 * from function to function would each be made an object of.
 */
export interface Interval {
  /** The best end with φ and φ′ there. */
  a: number;
  fa: number;
  da: number;
  /** The other end. */
  b: number;
  fb: number;
  db: number;
  /** Whether a minimizer is known to lie between them. */
  bracketed: boolean;
  /** The last trial with its value and slope. */
  alpha: number;
  f: number;
  d: number;
  /** Bounds of the next trial where nothing is bracketed yet. */
  low: number;
  high: number;
}

/**
 * Takes the trial into the interval, and returns the next one: a minimizer of the cubics and parabolas through what is known,
 * safeguarded (Moré & Thuente 1994, section 4; MINPACK-2's dcstep).
 */
export function narrow(interval: Interval): number {
  const { a, fa, da, alpha, f, d } = interval;
  const opposite = da < 0 ? d > 0 : d < 0;
  let next: number;
  if (f > fa) {
    const cubic = cubicFrom(a, fa, da, alpha, f, d);
    const parabola = a + (da / ((fa - f) / (alpha - a) + da) / 2) * (alpha - a);
    next = Math.abs(cubic - a) < Math.abs(parabola - a) ? cubic : cubic + (parabola - cubic) / 2;
    interval.bracketed = true;
  } else if (opposite) {
    const cubic = cubicFrom(alpha, f, d, a, fa, da);
    const secant = alpha + (d / (d - da)) * (a - alpha);
    next = Math.abs(cubic - alpha) > Math.abs(secant - alpha) ? cubic : secant;
    interval.bracketed = true;
  } else if (Math.abs(d) < Math.abs(da)) {
    next = flattening(interval);
  } else if (interval.bracketed) {
    next = cubicFrom(alpha, f, d, interval.b, interval.fb, interval.db);
  } else {
    next = alpha > a ? interval.high : interval.low;
  }
  if (f > fa) {
    interval.b = alpha;
    interval.fb = f;
    interval.db = d;
  } else {
    if (opposite) {
      interval.b = a;
      interval.fb = fa;
      interval.db = da;
    }
    interval.a = alpha;
    interval.fa = f;
    interval.da = d;
  }
  return next;
}

/** The next trial where f falls on with a smaller slope: the cubic counts only if it goes to infinity that way. */
function flattening({ a, fa, da, b, bracketed, alpha, f, d, low, high }: Interval): number {
  const theta = (3 * (fa - f)) / (alpha - a) + da + d;
  const s = Math.max(Math.abs(theta), Math.abs(da), Math.abs(d));
  const root = s * Math.sqrt(Math.max(0, (theta / s) * (theta / s) - (da / s) * (d / s)));
  const gamma = alpha > a ? -root : root;
  const r = (gamma - d + theta) / (gamma + (da - d) + gamma);
  const cubic = r < 0 && gamma !== 0 ? alpha + r * (a - alpha) : alpha > a ? high : low;
  const secant = alpha + (d / (d - da)) * (a - alpha);
  const nearer = Math.abs(cubic - alpha) < Math.abs(secant - alpha);
  if (!bracketed) return Math.min(Math.max(nearer ? secant : cubic, low), high);
  const next = nearer ? cubic : secant;
  const limit = alpha + 0.66 * (b - alpha);
  return alpha > a ? Math.min(limit, next) : Math.max(limit, next);
}

/** The minimizer of the cubic with the values and slopes given at p and q, in its form that is stable near p. */
function cubicFrom(p: number, fp: number, dp: number, q: number, fq: number, dq: number): number {
  const theta = (3 * (fp - fq)) / (q - p) + dp + dq;
  const s = Math.max(Math.abs(theta), Math.abs(dp), Math.abs(dq));
  const root = s * Math.sqrt(Math.max(0, (theta / s) * (theta / s) - (dp / s) * (dq / s)));
  const gamma = q < p ? -root : root;
  const r = (gamma - dp + theta) / (gamma - dp + gamma + dq);
  return p + r * (q - p);
}
