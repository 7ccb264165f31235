/**
 * The p that makes ‖r + Jp‖² + λ‖Dp‖² smallest, by Householder reflections of J over √λ D: squares of the condition are avoided
 * (Nocedal & Wright 2006, section 10.3).
 *
 * @param jacobian - m×n, column after column.
 * @param scales - The diagonal of D, positive.
 * @param damping - λ, positive.
 * @param p - The solution is written to it.
 * @param checkpoint - Is called for every column, and may throw to end a long computation.
 */
export function dampedLeastSquares(
  jacobian: Float64Array,
  residuals: Float64Array,
  scales: Float64Array,
  damping: number,
  p: Float64Array,
  checkpoint: () => void,
): void {
  const [m, n] = [residuals.length, p.length];
  const rows = m + n;
  const a = new Float64Array(rows * n);
  const right = new Float64Array(rows);
  for (let i = 0; i < m; i++) right[i] = -(residuals[i] as number);
  for (let j = 0; j < n; j++) {
    a.set(jacobian.subarray(j * m, (j + 1) * m), j * rows);
    a[j * rows + m + j] = Math.sqrt(damping) * (scales[j] as number);
  }
  for (let j = 0; j < n; j++) {
    checkpoint();
    reflect(a, right, rows, n, j);
  }
  for (let j = n - 1; j >= 0; j--) {
    let sum = right[j] as number;
    for (let k = j + 1; k < n; k++) sum -= (a[k * rows + j] as number) * (p[k] as number);
    p[j] = sum / (a[j * rows + j] as number);
  }
}

/** Makes column j zero below the diagonal, and applies the same reflection to what is on its right. */
function reflect(a: Float64Array, right: Float64Array, rows: number, n: number, j: number): void {
  const own = a.subarray(j * rows, (j + 1) * rows);
  let squared = 0;
  for (let i = j; i < rows; i++) squared += (own[i] as number) ** 2;
  const head = own[j] as number;
  const target = head > 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
  // v = column − target·e, scaled so that the reflection is I − v vᵀ / (−target v₀).
  const lead = head - target;
  const divisor = -target * lead;
  if (divisor === 0) return;
  const apply = (column: Float64Array) => {
    let sum = lead * (column[j] as number);
    for (let i = j + 1; i < rows; i++) sum += (own[i] as number) * (column[i] as number);
    const factor = sum / divisor;
    column[j] = (column[j] as number) - factor * lead;
    for (let i = j + 1; i < rows; i++) column[i] = (column[i] as number) - factor * (own[i] as number);
  };
  for (let k = j + 1; k < n; k++) apply(a.subarray(k * rows, (k + 1) * rows));
  apply(right);
  own[j] = target;
}
