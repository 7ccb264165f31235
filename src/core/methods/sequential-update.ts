import type { UpdateFunction } from '../run/compile-update.ts';

/** The position of a method: x, the gradient there, and the state vectors. */
export interface Position {
  readonly x: Float64Array;
  readonly g: Float64Array;
  readonly state: readonly Float64Array[];
}

/**
 * One step of an update rule, coordinate after coordinate: each new value is used at once for the derivative by the next one
 * (as Gauss–Seidel's against Jacobi's). For two variables under gradient descent: x ← x − η ∂f/∂x(x, y), then y ← y − η ∂f/∂y with the
 * new x.
 *
 * @param update - The compiled rule; works entry by entry.
 * @param gradientAt - Writes the gradient at a point to g; called n − 1 times.
 * @param scalars - As `UpdateFunction` has them.
 * @param next - Where the next x and state are written; its g holds the last of the gradients afterwards.
 * @param moved - Is given the point after every coordinate, and may move it into bounds.
 */
export function sequentialUpdate(
  update: UpdateFunction,
  gradientAt: (x: Float64Array, g: Float64Array) => void,
  { x, g, state }: Position,
  scalars: Float64Array,
  next: Position,
  moved?: (x: Float64Array) => void,
): void {
  next.x.set(x);
  next.g.set(g);
  for (let i = 0; i < x.length; i++) {
    if (i > 0) gradientAt(next.x, next.g);
    const entry = (vector: Float64Array) => vector.subarray(i, i + 1);
    update(entry(x), entry(next.g), state.map(entry), scalars, entry(next.x), next.state.map(entry));
    moved?.(next.x);
  }
}
