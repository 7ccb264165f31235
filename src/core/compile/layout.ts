import { type Shape, stridesOf } from '../graph/shape.ts';

/** How the entries of one array are visited in the row-major order of another: place = base + Σ index·stride. */
export interface Layout {
  readonly base: number;
  readonly strides: readonly number[];
}

/** Reads a value as if it were repeated to a shape: stride 0 along repeated axes. */
export function broadcastLayout(from: Shape, to: Shape): Layout {
  const strides = stridesOf(from);
  const lead = to.length - from.length;
  return {
    base: 0,
    strides: to.map((_, axis) =>
      axis < lead || from[axis - lead] === 1 ? 0 : (strides[axis - lead] as number),
    ),
  };
}

/** Reads the entries start + step·index of an array of shape `whole`. */
export function sliceLayout(whole: Shape, start: readonly number[], step: readonly number[]): Layout {
  const strides = stridesOf(whole);
  return {
    base: strides.reduce((sum, stride, axis) => sum + stride * (start[axis] as number), 0),
    strides: strides.map((stride, axis) => stride * (step[axis] as number)),
  };
}

/** Reads an array with its axes in another order. */
export function permuteLayout(from: Shape, order: readonly number[]): Layout {
  const strides = stridesOf(from);
  return { base: 0, strides: order.map((axis) => strides[axis] as number) };
}

/** The place of each entry of a value of that shape, row-major. */
export function placesOf(shape: Shape, { base, strides }: Layout): Int32Array {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const places = new Int32Array(size);
  let filled = size > 0 ? 1 : 0;
  places[0] = base;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis] as number;
    const stride = strides[axis] as number;
    for (let i = 1; i < extent; i++) {
      for (let j = 0; j < filled; j++) places[i * filled + j] = (places[j] as number) + i * stride;
    }
    filled *= extent;
  }
  return places;
}
