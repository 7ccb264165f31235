import { sinpi } from './sinpi.ts';
import { stirlingExcess } from './stirling-excess.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** log Γ(1 + t) for −0.25 ≤ t ≤ 0.7; the zero at t = 0 is a factor. */
function nearOne(t: number): number {
  const top =
    -0.5772156649015329 +
    t *
      (-1.3826229078292318 +
        t *
          (-0.6712486680739582 +
            t *
              (0.8583584325561898 +
                t *
                  (1.1452403905987842 +
                    t *
                      (0.5164734399895393 +
                        t *
                          (0.10269975518041896 +
                            t * (0.008148143566603174 + t * 0.00016707891318208705)))))));
  const bottom =
    1.0 +
    t *
      (3.8202184648427915 +
        t *
          (5.912117409496928 +
            t *
              (4.7539205026651805 +
                t *
                  (2.117222922801477 +
                    t *
                      (0.5146248722119957 +
                        t *
                          (0.06262635748264758 + t * (0.003104864862466097 + t * 3.601515330376913e-5)))))));
  return (t * top) / bottom;
}

/** log Γ(2 + t) for −0.5 ≤ t ≤ 1; the zero at t = 0 is a factor. */
function nearTwo(t: number): number {
  const top =
    0.42278433509846713 +
    t *
      (1.0322392924250592 +
        t *
          (0.9416928598448896 +
            t *
              (0.4172589188705117 +
                t *
                  (0.09527665675843039 +
                    t * (0.010761708654598556 + t * (0.0005126144211989154 + t * 6.546169219546809e-6))))));
  const bottom =
    1.0 +
    t *
      (1.678804534788733 +
        t *
          (1.1062047574607787 +
            t *
              (0.36196916412627267 +
                t *
                  (0.061244858012688135 +
                    t * (0.005046343841908332 + t * (0.0001674204154721995 + t * 1.2994531242674538e-6))))));
  return (t * top) / bottom;
}

/** log Γ(x) for positive x. */
function lgammaPositive(x: number): number {
  if (x < 0.5) return nearOne(x) - Math.log(x);
  if (x < 0.75) return nearTwo(x - 1) - Math.log(x);
  // 0 and not −0 at 1.
  if (x < 1.7) return nearOne(x - 1) + 0;
  if (x <= 3) return nearTwo(x - 2);
  if (x < 8) {
    let product = 1;
    let factor = x - 1;
    for (; factor >= 3; factor -= 1) product *= factor;
    return Math.log(product * factor) + nearTwo(factor - 2);
  }
  // Beyond 2⁵⁸ all but the leading product is below the last bit, and x·log x may overflow where it must.
  if (x > 2 ** 58) return x * (Math.log(x) - 1);
  return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI - 0.5 + stirlingExcess(x));
}

/**
 * log|Γ(x)| for every real x.
 *
 * Infinity at the poles 0, −1, −2, … and at ±∞; NaN stays NaN. Measured error at most 3.4 ulp for x > 0, the
 * zeros at 1 and 2 included; for x < 0, where log|Γ| has zeros in every unit interval below −2, 6 ulp of the
 * larger of the two parts that are subtracted. Fractions about the zeros at 1 and 2 (our own, made by
 * test/oracles/special-fits.py), recurrence to 8, Stirling's series from there (Abramowitz & Stegun 1964,
 * 6.1.41), reflection for negative x.
 */
export function lgamma(x: number): number {
  if (x > 0) return lgammaPositive(x);
  if (x === Math.floor(x)) return Number.POSITIVE_INFINITY;
  if (x > -0.25) return nearOne(x) - Math.log(-x);
  return Math.log(Math.PI / Math.abs(x * sinpi(x))) - lgammaPositive(-x);
}
