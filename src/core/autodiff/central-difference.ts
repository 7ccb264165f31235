/** A slope φ′(0) by differences, and how far it can be trusted. */
export interface Difference {
  /** The best estimate; NaN where there is none. */
  readonly slope: number;
  /** A bound of its error, for extrapolation and rounding together; Infinity where there is no estimate. */
  readonly error: number;
  /** How much φ changes over the widest step, per unit: what is small beside this is nothing. */
  readonly scale: number;
  /** At a kink the slopes from the left and from the right; absent where φ looks smooth. */
  readonly kink?: readonly [left: number, right: number];
}

/** The widest step, of the unit of t. */
const WIDEST = 2 ** -3;
/** Each step is so much smaller than the one before. */
const RATIO = 4;
/** The last step is RATIO^-LEVELS of the widest: 2⁻⁴³. */
const LEVELS = 20;
/** The order up to which errors are removed: h², h⁴, h⁶. */
const ORDERS = 4;
/** An estimate with a smaller relative error than this need not look at steps that bring more noise. */
const SETTLED = 1e-4;
/** A difference counts where it is so many times what noise makes of it. */
const CLEAR = 20;

/**
 * The derivative of φ at 0 by central differences (φ(h) − φ(−h))/2h over a ladder of steps, extrapolated to h → 0
 * (Ridders 1982, "Accurate computation of F′(x) and F′(x)F″(x)", Advances in Engineering Software 4(2):75-76). Of all
 * estimates the one with the smallest error is taken; the error is the disagreement with its neighbours in the table, plus
 * what the measured noise of φ makes of the step.
 *
 * @param phi - Values; not finite where φ is not defined.
 * @param unit - The length over which φ may be expected to change: |x|, as a rule.
 */
export function centralDifference(phi: (t: number) => number, unit = 1): Difference {
  const middle = phi(0);
  // Beside 0 as well: what cancels at 0, as in 1 − cos t, shows its noise only where it does not.
  const noise = Math.max(
    noiseAround(phi, 0, unit * 2 ** -31),
    noiseAround(phi, unit * 2 ** -6, unit * 2 ** -20),
    Math.abs(middle) * Number.EPSILON,
    Number.MIN_VALUE,
  );
  const sides: Side[] = [];
  let best: Estimate = { slope: Number.NaN, error: Number.POSITIVE_INFINITY };
  let scale = 0;
  let before: number[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const h = (unit * WIDEST) / RATIO ** level;
    const [up, down] = [phi(h), phi(-h)];
    if (!Number.isFinite(up) || !Number.isFinite(down)) {
      before = [];
      continue;
    }
    const change = Math.max(Math.abs(up - middle), Math.abs(down - middle));
    scale = Math.max(scale, change / (unit * WIDEST));
    // Besides the values, the points x ± h are rounded: that moves φ by its slope there times ε|x|.
    const own = Math.max(Math.abs(up), Math.abs(down), (change / h) * unit) * Number.EPSILON;
    const rounding = (2 * Math.max(noise, own)) / h;
    sides.push({ h, left: (middle - down) / h, right: (up - middle) / h, rounding });
    const row = [(up - down) / (2 * h)];
    let finest: Estimate | undefined;
    for (let order = 1; order <= Math.min(before.length, ORDERS); order++) {
      const [fine, coarse] = [row[order - 1] as number, before[order - 1] as number];
      const slope = fine + (fine - coarse) / (RATIO ** (2 * order) - 1);
      row.push(slope);
      const error = Math.max(Math.abs(slope - fine), Math.abs(slope - coarse)) + rounding;
      if (!finest || error < finest.error) finest = { slope, error };
    }
    // A finer estimate that contradicts a coarser one is right: wide steps leap over poles and kinks.
    if (finest && (finest.error < best.error || contradicts(finest, best))) best = finest;
    before = row;
    // Smaller steps would drown in the noise.
    if (rounding > best.error && best.error < SETTLED * Math.abs(best.slope)) break;
  }
  const kink = kinkOf(sides);
  return kink ? { ...best, scale, kink } : { ...best, scale };
}

type Estimate = Pick<Difference, 'slope' | 'error'>;

/** Whether two estimates differ by more than their errors explain. */
function contradicts(a: Estimate, c: Estimate): boolean {
  return Math.abs(a.slope - c.slope) > 4 * (a.error + c.error);
}

interface Side {
  readonly h: number;
  readonly left: number;
  readonly right: number;
  readonly rounding: number;
}

/**
 * The noise of φ near t, from the fourth differences of nine values so close together that a smooth φ would have none
 * (Hamming 1971; Moré & Wild 2011, "Estimating computational noise", SIAM Journal on Scientific Computing 33(3)); 0 where
 * φ is not finite.
 */
function noiseAround(phi: (t: number) => number, t: number, spacing: number): number {
  let differences = Array.from({ length: 9 }, (_, i) => phi(t + (i - 4) * spacing));
  for (let order = 0; order < 4; order++)
    differences = differences.slice(1).map((value, i) => value - (differences[i] as number));
  const square = differences.reduce((sum, value) => sum + value * value, 0) / differences.length;
  // Fourth differences of independent errors have 8!/(4!)² = 70 times their variance.
  const noise = Math.sqrt(square / 70);
  return Number.isFinite(noise) ? noise : 0;
}

/**
 * The one-sided slopes where they do not approach each other as the step shrinks: the gap of a smooth φ shrinks with the
 * step, down to the noise.
 */
function kinkOf(sides: readonly Side[]): readonly [number, number] | undefined {
  const gap = ({ left, right }: Side) => right - left;
  const clear = sides.filter((side) => Math.abs(gap(side)) > CLEAR * side.rounding);
  const [coarse, middle, fine] = clear.slice(-3) as [Side, Side, Side | undefined];
  if (!fine) return undefined;
  const lasts = (a: Side, c: Side) => Math.abs(gap(c)) > 0.7 * Math.abs(gap(a)) && gap(a) * gap(c) > 0;
  // A kink beside 0 is none for steps that do not reach it.
  const next = sides[sides.indexOf(fine) + 1];
  const ends = next && 2 * CLEAR * next.rounding < Math.abs(gap(fine));
  return lasts(coarse, middle) && lasts(middle, fine) && !ends ? [fine.left, fine.right] : undefined;
}
