/** SR1's member of the class is taken no further than this beyond BFGS's: near it H becomes indefinite. Found by trial on some 260 problems. */
const MOST = 1.75;

/**
 * How far beyond BFGS's update of H a member of Broyden's class is taken: φ ≥ 0 of φ yᵀHy v vᵀ, v = s/yᵀs − Hy/yᵀHy, which is added. Where H is
 * too small along y, so that yᵀHy < yᵀs, it lies towards SR1's, which learns that sooner; elsewhere it is 0.
 *
 * @param sy - yᵀs, positive.
 * @param yHy - yᵀHy.
 * @see Zhang & Tewarson 1988, IMA Journal of Numerical Analysis 8(4):487–509
 */
export function preconvexPart(sy: number, yHy: number): number {
  return yHy < sy ? Math.min(MOST, yHy / (sy - yHy)) : 0;
}
