import { swap } from './swap.ts';

/** The LU factors of a square matrix with partial pivoting (Golub & Van Loan 2013, algorithm 3.4.1). */
export interface Factors {
  /** L below the diagonal (unit diagonal), U on and above it; row-major. */
  readonly lu: Float64Array;
  /** Row i of the factors is row pivots[i] of the matrix. */
  readonly pivots: Int32Array;
  /** +1 or −1, the sign of the permutation. */
  readonly sign: number;
}

/** Factors the n×n matrix a; a singular one gets a zero on the diagonal. */
export function factor(a: Float64Array, n: number): Factors {
  const lu = a.slice(0, n * n);
  const pivots = Int32Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(lu[i * n + k] as number) > Math.abs(lu[pivot * n + k] as number)) pivot = i;
    }
    if (pivot !== k) {
      for (let j = 0; j < n; j++) swap(lu, k * n + j, pivot * n + j);
      swap(pivots, k, pivot);
      sign = -sign;
    }
    const head = lu[k * n + k] as number;
    if (head === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const ratio = (lu[i * n + k] as number) / head;
      lu[i * n + k] = ratio;
      if (ratio !== 0) {
        for (let j = k + 1; j < n; j++) {
          lu[i * n + j] = (lu[i * n + j] as number) - ratio * (lu[k * n + j] as number);
        }
      }
    }
  }
  return { lu, pivots, sign };
}

/** Solves A·X = B into out for an n×n matrix A and an n×m matrix B; NaN everywhere where A is singular. */
export function solveInto(
  a: Float64Array,
  right: Float64Array,
  n: number,
  m: number,
  out: Float64Array,
): void {
  const { lu, pivots } = factor(a, n);
  if (hasZeroPivot(lu, n)) {
    out.fill(Number.NaN);
    return;
  }
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < m; c++) {
      let sum = right[(pivots[i] as number) * m + c] as number;
      for (let j = 0; j < i; j++) sum -= (lu[i * n + j] as number) * (out[j * m + c] as number);
      out[i * m + c] = sum;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let c = 0; c < m; c++) {
      let sum = out[i * m + c] as number;
      for (let j = i + 1; j < n; j++) sum -= (lu[i * n + j] as number) * (out[j * m + c] as number);
      out[i * m + c] = sum / (lu[i * n + i] as number);
    }
  }
}

/** The determinant of an n×n matrix. */
export function determinant(a: Float64Array, n: number): number {
  const { lu, sign } = factor(a, n);
  let product = sign;
  for (let i = 0; i < n; i++) product *= lu[i * n + i] as number;
  return product;
}

/** Whether elimination finds a zero where it needs a pivot. */
export function isSingular(a: Float64Array, n: number): boolean {
  return hasZeroPivot(factor(a, n).lu, n);
}

function hasZeroPivot(lu: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) if (lu[i * n + i] === 0) return true;
  return false;
}
