import type { CompiledObjective } from '../compile/compile-objective.ts';

/** f and its gradient at a point. */
export interface Probe {
  readonly f: number;
  /** n entries; may hold NaN and infinities. */
  readonly gradient: Float64Array;
}

/** @throws RangeError where x has another number of entries. */
export function probe(f: CompiledObjective, x: Float64Array): Probe {
  const gradient = new Float64Array(f.size);
  return { f: f.gradient(x, gradient), gradient };
}
