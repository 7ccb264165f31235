/** log cosh x, without overflow for large x, and accurate relative to itself near 0, where it is x²/2. */
export function logcosh(x: number): number {
  const a = Math.abs(x);
  if (a >= 1) return a + Math.log1p(Math.exp(-2 * a)) - Math.LN2;
  const half = Math.sinh(0.5 * x);
  return Math.log1p(2 * half * half);
}
