/** 1 − x² as (1 − x)(1 + x), accurate near ±1. */
export function oneMinusSquare(x: number): number {
  return (1 - x) * (1 + x);
}
