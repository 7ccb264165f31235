import type { CompiledObjective } from '../compile/compile-objective.ts';
import { sampleAt } from '../compile/field-function.ts';
import { type PlaneWindow, partsIn, pointAt } from './plane.ts';

/** What to sample: gradients on a grid over a window. */
export interface GradientFieldRequest {
  readonly window: PlaneWindow;
  /** At least 1 each. The places are the middles of so many equal cells. */
  readonly columns: number;
  readonly rows: number;
  /** A point of the plane, where that is one of two coordinates. */
  readonly base: readonly number[];
}

/** The parts of ∇f in the plane of a window, on a grid: cell (column i, row j) at 2·(j·columns + i), rows from the bottom. */
export interface GradientField {
  readonly window: PlaneWindow;
  readonly columns: number;
  readonly rows: number;
  /** Along the first direction, then along the second; may hold NaN and infinities. */
  readonly parts: Float64Array;
}

/** The gradients of f at the middles of the cells of a grid. */
export function sampleGradients(
  f: CompiledObjective,
  { window, columns, rows, base }: GradientFieldRequest,
): GradientField {
  const parts = new Float64Array(2 * columns * rows);
  const gradient = new Float64Array(f.size);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const [s, t] = cellMiddle({ window, columns, rows }, i, j);
      f.valueAndGradient(pointAt(window, base, s, t), gradient);
      parts.set(partsIn(window, gradient), 2 * (j * columns + i));
    }
  return { window, columns, rows, parts };
}

/** The middle of a cell in the plane's own coordinates. */
export function cellMiddle(
  { window, columns, rows }: Pick<GradientField, 'window' | 'columns' | 'rows'>,
  i: number,
  j: number,
): [s: number, t: number] {
  return [sampleAt(window.x, 2 * i + 1, 2 * columns + 1), sampleAt(window.y, 2 * j + 1, 2 * rows + 1)];
}
