/**
 * Colours the columns of a sparse matrix so that no row has two of the same colour: the columns of a colour can be had from
 * one product with the sum of their unit vectors (Curtis, Powell & Reid 1974, "On the estimation of sparse Jacobian
 * matrices", IMA Journal of Applied Mathematics 13(1):117-119). Greedy, in the order of the columns.
 *
 * @param rows - For each row the columns that are not zero.
 * @param columns - The number of columns.
 * @returns For each column its colour, counted from 0.
 */
export function colorColumns(rows: readonly (readonly number[])[], columns: number): Int32Array {
  const rowsOf: number[][] = Array.from({ length: columns }, () => []);
  rows.forEach((entries, row) => {
    for (const column of entries) rowsOf[column]?.push(row);
  });
  const colors = new Int32Array(columns).fill(-1);
  /** For each colour the last column that it was forbidden to. */
  const forbidden = new Int32Array(columns).fill(-1);
  for (let column = 0; column < columns; column++) {
    for (const row of rowsOf[column] as readonly number[]) {
      for (const other of rows[row] as readonly number[]) {
        const color = colors[other] as number;
        if (color >= 0) forbidden[color] = column;
      }
    }
    let color = 0;
    while (forbidden[color] === column) color++;
    colors[column] = color;
  }
  return colors;
}
