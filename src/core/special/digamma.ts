import { cotpi } from './cotpi.ts';

/** The positive zero of ψ is this and the next constant. */
const ROOT = 1.4616321449683622;
const ROOT_LOW = 9.549995429965697e-17;

/** ψ(1 + t) for 0 ≤ t ≤ 1, its zero kept as a factor to more than a double's precision. */
function digammaFromOne(t: number): number {
  const top =
    1.2503801375034054 +
    t *
      (2.0411087477806844 +
        t *
          (1.2230507843318603 +
            t *
              (0.34147280190464624 +
                t *
                  (0.04591029345598592 +
                    t * (0.0027161996380116174 + t * (5.23549255486597e-5 + t * 6.368515133880996e-8))))));
  const bottom =
    1.0 +
    t *
      (2.315937386980913 +
        t *
          (1.9594031821041815 +
            t *
              (0.7901860963473188 +
                t *
                  (0.1626356759950898 +
                    t * (0.016650272465346456 + t * (0.0007449827179226764 + t * 1.0084992601278136e-5))))));
  return ((t - (ROOT - 1) - ROOT_LOW) * top) / bottom;
}

/** ψ(x) for positive x. */
function digammaPositive(x: number): number {
  if (x < 1) return digammaFromOne(x) - 1 / x;
  if (x < 10) {
    let sum = 0;
    let rest = x;
    while (rest > 2) {
      rest -= 1;
      sum += 1 / rest;
    }
    return sum + digammaFromOne(rest - 1);
  }
  const s = 1 / (x * x);
  const series =
    s *
    (1 / 12 -
      s *
        (1 / 120 -
          s *
            (1 / 252 -
              s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s * (1 / 12 - (s * 3617) / 8160)))))));
  return Math.log(x) - (0.5 / x + series);
}

/**
 * The digamma function ψ(x) = Γ′(x)/Γ(x), the derivative of log|Γ|.
 *
 * −∞ at +0, +∞ at −0, NaN at −1, −2, … (the sign of the pole depends on the side) and at −∞. Measured error
 * at most 4 ulp for x > 0, the zero at 1.46163 included; for x < 0, where every unit interval holds a zero,
 * 3.1 ulp of the larger part of the reflection formula. A fraction on [1, 2] (made by
 * test/oracles/special-fits.py), recurrence to 10, then the asymptotic series (Abramowitz & Stegun 1964,
 * 6.3.5, 6.3.7, 6.3.18).
 */
export function digamma(x: number): number {
  if (x > 0) return digammaPositive(x);
  if (x === 0) return -1 / x;
  if (x === Math.floor(x)) return Number.NaN;
  return digammaPositive(-x) - 1 / x - Math.PI * cotpi(x);
}
