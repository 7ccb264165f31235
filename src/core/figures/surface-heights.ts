import type { ContourSet } from '../sampling/contour-set.ts';
import type { Field } from '../sampling/field.ts';

/** How the values of f become heights, and in which band of the contour plot each lies. */
export interface SurfaceHeights {
  /** From 0 (the field's minimum) to 1 (its maximum); NaN where f has none. */
  height(f: number): number;
  /** Whole numbers on the level lines: band i begins at i. NaN where f has none. */
  band(f: number): number;
  /** Whether heights are in proportion to f; else every band is as high as every other. */
  readonly proportional: boolean;
}

/**
 * Heights for a surface over a contour plot: in proportion to f where its levels are spaced evenly; elsewhere every band
 * is as high as every other, or all of it but the steepest slope would be flat.
 */
export function surfaceHeights({ minimum, maximum }: Field, { levels, scale }: ContourSet): SurfaceHeights {
  const bounds = levels.map(({ value }) => value);
  const band = (f: number): number => {
    if (Number.isNaN(f)) return Number.NaN;
    const value = Math.min(Math.max(f, minimum), maximum);
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((bounds[middle] as number) <= value) low = middle;
      else high = middle - 1;
    }
    const from = bounds[low] ?? minimum;
    const to = bounds[low + 1] ?? maximum;
    return low + (to > from ? Math.min((value - from) / (to - from), 1) : 0);
  };
  const proportional = scale === 'linear' || bounds.length < 2;
  const span = maximum - minimum;
  return {
    band,
    proportional,
    height: (f) => {
      if (!proportional) return band(f) / bounds.length;
      if (Number.isNaN(f)) return Number.NaN;
      return span > 0 ? Math.min(Math.max((f - minimum) / span, 0), 1) : 0;
    },
  };
}
