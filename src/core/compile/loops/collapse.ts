/** The axes of a kernel after merging: extents, and for each array its strides along them. */
export interface Collapsed {
  readonly shape: readonly number[];
  readonly strides: readonly (readonly number[])[];
}

/** Merges neighbouring axes that all arrays run through without a jump, and drops axes of extent 1: fewer, longer loops. */
export function collapse(shape: readonly number[], strides: readonly (readonly number[])[]): Collapsed {
  const axes: { extent: number; strides: number[] }[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const own = strides.map((each) => each[axis] as number);
    const outer = axes.at(-1);
    if (outer && own.every((stride, i) => (outer.strides[i] as number) === stride * extent)) {
      outer.extent *= extent;
      outer.strides = own;
    } else {
      axes.push({ extent, strides: own });
    }
  });
  return {
    shape: axes.map(({ extent }) => extent),
    strides: strides.map((_, i) => axes.map(({ strides: own }) => own[i] as number)),
  };
}
