import { swap } from './swap.ts';
import { solveUnitLower, solveUpper, whole } from './triangular.ts';

/** A matrix A as L·D·U with rows and columns in another order: A[rows[i], columns[j]] = (L·D·U)[i, j]. */
interface Decomposition {
  /** L below the diagonal, D on it, U above it; L and U have ones on theirs, and no entry beyond 1. Row-major. */
  readonly factors: Float64Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** +1 or −1, the sign of both permutations together. */
  readonly sign: number;
}

/** Gaussian elimination with complete pivoting (Golub & Van Loan 2013, section 3.4.8): the zeros of D come last. */
function decompose(a: Float64Array, n: number): Decomposition {
  const factors = a.slice(0, n * n);
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const columns = rows.slice();
  let sign = 1;
  let pivot = greatest(factors, 0, n * n);
  for (let k = 0; k < n; k++) {
    const [row, column] = [Math.floor(pivot / n), pivot % n];
    if (row !== k) {
      for (let j = 0; j < n; j++) swap(factors, k * n + j, row * n + j);
      swap(rows, k, row);
      sign = -sign;
    }
    if (column !== k) {
      for (let i = 0; i < n; i++) swap(factors, i * n + k, i * n + column);
      swap(columns, k, column);
      sign = -sign;
    }
    if (factors[k * n + k] === 0) break;
    pivot = eliminate(factors, n, k);
  }
  return { factors, rows, columns, sign };
}

/** The place of the greatest entry between two places. */
function greatest(entries: Float64Array, from: number, to: number): number {
  let [best, place] = [-1, from];
  for (let at = from; at < to; at++) {
    const size = Math.abs(entries[at] as number);
    if (size > best) [best, place] = [size, at];
  }
  return place;
}

/** Makes row and column k of the factors, and takes their product away from the rest; tells the place of the greatest entry of that. */
function eliminate(factors: Float64Array, n: number, k: number): number {
  const head = factors[k * n + k] as number;
  let best = -1;
  let place = (k + 1) * (n + 1);
  for (let i = k + 1; i < n; i++) {
    const ratio = (factors[i * n + k] as number) / head;
    factors[i * n + k] = ratio;
    for (let j = k + 1, at = i * n + j, from = k * n + j; j < n; j++, at++, from++) {
      const rest = (factors[at] as number) - ratio * (factors[from] as number);
      factors[at] = rest;
      const size = Math.abs(rest);
      if (size > best) {
        best = size;
        place = at;
      }
    }
  }
  for (let j = k + 1; j < n; j++) factors[k * n + j] = (factors[k * n + j] as number) / head;
  return place;
}

/**
 * The cofactors of an n×n matrix A, the derivative of det(A) by its entries, for regular and singular A alike; with a tangent T
 * their derivative along it. Both are polynomials in the entries, and continuous where A⁻¹ is not.
 *
 * The cofactors of a product are the product of the cofactors, so that of A = L·D·U only the diagonal D needs a formula: its
 * cofactors are Πⱼ≠ᵢ dⱼ on the diagonal. Along T they change by Σₖ≠ᵢ Tₖₖ Πⱼ≠ᵢ,ₖ dⱼ on the diagonal, and −Tⱼᵢ Πₘ≠ᵢ,ⱼ dₘ beside it.
 */
export function cofactorsInto(
  a: Float64Array,
  tangent: Float64Array | undefined,
  size: number,
  out: Float64Array,
): void {
  const n = whole(size);
  const { factors, rows, columns, sign } = decompose(a, n);
  const d = Float64Array.from({ length: n }, (_, i) => factors[i * n + i] as number);
  const upright = { data: factors, row: n, column: 1 };
  const transposed = { data: factors, row: 1, column: n };
  let inner = ofDiagonal(d);
  if (tangent) {
    // L⁻¹·T·U⁻¹.
    const t = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        t[i * n + j] = tangent[(rows[i] as number) * n + (columns[j] as number)] as number;
      }
    }
    solveUnitLower(upright, t, n, n);
    transpose(t, n);
    solveUnitLower(transposed, t, n, n);
    transpose(t, n);
    inner = changeOfDiagonal(d, t);
  }
  // L⁻ᵀ from the left, U⁻ᵀ from the right.
  solveUpper(transposed, inner, n, n, true);
  transpose(inner, n);
  solveUpper(upright, inner, n, n, true);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      out[(rows[i] as number) * n + (columns[j] as number)] = sign * (inner[j * n + i] as number);
    }
  }
}

function transpose(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) swap(matrix, i * n + j, j * n + i);
}

function ofDiagonal(d: Float64Array): Float64Array {
  const n = d.length;
  const result = new Float64Array(n * n);
  leavingOut(d, -1).forEach((product, i) => {
    result[i * n + i] = product;
  });
  return result;
}

function changeOfDiagonal(d: Float64Array, t: Float64Array): Float64Array {
  const n = d.length;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    leavingOut(d, i).forEach((product, k) => {
      if (k === i) return;
      result[i * n + i] = (result[i * n + i] as number) + (t[k * n + k] as number) * product;
      result[i * n + k] = -(t[k * n + i] as number) * product;
    });
  }
  return result;
}

/** For each k the product of all d but d[k] and d[fixed]. */
function leavingOut(d: Float64Array, fixed: number): Float64Array {
  const products = new Float64Array(d.length);
  let product = 1;
  d.forEach((value, k) => {
    products[k] = product;
    if (k !== fixed) product *= value;
  });
  product = 1;
  for (let k = d.length - 1; k >= 0; k--) {
    products[k] = (products[k] as number) * product;
    if (k !== fixed) product *= d[k] as number;
  }
  return products;
}
