/** A pivot below this part of its own diagonal entry is rounding alone; so the units of the variables do not matter. */
const SMALLEST_PIVOT = 1e-14;

/**
 * Factors a symmetric matrix A = L Lᵀ; writes L to the lower triangle of `out` (row-major, n×n).
 *
 * @returns Whether A is positive definite, safely.
 */
export function factor(a: Float64Array, n: number, out: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (out[i * n + k] as number) * (out[j * n + k] as number);
      if (i > j) out[i * n + j] = sum / (out[j * n + j] as number);
      else if (sum > SMALLEST_PIVOT * Math.abs(a[i * n + i] as number)) out[i * n + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L Lᵀ x = b in place. */
export function solveFactored(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= (l[i * n + k] as number) * (b[k] as number);
    b[i] = sum / (l[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let k = i + 1; k < n; k++) sum -= (l[k * n + i] as number) * (b[k] as number);
    b[i] = sum / (l[i * n + i] as number);
  }
}
