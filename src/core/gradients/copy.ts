/** Copies a vector; for short ones a loop is many times faster than `set`. */
export function copy(from: Float64Array, to: Float64Array): void {
  if (from.length > 64) to.set(from);
  else for (let i = 0; i < from.length; i++) to[i] = from[i] as number;
}
