/**
 * What is wrong with a point of an objective of n variables; undefined where it is n finite numbers.
 *
 * @param what - What the point is, as the sentence has it: "start".
 */
export function pointComplaint(what: string, x: ArrayLike<number>, n: number): string | undefined {
  if (x.length !== n) return `the ${what} is ${n} finite numbers; ${x.length} were given`;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(x[i])) return `entry ${i + 1} of the ${what} is ${x[i]}; give ${n} finite numbers`;
  }
  return undefined;
}
