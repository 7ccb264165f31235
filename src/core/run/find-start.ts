import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Bounds } from '../methods/bounds.ts';

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
  // Of odd lengths: the patterns above are the same in two vectors of a length that is even.
  [2, -1, 0.5, -2, 1],
  [0.5, -1, 2, 1, -2, 3, -0.5],
];

/**
 * A start where none is given: the first of a few simple points (1, 1, …), (−1, 1, …), … where f and its gradient are finite and
 * the gradient is not negligible, so that there is something to descend. Within bounds entries that would not lie inside become the
 * middle of their interval, or lie 1 from its only finite end.
 */
export function findStart(f: CompiledObjective, bounds?: Bounds): number[] {
  const g = new Float64Array(f.size);
  let finite: number[] | undefined;
  for (const pattern of PATTERNS) {
    const x = Float64Array.from({ length: f.size }, (_, i) =>
      inside(pattern[i % pattern.length] as number, bounds?.lower[i], bounds?.upper[i]),
    );
    const value = f.valueAndGradient(x, g);
    if (!Number.isFinite(value) || !g.every(Number.isFinite)) continue;
    finite ??= Array.from(x);
    if (Math.hypot(...g.subarray(0, 1000)) > 1e-6 * (1 + Math.abs(value))) return Array.from(x);
  }
  const one = (_: unknown, i: number) => inside(1, bounds?.lower[i], bounds?.upper[i]);
  return finite ?? Array.from({ length: f.size }, one);
}

function inside(entry: number, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): number {
  if (entry > low && entry < high) return entry;
  if (Number.isFinite(high - low)) return low + (high - low) / 2;
  return low > Number.NEGATIVE_INFINITY ? low + 1 : high - 1;
}
