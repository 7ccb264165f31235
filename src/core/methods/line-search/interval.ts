/**
 * The interval of uncertainty of a line search, as seven numbers at these places: its best end a with φ and φ′ there, its other end
 * b likewise, and 1 once a minimizer is known to lie between them. Numbers in an array, since objects would make a heap of them.
 */
export const [A, FA, DA, B, FB, DB, BRACKETED] = [0, 1, 2, 3, 4, 5, 6] as const;

/**
 * Takes a trial α with value f and slope d into the interval, and returns the next trial: a minimizer of the cubics and
 * parabolas through what is known, safeguarded (Moré & Thuente 1994, section 4; MINPACK-2's dcstep).
 *
 * @param low, high - Bounds of the next trial where nothing is bracketed yet.
 */
export function narrow(
  interval: Float64Array,
  alpha: number,
  f: number,
  d: number,
  low: number,
  high: number,
): number {
  const a = interval[A] as number;
  const fa = interval[FA] as number;
  const da = interval[DA] as number;
  const opposite = da < 0 ? d > 0 : d < 0;
  let next: number;
  if (f > fa) {
    const cubic = cubicFrom(a, fa, da, alpha, f, d);
    const parabola = a + (da / ((fa - f) / (alpha - a) + da) / 2) * (alpha - a);
    next = Math.abs(cubic - a) < Math.abs(parabola - a) ? cubic : cubic + (parabola - cubic) / 2;
    interval[BRACKETED] = 1;
  } else if (opposite) {
    const cubic = cubicFrom(alpha, f, d, a, fa, da);
    const secant = alpha + (d / (d - da)) * (a - alpha);
    next = Math.abs(cubic - alpha) > Math.abs(secant - alpha) ? cubic : secant;
    interval[BRACKETED] = 1;
  } else if (Math.abs(d) < Math.abs(da)) {
    next = flattening(interval, alpha, f, d, low, high);
  } else if (interval[BRACKETED] === 1) {
    next = cubicFrom(alpha, f, d, interval[B] as number, interval[FB] as number, interval[DB] as number);
  } else {
    next = alpha > a ? high : low;
  }
  if (f > fa) {
    interval[B] = alpha;
    interval[FB] = f;
    interval[DB] = d;
  } else {
    if (opposite) {
      interval[B] = a;
      interval[FB] = fa;
      interval[DB] = da;
    }
    interval[A] = alpha;
    interval[FA] = f;
    interval[DA] = d;
  }
  return next;
}

/** The next trial where f falls on with a smaller slope: the cubic counts only if it goes to infinity that way. */
function flattening(
  interval: Float64Array,
  alpha: number,
  f: number,
  d: number,
  low: number,
  high: number,
): number {
  const a = interval[A] as number;
  const fa = interval[FA] as number;
  const da = interval[DA] as number;
  const theta = (3 * (fa - f)) / (alpha - a) + da + d;
  const s = Math.max(Math.abs(theta), Math.abs(da), Math.abs(d));
  const root = s * Math.sqrt(Math.max(0, (theta / s) * (theta / s) - (da / s) * (d / s)));
  const gamma = alpha > a ? -root : root;
  const r = (gamma - d + theta) / (gamma + (da - d) + gamma);
  const cubic = r < 0 && gamma !== 0 ? alpha + r * (a - alpha) : alpha > a ? high : low;
  const secant = alpha + (d / (d - da)) * (a - alpha);
  const nearer = Math.abs(cubic - alpha) < Math.abs(secant - alpha);
  if (interval[BRACKETED] === 0) return Math.min(Math.max(nearer ? secant : cubic, low), high);
  const next = nearer ? cubic : secant;
  const limit = alpha + 0.66 * ((interval[B] as number) - alpha);
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
