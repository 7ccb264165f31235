import type { Field } from './field.ts';

/** f between four samples, linearly in both directions; NaN outside the field. */
export function valueAt({ window, columns, rows, values }: Field, x: number, y: number): number {
  const column = ((x - window.x[0]) / (window.x[1] - window.x[0])) * (columns - 1);
  const row = ((y - window.y[0]) / (window.y[1] - window.y[0])) * (rows - 1);
  if (!(column >= 0 && row >= 0 && column <= columns - 1 && row <= rows - 1)) return Number.NaN;
  const i = Math.min(Math.floor(column), columns - 2);
  const j = Math.min(Math.floor(row), rows - 2);
  const at = (di: number, dj: number) => values[(j + dj) * columns + i + di] as number;
  const low = at(0, 0) + (column - i) * (at(1, 0) - at(0, 0));
  const high = at(0, 1) + (column - i) * (at(1, 1) - at(0, 1));
  return low + (row - j) * (high - low);
}
