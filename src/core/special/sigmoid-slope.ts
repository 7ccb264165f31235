/** σ(x)·σ(−x), the derivative of the logistic function, from one exponential; even, and accurate in both tails. */
export function sigmoidSlope(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}
