import { addScaled, allFinite, dot, norm } from './vector.ts';

/** Below this part of the sizes met, what a product adds is rounding: the space holds all that H makes of g. */
const NEGLIGIBLE = 1e-14;

/**
 * The Hessian H as far as products with it are needed for Newton's step −H⁻¹g: Lanczos' tridiagonal matrix on the space of g, Hg, H²g …, and elsewhere
 * a multiple of the identity, to which no step from g leads. It ends where H is positive definite so far and Newton's step leaves less of g than asked, or
 * where the space has all that belongs to g: after one product where g is an eigenvector, as on round and many symmetric functions, and after n at most.
 * As in GLTR (Gould, Lucidi, Roma & Toint 1999, SIAM Journal on Optimization 9(2):504–525), with all directions kept and made orthogonal.
 *
 * @param g - The gradient, not 0.
 * @param multiply - Writes Hv to out.
 * @param precision - The part of g that may be left.
 * @param hessian - n×n numbers, which are written; not finite where a product is not.
 */
export function krylovHessian(
  g: Float64Array,
  multiply: (v: Float64Array, out: Float64Array) => void,
  precision: number,
  hessian: Float64Array,
): void {
  const n = g.length;
  const basis: Float64Array[] = [];
  const products: Float64Array[] = [];
  let next = g;
  let [pivot, last, before, scale] = [1, 1, 0, 0];
  let positive = true;
  while (basis.length < n) {
    const length = norm(next);
    const q = next.map((entry) => entry / length);
    const product = new Float64Array(n);
    multiply(q, product);
    basis.push(q);
    products.push(product);
    if (!allFinite(product)) break;
    const rest = product.slice();
    // Twice is enough (Parlett 1998, The Symmetric Eigenvalue Problem, section 6.9).
    for (const each of [...basis, ...basis]) addScaled(rest, -dot(each, rest), each);
    // The pivots of the tridiagonal matrix, and the last entry of its solution for the first unit vector.
    const factor = before / pivot;
    pivot = dot(q, product) - factor * before;
    last *= basis.length > 1 ? -factor : 1;
    positive &&= pivot > 0;
    before = norm(rest);
    scale = Math.max(scale, norm(product));
    if (before <= NEGLIGIBLE * scale || (positive && before * Math.abs(last / pivot) <= precision)) break;
    next = rest;
  }
  assemble(basis, products, scale, hessian);
}

/** Q(QᵀHQ)Qᵀ + σ(I − QQᵀ), made symmetric, by a basis Q and the products HQ. */
function assemble(
  basis: readonly Float64Array[],
  products: readonly Float64Array[],
  scale: number,
  hessian: Float64Array,
): void {
  const n = (basis[0] as Float64Array).length;
  hessian.fill(0);
  for (let i = 0; i < n; i++) hessian[i * n + i] = scale;
  basis.forEach((q, m) => {
    const product = products[m] as Float64Array;
    // What of a product lies outside of the space belongs to no step.
    const inside = basis.length === n ? product.slice() : new Float64Array(n);
    if (basis.length < n) for (const each of basis) addScaled(inside, dot(each, product), each);
    addScaled(inside, -scale, q);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [left, right] = [
          (inside[i] as number) * (q[j] as number),
          (inside[j] as number) * (q[i] as number),
        ];
        hessian[i * n + j] = (hessian[i * n + j] as number) + (left + right) / 2;
      }
    }
  });
}
