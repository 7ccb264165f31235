/** A point of a line with its value. */
export interface LinePoint {
  readonly t: number;
  readonly f: number;
}

const GOLDEN = (3 - Math.sqrt(5)) / 2;
const GROWTH = 1 / GOLDEN - 1;
/** A parabola may reach so many times the last interval beyond it. */
const REACH = 100;
/** Growing from the smallest to the largest number takes fewer. */
const MOST_STEPS = 2000;
const MOST_REFINEMENTS = 100;

/**
 * A minimum of a function of one variable by its values, found downhill from 0.
 *
 * First an interval with a lower point inside is found, by steps that grow by the golden section or to the minimum of a parabola
 * (Press et al. 2007, Numerical Recipes, section 10.1); within it Brent's method (Brent 1973, chapter 5) goes on by parabolas where
 * they help and by golden sections where not. Where the function falls without end, the last point that it has.
 *
 * @param phi - φ(t); +∞ where there is no value.
 * @param f0 - φ(0).
 * @param first - The first step, not zero.
 * @param tolerance - How exactly t is to be known: `tolerance`·|t| + `least`.
 * @returns the lowest point that was met; t = 0 where none is lower than φ(0).
 */
export function minimizeAlong(
  phi: (t: number) => number,
  f0: number,
  first: number,
  tolerance: number,
  least: number,
): LinePoint {
  const at = (t: number): LinePoint => ({ t, f: phi(t) });
  const start: LinePoint = { t: 0, f: f0 };
  let a = start;
  let b = at(first);
  if (!(b.f < a.f)) {
    const other = at(-first);
    if (!(other.f < start.f)) return refine(at, b, start, other, tolerance, least);
    [a, b] = [start, other];
  }
  let before: LinePoint | undefined;
  for (let i = 0; i < MOST_STEPS; i++) {
    const c = at(beyond(before, a, b));
    if (!Number.isFinite(c.t)) return b;
    if (c.f === Number.NEGATIVE_INFINITY) return c;
    if (!(c.f < b.f)) return refine(at, a, b, c, tolerance, least);
    [before, a, b] = [a, b, c];
  }
  return b;
}

/** Further downhill from a over b: to the minimum of the parabola through the last three points if that lies ahead. */
function beyond(before: LinePoint | undefined, a: LinePoint, b: LinePoint): number {
  const last = b.t - a.t;
  const step = before ? vertex(b, a, before) : Number.NaN;
  const ahead = step / last > GROWTH;
  return b.t + (ahead ? (step / last > REACH ? REACH * last : step) : GROWTH * last);
}

/** Brent's method; b lies between a and c and is not higher than either. */
function refine(
  at: (t: number) => LinePoint,
  a: LinePoint,
  b: LinePoint,
  c: LinePoint,
  tolerance: number,
  least: number,
): LinePoint {
  let [low, high] = a.t < c.t ? [a.t, c.t] : [c.t, a.t];
  let best = b;
  let [second, third] = a.f <= c.f ? [a, c] : [c, a];
  let last = high - low;
  let beforeLast = last;
  for (let i = 0; i < MOST_REFINEMENTS; i++) {
    const exact = tolerance * Math.abs(best.t) + least;
    const middle = (low + high) / 2;
    if (Math.abs(best.t - middle) <= 2 * exact - (high - low) / 2) break;
    const parabola = vertex(best, second, third);
    let step: number;
    if (
      Math.abs(parabola) < Math.abs(beforeLast) / 2 &&
      best.t + parabola > low &&
      best.t + parabola < high
    ) {
      beforeLast = last;
      step = parabola;
      const t = best.t + step;
      if (t - low < 2 * exact || high - t < 2 * exact) step = best.t < middle ? exact : -exact;
    } else {
      beforeLast = best.t < middle ? high - best.t : low - best.t;
      step = GOLDEN * beforeLast;
    }
    last = step;
    const fresh = at(best.t + (Math.abs(step) >= exact ? step : step > 0 ? exact : -exact));
    if (fresh.f <= best.f) {
      if (fresh.t < best.t) high = best.t;
      else low = best.t;
      [third, second, best] = [second, best, fresh];
    } else {
      if (fresh.t < best.t) low = fresh.t;
      else high = fresh.t;
      if (fresh.f <= second.f || second.t === best.t) [third, second] = [second, fresh];
      else if (fresh.f <= third.f || third.t === best.t || third.t === second.t) third = fresh;
    }
  }
  return best;
}

/** From a point to the minimum of the parabola through it and two others; NaN where there is none. */
function vertex(x: LinePoint, w: LinePoint, v: LinePoint): number {
  const [dw, dv] = [w.t - x.t, v.t - x.t];
  const [fw, fv] = [w.f - x.f, v.f - x.f];
  const curvature = dw * fv - dv * fw;
  const sign = dw * dv * (dv - dw);
  // A positive quotient is a parabola that opens upwards.
  if (!(curvature / sign > 0)) return Number.NaN;
  return (dw * dw * fv - dv * dv * fw) / (2 * curvature);
}
