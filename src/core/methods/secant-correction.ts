/** A fall of f below this part of f is too noisy to tell anything of curvature. */
const NOISE = 1e-9;
/** The part of the correction that is taken: the cubic through a long step overrates it. Found by trial on some sixty problems. */
const PART = 0.4;
/** The correction changes the curvature along s by no more than these parts of it. Found by trial on some 340 problems. */
const [LEAST, MOST] = [-0.3, 0.75];

/**
 * What to add to the curvature yᵀs of a pair, so that it is that at the end of the step and not its mean along the way: the cubic with
 * the values and slopes at both ends has yᵀs + 6(fₖ − fₖ₊₁) + 3(gₖ + gₖ₊₁)ᵀs there. To y itself belongs that part of s, over sᵀs.
 *
 * @param f, next - fₖ and fₖ₊₁.
 * @param slopes - (gₖ + gₖ₊₁)ᵀs.
 * @param sy - yᵀs, positive.
 * @see Zhang, Deng & Chen 1999, Journal of Optimization Theory and Applications 102(1):147–167
 */
export function secantCorrection(f: number, next: number, slopes: number, sy: number): number {
  const fall = f - next;
  if (!(fall > NOISE * Math.abs(f))) return 0;
  return Math.max(LEAST * sy, Math.min(MOST * sy, 6 * PART * fall + 3 * PART * slopes));
}
