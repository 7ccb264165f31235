/** Eigenvalues, and eigenvectors as the columns of a row-major n×n matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

const MOST_SWEEPS = 60;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, by cyclic Jacobi rotations: small eigenvalues of a positive
 * definite matrix come out to high relative accuracy. Takes some 10·n³ operations.
 *
 * Golub & Van Loan 2013, Matrix Computations, algorithms 8.5.1 and 8.5.3.
 *
 * @param matrix - n×n, row-major; only read.
 * @param checkpoint - Is called for every row of every sweep, and may throw to end a long computation.
 */
export function symmetricEigen(matrix: Float64Array, n: number, checkpoint?: () => void): SymmetricEigen {
  const a = matrix.slice();
  // The vectors as rows, so that a rotation runs along the memory.
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i++) rows[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++) {
      checkpoint?.();
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q]!;
        const [app, aqq] = [a[p * n + p]!, a[q * n + q]!];
        if (Math.abs(apq) <= 2 ** -53 * Math.sqrt(Math.abs(app)) * Math.sqrt(Math.abs(aqq))) continue;
        rotated = true;
        const tau = (aqq - app) / (2 * apq);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        turn(a, n, p, q, c, t * c);
        turn(rows, n, p, q, c, t * c);
        // Both columns follow from the rows by symmetry; where the two cross, exactly.
        for (let i = 0; i < n; i++) {
          a[i * n + p] = a[p * n + i]!;
          a[i * n + q] = a[q * n + i]!;
        }
        a[p * n + p] = app - t * apq;
        a[q * n + q] = aqq + t * apq;
        a[p * n + q] = 0;
        a[q * n + p] = 0;
      }
    }
    if (!rotated) break;
  }
  const vectors = rows.map((_, at) => rows[(at % n) * n + Math.floor(at / n)]!);
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors };
}

/** Rows p and q become c·p − s·q and s·p + c·q. */
function turn(m: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let i = p * n, j = q * n; i < (p + 1) * n; i++, j++) {
    const x = m[i]!;
    const y = m[j]!;
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  }
}
