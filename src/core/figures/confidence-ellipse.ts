/** An ellipse around a point. */
export interface Ellipse {
  readonly center: readonly [x: number, y: number];
  /** The half axes, the longer first. */
  readonly radii: readonly [number, number];
  /** From the x axis to the longer half axis, in radians, counted against the clock. */
  readonly angle: number;
}

/** −2·log(1 − 0.95): the 95 % quantile of χ² with two degrees of freedom. */
const CHI_SQUARED_95 = -2 * Math.log(0.05);

/**
 * The ellipse that holds 95 % of a normal distribution: (p − center)ᵀ C⁻¹ (p − center) = χ²₂(0.95).
 *
 * @param center - Its mean.
 * @param covariance - C, [var x, cov xy, var y].
 */
export function confidenceEllipse(
  center: readonly [x: number, y: number],
  [xx, xy, yy]: readonly [number, number, number],
): Ellipse {
  const middle = (xx + yy) / 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  const radius = (variance: number) => Math.sqrt(CHI_SQUARED_95 * Math.max(0, variance));
  return {
    center,
    radii: [radius(middle + half), radius(middle - half)],
    angle: Math.atan2(2 * xy, xx - yy) / 2,
  };
}
