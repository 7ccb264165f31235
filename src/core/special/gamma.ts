import { sinpi } from './sinpi.ts';
import { stirlingExcess } from './stirling-excess.ts';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Γ(2 + t) for 0 ≤ t ≤ 1. */
function gammaFromTwo(t: number): number {
  const top =
    0.42278433509846713 +
    t *
      (0.5006352736262937 +
        t *
          (0.08196319661771248 +
            t *
              (0.010129403697945771 +
                t *
                  (0.0064802105336223175 +
                    t * (0.000522631602284035 + t * (6.698150554267261e-5 + t * 7.3902627593131924e-6))))));
  const bottom =
    1.0 +
    t *
      (0.21002420342554445 +
        t *
          (-0.20367396049725586 +
            t *
              (0.006216920623606835 +
                t * (0.01231790871655179 + t * (-0.002443137232156329 + t * 0.00014748790833648623)))));
  return 1 + (t * top) / bottom;
}

/**
 * (x − 1)(x − 2)… down to the factor in [2, 3), times Γ there; exact for whole x up to 23, for the products
 * are.
 */
function gammaByRecurrence(x: number): number {
  let product = 1;
  let factor = x - 1;
  for (; factor >= 2; factor -= 1) product *= factor;
  return product * gammaFromTwo(factor - 1);
}

/** Γ(x) for positive x. */
function gammaPositive(x: number): number {
  if (x < 1) return gammaFromTwo(x) / (x * (1 + x));
  if (x < 2) return gammaFromTwo(x - 1) / x;
  if (x < 8 || (x <= 23 && Number.isInteger(x))) return gammaByRecurrence(x);
  if (x > 171.7) return Number.POSITIVE_INFINITY;
  const excess = stirlingExcess(x);
  // exp(excess) − 1 by its series: the excess is at most 1/96.
  const growth =
    excess *
    (1 + excess * (1 / 2 + excess * (1 / 6 + excess * (1 / 24 + excess * (1 / 120 + excess / 720)))));
  const decay = ROOT_TWO_PI * Math.exp(-x);
  const rest = decay + decay * growth;
  if (x < 140) return x ** (x - 0.5) * rest;
  // The power alone would overflow: half of it before, half after.
  const half = x ** (0.5 * x - 0.25);
  return half * rest * half;
}

/** Γ(x) for x < −170, where Γ(−x) overflows: Γ(x + 20) divided by x (x + 1) … (x + 19), which are exact. */
function gammaSubnormal(x: number): number {
  if (x < -190) return Math.floor(x) % 2 === 0 ? 0 : -0;
  let value = gamma(x + 20);
  for (let k = 0; k < 20; k++) value /= x + k;
  return value;
}

/**
 * The gamma function Γ(x) = ∫₀^∞ tˣ⁻¹e⁻ᵗ dt, (x − 1)! at whole numbers, for every real x.
 *
 * Infinity at the poles 0, −1, −2, … as in mathjs, and above 171.62; 0 far below. NaN for NaN and −∞. (x −
 * 1)! is exact up to x = 23. A fraction on [2, 3] with recurrence, Stirling's series from 8 (Abramowitz &
 * Stegun 1964, 6.1.40), reflection below −0.5; the fraction is our own, made by test/oracles/special-fits.py.
 * Measured error at most 5 ulp, 0.8 on average (3.4 for 0 < x < 8, 0.5 on average).
 */
export function gamma(x: number): number {
  if (x > 0) return gammaPositive(x);
  if (x === Number.NEGATIVE_INFINITY) return Number.NaN;
  if (x === Math.floor(x)) return Number.POSITIVE_INFINITY;
  // Near 0 the reflection formula would underflow; Γ(3 + x) does not mind that 1 + x is rounded.
  if (x > -0.5) return gammaFromTwo(1 + x) / (x * (1 + x) * (2 + x));
  if (x < -170) return gammaSubnormal(x);
  return -Math.PI / (x * sinpi(x)) / gammaPositive(-x);
}
