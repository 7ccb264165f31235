import type { ContourSet } from '../sampling/contour-set.ts';
import type { Field } from '../sampling/field.ts';
import { monotoneCurve } from '../sampling/monotone-curve.ts';

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
  const knots = bounds.length > 0 ? [...bounds] : [minimum];
  if (maximum > (knots.at(-1) as number)) knots.push(maximum);
  // Straight from level to level, the surface would have an edge along every level line.
  const rise = monotoneCurve(
    knots,
    knots.map((_, level) => level),
  );
  const band = (f: number): number => (Number.isNaN(f) ? Number.NaN : rise(f));
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
