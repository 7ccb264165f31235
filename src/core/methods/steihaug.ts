import { addScaled, dot, norm } from './vector.ts';

/** The vectors that conjugate gradients need. */
export interface SteihaugRoom {
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly product: Float64Array;
}

/** How far conjugate gradients go. */
export interface SteihaugLimits {
  /** No step is longer; infinite where it is not known: then the way along a direction d of negative curvature is that which |dᵀHd| asks for. */
  readonly radius: number;
  /** No step is longer where the radius is infinite. */
  readonly longest: number;
  /** How many times that way is gone. */
  readonly stride: number;
  /** They end where the residual g + Hp is shorter than this part of g. */
  readonly precision: number;
}

/**
 * A step p that makes gᵀp + ½ pᵀHp small among those no longer than the radius, by conjugate gradients that end at the border of the
 * region and where H curves downwards (Steihaug 1983; Nocedal & Wright 2006, algorithm 7.2). Costs a product with H an iteration.
 *
 * @param multiply - Writes Hv to out.
 * @param p - The step is written to it.
 * @returns gᵀp + ½ pᵀHp.
 */
export function steihaugStep(
  g: Float64Array,
  multiply: (v: Float64Array, out: Float64Array) => void,
  { radius, longest, stride, precision }: SteihaugLimits,
  room: SteihaugRoom,
  p: Float64Array,
): number {
  const { residual, direction, product } = room;
  const n = g.length;
  const known = Number.isFinite(radius);
  const bound = known ? radius : longest;
  const enough = precision * norm(g);
  p.fill(0);
  residual.set(g);
  for (let i = 0; i < n; i++) direction[i] = -(g[i] as number);
  let squared = dot(residual, residual);
  for (let iteration = 0; iteration < 2 * n && squared > 0; iteration++) {
    multiply(direction, product);
    const curvature = dot(direction, product);
    const alpha = squared / curvature;
    const ends = !(curvature > 0) || lengthAfter(p, alpha, direction) >= bound;
    let way = alpha;
    if (ends) {
      way = toBorder(p, direction, bound);
      if (!known) way = Math.min(way, stride * Math.abs(alpha));
    }
    addScaled(p, way, direction);
    addScaled(residual, way, product);
    if (ends) break;
    const next = dot(residual, residual);
    if (Math.sqrt(next) <= enough) break;
    for (let i = 0; i < n; i++)
      direction[i] = (next / squared) * (direction[i] as number) - (residual[i] as number);
    squared = next;
  }
  return 0.5 * (dot(g, p) + dot(residual, p));
}

function lengthAfter(p: Float64Array, alpha: number, d: Float64Array): number {
  return Math.sqrt(Math.max(0, dot(p, p) + 2 * alpha * dot(p, d) + alpha * alpha * dot(d, d)));
}

/** τ ≥ 0 with ‖p + τ d‖ = radius. */
function toBorder(p: Float64Array, d: Float64Array, radius: number): number {
  const [a, b, c] = [dot(d, d), dot(p, d), dot(p, p) - radius * radius];
  return (-b + Math.sqrt(Math.max(0, b * b - a * c))) / a;
}
