/** Exchanges two entries. */
export function swap(array: Float64Array | Int32Array, i: number, j: number): void {
  const held = array[i] as number;
  array[i] = array[j] as number;
  array[j] = held;
}
