/** One level of a contour plot, in the window's own coordinates (data units, not pixels). */
export interface ContourLevel {
  readonly value: number;
  /** The region f ≥ value as closed rings for filling (even-odd), each flat: x₀, y₀, x₁, y₁ … */
  readonly rings: readonly Float64Array[];
  /** The level line itself for stroking, without the parts that run along the border; flat as above. */
  readonly lines: readonly Float64Array[];
}

/** The contour lines of a field, from the lowest level to the highest. */
export interface ContourSet {
  readonly levels: readonly ContourLevel[];
  /** How the levels were spaced. */
  readonly scale: 'linear' | 'logarithmic' | 'quantile';
}
