import { factor, solveFactored } from './linear/cholesky.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { norm } from './vector.ts';

/** How near to the radius the length of a step on the border must be. */
const BORDER = 0.05;
const MOST_ITERATIONS = 60;
/** Eigenvalues below this part of the greatest are lost in rounding. */
const NEGLIGIBLE = 1e-14;

/** How far a step in a trust region may go. */
export interface TrustLimits {
  /** No step is longer; infinite where it is not known. */
  readonly radius: number;
  /** No step is longer where the radius is infinite and H is not positive definite, … */
  readonly longest: number;
  /** … nor than so many times what the curvatures' sizes ask for. */
  readonly stride: number;
}

/**
 * The step p that makes gᵀp + ½ pᵀHp smallest among those no longer than the radius, to a few per cent of the radius: Newton's where
 * H is positive definite and it is short enough, else −(H + λI)⁻¹g with λ from the eigenvalues, and in the hard case a part along the
 * direction of least curvature (Moré & Sorensen 1983). Where H is not positive definite and no radius is known, the eigenvalues tell how
 * far to go: along −|H|⁻¹g (Gill, Murray & Wright 1981, Practical Optimization, section 4.4.2.1).
 *
 * @param factored - A buffer of n×n numbers.
 * @param limits - How far the step may go.
 * @param p - The step is written to it.
 */
export function denseTrustStep(
  g: Float64Array,
  hessian: Float64Array,
  factored: Float64Array,
  { radius, longest, stride }: TrustLimits,
  p: Float64Array,
): void {
  const n = g.length;
  if (factor(hessian, n, factored)) {
    for (let i = 0; i < n; i++) p[i] = -(g[i] as number);
    solveFactored(factored, n, p);
    if (norm(p) <= radius) return;
  }
  const eigen = symmetricEigen(hessian, n);
  const parts = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (eigen.vectors[j * n + i] as number) * (g[j] as number);
    parts[i] = sum;
  }
  const bound = Number.isFinite(radius) ? radius : longest;
  const own = Number.isFinite(radius) ? undefined : upright(parts, eigen.values, stride, bound);
  const along = own ?? borderStep(parts, eigen.values, bound);
  p.fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      p[j] = (p[j] as number) + (along[i] as number) * (eigen.vectors[j * n + i] as number);
    }
  }
}

/** A multiple of −|H|⁻¹g in the basis of the eigenvectors, cut to a length: as if curvatures were upwards. Undefined where g or H is 0. */
function upright(
  parts: Float64Array,
  values: Float64Array,
  stride: number,
  longest: number,
): Float64Array | undefined {
  const least = NEGLIGIBLE * greatestOf(values);
  const step = parts.map((part, i) => -part / Math.max(Math.abs(values[i] as number), least));
  const length = norm(step);
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) return undefined;
  const part = Math.min(stride, longest / length);
  return step.map((entry) => part * entry);
}

function greatestOf(values: Float64Array): number {
  return Math.max(...values.map(Math.abs));
}

/** The minimizer of the model among the steps no longer than the radius, in the basis of the eigenvectors. */
function borderStep(parts: Float64Array, values: Float64Array, radius: number): Float64Array {
  const least = values.indexOf(Math.min(...values));
  const lowest = values[least] as number;
  const slope = norm(parts);
  // Just above −λ₁, but not below 0, the shifted Hessian is positive definite; the step is longest there.
  let low = lowest > 0 ? 0 : NEGLIGIBLE * greatestOf(values) - lowest + Number.MIN_VALUE;
  let rest = 0;
  let shift = low;
  if (lengthAt(parts, values, low) > radius) {
    let high = Math.max(2 * low, slope / radius - lowest);
    shift = Math.min(Math.max(low, 1e-3 * high), high);
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const length = lengthAt(parts, values, shift);
      if (Math.abs(length - radius) <= BORDER * radius) break;
      if (length > radius) low = shift;
      else high = shift;
      const newton = shift + (length / radius - 1) * (length ** 2 / bendAt(parts, values, shift));
      shift =
        newton > low && newton < high ? newton : Math.sqrt(Math.max(low, 1e-6 * high)) * Math.sqrt(high);
    }
  } else if (lowest < 0 || slope === 0) {
    rest = Math.sqrt(Math.max(0, radius ** 2 - lengthAt(parts, values, shift) ** 2));
    if ((parts[least] as number) > 0) rest = -rest;
  }
  return parts.map((part, i) => -part / ((values[i] as number) + shift) + (i === least ? rest : 0));
}

/** ‖(H + λI)⁻¹ g‖. */
function lengthAt(parts: Float64Array, values: Float64Array, shift: number): number {
  return norm(parts.map((part, i) => part / ((values[i] as number) + shift)));
}

/** gᵀ(H + λI)⁻³g. */
function bendAt(parts: Float64Array, values: Float64Array, shift: number): number {
  return parts.reduce((sum, part, i) => sum + part ** 2 / ((values[i] as number) + shift) ** 3, 0);
}
