/** The extents of a value: `[]` a scalar, `[n]` a vector, `[m, n]` a matrix of m rows, and so on; static and row-major. */
export type Shape = readonly number[];

/** The shape of every scalar. */
export const SCALAR: Shape = [];

/** The number of entries of a value of this shape; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const extent of shape) size *= extent;
  return size;
}

/** Whether two shapes have the same extents in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** The shape as people read it: "a number", "a vector of 3", "150×4". */
export function describeShape(shape: Shape): string {
  if (shape.length === 0) return 'a number';
  if (shape.length === 1) return `a vector of ${shape[0]}`;
  return shape.join('×');
}

/** The distance in the flat, row-major data between neighbours along each axis. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}
