import type { PlaneWindow } from './plane.ts';

/** What to sample: f over a window; where that is one of two coordinates, all other entries of x are held at a base point. */
export interface FieldRequest {
  readonly window: PlaneWindow;
  /** Samples along x and y; at least 2 each. The outermost samples lie on the window's border. */
  readonly columns: number;
  readonly rows: number;
  /** The flat x whose entries outside the window's coordinates are used. */
  readonly base: readonly number[];
}

/** f on a grid: sample (column i, row j) is values[j·columns + i], rows from the window's bottom to its top. */
export interface Field {
  readonly window: PlaneWindow;
  readonly columns: number;
  readonly rows: number;
  /** May hold NaN and infinities, where f has no finite value. */
  readonly values: Float64Array;
  /** The smallest and greatest finite value; NaN where there is none. */
  readonly minimum: number;
  readonly maximum: number;
}

/** The smallest and greatest finite entry; NaN where there is none. */
export function fieldExtremes(values: Float64Array): Pick<Field, 'minimum' | 'maximum'> {
  let [minimum, maximum] = [Number.NaN, Number.NaN];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (!(value >= minimum)) minimum = value;
    if (!(value <= maximum)) maximum = value;
  }
  return { minimum, maximum };
}
