import { factor, solveFactored } from './linear/cholesky.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { norm } from './vector.ts';

/** How near to the radius the length of a step on the border must be. */
const BORDER = 0.05;
const MOST_ITERATIONS = 60;

/**
 * The step p that makes gᵀp + ½ pᵀHp smallest among those no longer than the radius, to a few per cent of the radius: Newton's where
 * H is positive definite and it is short enough, else −(H + λI)⁻¹g with λ from the eigenvalues, and in the hard case a part along the
 * direction of least curvature (Moré & Sorensen 1983).
 *
 * @param factored - A buffer of n×n numbers.
 * @param radius - May be infinite if H is positive definite.
 * @param fallback - The radius where it is infinite and H is not positive definite.
 * @param p - The step is written to it.
 */
export function denseTrustStep(
  g: Float64Array,
  hessian: Float64Array,
  factored: Float64Array,
  radius: number,
  fallback: number,
  p: Float64Array,
): void {
  const n = g.length;
  if (factor(hessian, n, factored)) {
    for (let i = 0; i < n; i++) p[i] = -(g[i] as number);
    solveFactored(factored, n, p);
    if (norm(p) <= radius) return;
  }
  borderStep(g, hessian, Number.isFinite(radius) ? radius : fallback, p);
}

function borderStep(g: Float64Array, hessian: Float64Array, radius: number, p: Float64Array): void {
  const n = g.length;
  const { values, vectors } = symmetricEigen(hessian, n);
  const least = values.indexOf(Math.min(...values));
  const lowest = values[least] as number;
  const parts = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (vectors[j * n + i] as number) * (g[j] as number);
    parts[i] = sum;
  }
  const greatest = Math.max(...values.map(Math.abs));
  // Just above −λ₁, but not below 0, the shifted Hessian is positive definite; the step is longest there.
  let low = lowest > 0 ? 0 : 1e-14 * greatest - lowest + Number.MIN_VALUE;
  let rest = 0;
  let shift = low;
  if (lengthAt(parts, values, low) > radius) {
    let high = Math.max(2 * low, norm(g) / radius - lowest);
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
  } else if (lowest < 0 || norm(g) === 0) {
    rest = Math.sqrt(Math.max(0, radius ** 2 - lengthAt(parts, values, shift) ** 2));
    if ((parts[least] as number) > 0) rest = -rest;
  }
  p.fill(0);
  for (let i = 0; i < n; i++) {
    const along = -(parts[i] as number) / ((values[i] as number) + shift) + (i === least ? rest : 0);
    for (let j = 0; j < n; j++) p[j] = (p[j] as number) + along * (vectors[j * n + i] as number);
  }
}

/** ‖(H + λI)⁻¹ g‖. */
function lengthAt(parts: Float64Array, values: Float64Array, shift: number): number {
  return norm(parts.map((part, i) => part / ((values[i] as number) + shift)));
}

/** gᵀ(H + λI)⁻³g. */
function bendAt(parts: Float64Array, values: Float64Array, shift: number): number {
  return parts.reduce((sum, part, i) => sum + part ** 2 / ((values[i] as number) + shift) ** 3, 0);
}
