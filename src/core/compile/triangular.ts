/** A matrix within an array, or its transpose: entry (i, k) stands at i·row + k·column. */
export interface Entries {
  readonly data: Float64Array;
  readonly row: number;
  readonly column: number;
}

/** As many rows are taken away from another at a time, which then is read and written once for all of them. */
export const TOGETHER = 4;

/**
 * A count as a whole number in V8's eyes, too: one that came out of a division is a floating-point number to it, and indices made of such take
 * twice as long.
 */
export function whole(count: number): number {
  return count | 0;
}

/** Solves L·X = B in place for a lower triangle L with ones on its diagonal; x holds B, then X, row-major. */
export function solveUnitLower(l: Entries, x: Float64Array, rows: number, columns: number): void {
  const { row, column } = l;
  const [n, m] = [whole(rows), whole(columns)];
  for (let i = 0; i < n; i += 2) {
    const pair = i + 1 < n;
    subtractRows(x, i * m, 0, m, m, i, pair, l, i * row);
    if (pair) subtractRows(x, (i + 1) * m, i * m, m, m, 1, false, l, (i + 1) * row + i * column);
  }
}

/** Solves U·X = B in place for an upper triangle U, or one that has ones on its diagonal in place of its own entries there. */
export function solveUpper(u: Entries, x: Float64Array, rows: number, columns: number, unit: boolean): void {
  const { data, row, column } = u;
  const [n, m] = [whole(rows), whole(columns)];
  const divide = (i: number) => {
    const head = data[i * (row + column)] as number;
    for (let at = i * m; !unit && at < (i + 1) * m; at++) x[at] = (x[at] as number) / head;
  };
  for (let i = n - 1; i >= 0; i -= 2) {
    const first = Math.max(i - 1, 0);
    subtractRows(x, first * m, (i + 1) * m, m, m, n - 1 - i, first < i, u, first * row + (i + 1) * column);
    divide(i);
    if (first === i) continue;
    subtractRows(x, first * m, i * m, m, m, 1, false, u, first * row + i * column);
    divide(first);
  }
}

/**
 * Takes multiples of rows away: x[to + j] −= Σₗ fₗ·x[from + l·stride + j] for j < columns and l < count, in ascending order of l.
 *
 * @param pair - Whether the row after it, a stride further, loses its own multiples at the same time.
 * @param factors - fₗ is its entry at + l·column; for the second one of a pair a row further.
 */
export function subtractRows(
  x: Float64Array,
  to: number,
  from: number,
  stride: number,
  columns: number,
  count: number,
  pair: boolean,
  factors: Entries,
  at: number,
): void {
  const { data, row, column } = factors;
  let [l, f, s] = [0, at, from];
  for (; l + TOGETHER <= count; l += TOGETHER, f += TOGETHER * column, s += TOGETHER * stride) {
    if (pair) subtractFourFromTwo(x, to, s, stride, columns, data, f, column, f + row);
    else subtractFour(x, to, s, stride, columns, data, f, column);
  }
  for (; l < count; l++, f += column, s += stride) {
    subtractOne(x, to, s, columns, data[f] as number);
    if (pair) subtractOne(x, to + stride, s, columns, data[f + row] as number);
  }
}

function subtractOne(x: Float64Array, to: number, s: number, columns: number, f: number): void {
  if (f === 0) return;
  for (let j = 0; j < columns; j++) x[to + j] = (x[to + j] as number) - f * (x[s + j] as number);
}

function subtractFour(
  x: Float64Array,
  to: number,
  first: number,
  stride: number,
  columns: number,
  data: Float64Array,
  at: number,
  column: number,
): void {
  const a = data[at] as number;
  const b = data[at + column] as number;
  const c = data[at + 2 * column] as number;
  const d = data[at + 3 * column] as number;
  if (a === 0 && b === 0 && c === 0 && d === 0) return;
  const [second, third, fourth] = [first + stride, first + 2 * stride, first + 3 * stride];
  for (let j = 0; j < columns; j++) {
    x[to + j] =
      (x[to + j] as number) -
      a * (x[first + j] as number) -
      b * (x[second + j] as number) -
      c * (x[third + j] as number) -
      d * (x[fourth + j] as number);
  }
}

function subtractFourFromTwo(
  x: Float64Array,
  to: number,
  first: number,
  stride: number,
  columns: number,
  data: Float64Array,
  at: number,
  column: number,
  next: number,
): void {
  const a = data[at] as number;
  const b = data[at + column] as number;
  const c = data[at + 2 * column] as number;
  const d = data[at + 3 * column] as number;
  const p = data[next] as number;
  const q = data[next + column] as number;
  const r = data[next + 2 * column] as number;
  const s = data[next + 3 * column] as number;
  const [second, third, fourth] = [first + stride, first + 2 * stride, first + 3 * stride];
  const other = to + stride;
  for (let j = 0; j < columns; j++) {
    const u = x[first + j] as number;
    const v = x[second + j] as number;
    const w = x[third + j] as number;
    const y = x[fourth + j] as number;
    x[to + j] = (x[to + j] as number) - a * u - b * v - c * w - d * y;
    x[other + j] = (x[other + j] as number) - p * u - q * v - r * w - s * y;
  }
}
