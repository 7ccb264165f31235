import { swap } from './swap.ts';

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
  const at = (i: number, j: number) => factors[i * n + j] as number;
  for (let k = 0; k < n; k++) {
    let [row, column] = [k, k];
    for (let i = k; i < n; i++) {
      for (let j = k; j < n; j++) if (Math.abs(at(i, j)) > Math.abs(at(row, column))) [row, column] = [i, j];
    }
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
    const head = at(k, k);
    if (head === 0) break;
    for (let i = k + 1; i < n; i++) {
      const ratio = at(i, k) / head;
      factors[i * n + k] = ratio;
      for (let j = k + 1; j < n; j++) factors[i * n + j] = at(i, j) - ratio * at(k, j);
    }
    for (let j = k + 1; j < n; j++) factors[k * n + j] = at(k, j) / head;
  }
  return { factors, rows, columns, sign };
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
  n: number,
  out: Float64Array,
): void {
  const { factors, rows, columns, sign } = decompose(a, n);
  const d = Float64Array.from({ length: n }, (_, i) => factors[i * n + i] as number);
  const inner = tangent ? changeOfDiagonal(d, intoFactors(tangent)) : ofDiagonal(d);
  // L⁻ᵀ from the left, U⁻ᵀ from the right.
  for (let i = n - 2; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) addRow(inner, i, k, -(factors[k * n + i] as number));
  }
  for (let j = n - 2; j >= 0; j--) {
    for (let k = j + 1; k < n; k++) addColumn(inner, j, k, -(factors[j * n + k] as number));
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      out[(rows[i] as number) * n + (columns[j] as number)] = sign * (inner[i * n + j] as number);
    }
  }

  /** L⁻¹·T·U⁻¹. */
  function intoFactors(t: Float64Array): Float64Array {
    const result = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        result[i * n + j] = t[(rows[i] as number) * n + (columns[j] as number)] as number;
      }
    }
    for (let i = 1; i < n; i++) {
      for (let k = 0; k < i; k++) addRow(result, i, k, -(factors[i * n + k] as number));
    }
    for (let j = 1; j < n; j++) {
      for (let k = 0; k < j; k++) addColumn(result, j, k, -(factors[k * n + j] as number));
    }
    return result;
  }

  function addRow(matrix: Float64Array, to: number, from: number, factor: number): void {
    if (factor === 0) return;
    for (let j = 0; j < n; j++) {
      matrix[to * n + j] = (matrix[to * n + j] as number) + factor * (matrix[from * n + j] as number);
    }
  }

  function addColumn(matrix: Float64Array, to: number, from: number, factor: number): void {
    if (factor === 0) return;
    for (let i = 0; i < n; i++) {
      matrix[i * n + to] = (matrix[i * n + to] as number) + factor * (matrix[i * n + from] as number);
    }
  }
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
