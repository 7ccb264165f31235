import type { CompiledObjective } from '../compile/compile-objective.ts';

/** Patterns that are repeated over the entries of x; tried in this order. */
const PATTERNS: readonly (readonly number[])[] = [
  [1],
  [-1, 1],
  [1, -1],
  [0.5],
  [2, 1],
  [-1],
  [2],
  [0.25, 0.75],
  [3, -2],
  [0],
];

/**
 * A start where none is given: the first of a few simple points (1, 1, …), (−1, 1, …), … where f and its gradient are finite and
 * the gradient is not negligible, so that there is something to descend.
 */
export function findStart(f: CompiledObjective): number[] {
  const g = new Float64Array(f.size);
  let finite: number[] | undefined;
  for (const pattern of PATTERNS) {
    const x = Float64Array.from({ length: f.size }, (_, i) => pattern[i % pattern.length] as number);
    const value = f.valueAndGradient(x, g);
    if (!Number.isFinite(value) || !g.every(Number.isFinite)) continue;
    finite ??= Array.from(x);
    if (Math.hypot(...g.subarray(0, 1000)) > 1e-6 * (1 + Math.abs(value))) return Array.from(x);
  }
  return finite ?? new Array<number>(f.size).fill(1);
}
