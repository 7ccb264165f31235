import { type Shape, sizeOf } from './shape.ts';

/** Sums of constants, of all or along an axis, with what rounding takes from them (Neumaier 1974). */
export function sumConstant(data: Float64Array, shape: Shape, axis: number | undefined): Float64Array {
  const extent = axis === undefined ? data.length : (shape[axis] as number);
  const inner = axis === undefined ? 1 : sizeOf(shape.slice(axis + 1));
  const out = new Float64Array(axis === undefined ? 1 : sizeOf(shape.filter((_, i) => i !== axis)));
  for (let i = 0; i < out.length; i++) {
    const first = Math.floor(i / inner) * inner * extent + (i % inner);
    let sum = 0;
    let lost = 0;
    for (let j = 0; j < extent; j++) {
      const term = data[first + j * inner] as number;
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
    // Infinity − Infinity is lost, not the sum.
    out[i] = Number.isFinite(lost) ? sum + lost : sum;
  }
  return out;
}
