/**
 * The nearest whole number, halves away from zero as in mathjs (Math.round goes up): round(−2.5) = −3.
 *
 * Exact for every double: no ½ is added, which would lift 0.49999999999999994 to 1. Keeps −0, ±∞ and NaN.
 */
export function round(x: number): number {
  const whole = Math.trunc(x);
  const rest = x - whole;
  if (rest >= 0.5) return whole + 1;
  if (rest <= -0.5) return whole - 1;
  return whole;
}
