import { swap } from './swap.ts';
import { solveUnitLower, solveUpper, subtractRows, TOGETHER, whole } from './triangular.ts';

/** The LU factors of a square matrix with partial pivoting (Golub & Van Loan 2013, algorithm 3.4.1). */
export interface Factors {
  /** L below the diagonal (unit diagonal), U on and above it; row-major. */
  readonly lu: Float64Array;
  /** Row i of the factors is row pivots[i] of the matrix. */
  readonly pivots: Int32Array;
  /** +1 or −1, the sign of the permutation. */
  readonly sign: number;
}

/** Factors the n×n matrix a, some columns at a time; a singular one gets a zero on the diagonal. */
export function factor(a: Float64Array, size: number): Factors {
  const n = whole(size);
  const lu = a.slice(0, n * n);
  const pivots = Int32Array.from({ length: n }, (_, i) => i);
  const entries = { data: lu, row: n, column: 1 };
  let sign = 1;
  for (let first = 0; first < n; first += TOGETHER) {
    const behind = Math.min(n, first + TOGETHER);
    const from = first * n + behind;
    const columns = n - behind;
    for (let k = first; k < behind; k++) {
      const pivot = pivotRow(lu, n, k);
      if (pivot !== k) {
        for (let j = 0; j < n; j++) swap(lu, k * n + j, pivot * n + j);
        swap(pivots, k, pivot);
        sign = -sign;
      }
      eliminate(lu, n, k, behind);
      subtractRows(lu, k * n + behind, from, n, columns, k - first, false, entries, k * n + first);
    }
    for (let i = behind; i < n; i += 2) {
      subtractRows(lu, i * n + behind, from, n, columns, behind - first, i + 1 < n, entries, i * n + first);
    }
  }
  return { lu, pivots, sign };
}

/** The row from k on with the greatest entry in column k. */
function pivotRow(lu: Float64Array, n: number, k: number): number {
  let pivot = k;
  for (let i = k + 1; i < n; i++) {
    if (Math.abs(lu[i * n + k] as number) > Math.abs(lu[pivot * n + k] as number)) pivot = i;
  }
  return pivot;
}

/** Makes column k of L, and takes multiples of row k away from the rows below it, in the columns before `behind`. */
function eliminate(lu: Float64Array, n: number, k: number, behind: number): void {
  const head = lu[k * n + k] as number;
  if (head === 0) return;
  for (let i = k + 1; i < n; i++) {
    const ratio = (lu[i * n + k] as number) / head;
    lu[i * n + k] = ratio;
    for (let j = k + 1; j < behind; j++) {
      lu[i * n + j] = (lu[i * n + j] as number) - ratio * (lu[k * n + j] as number);
    }
  }
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
    const from = (pivots[i] as number) * m;
    for (let c = 0; c < m; c++) out[i * m + c] = right[from + c] as number;
  }
  const entries = { data: lu, row: n, column: 1 };
  solveUnitLower(entries, out, n, m);
  solveUpper(entries, out, n, m, false);
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
