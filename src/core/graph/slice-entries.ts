import { type Shape, sizeOf } from './shape.ts';

/** The entries start + step·(i, j …) of an array of shape `from`, row-major, as an array of shape `shape`. */
export function sliceEntries(
  data: Float64Array,
  from: Shape,
  start: readonly number[],
  step: readonly number[],
  shape: Shape,
): Float64Array {
  const out = new Float64Array(sizeOf(shape));
  for (let flat = 0; flat < out.length; flat++) {
    let rest = flat;
    let at = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const extent = shape[axis] as number;
      at += ((start[axis] as number) + (step[axis] as number) * (rest % extent)) * stride;
      rest = Math.floor(rest / extent);
      stride *= from[axis] as number;
    }
    out[flat] = data[at] as number;
  }
  return out;
}
