import { hypot } from '../special/hypot.ts';

/** Σ xᵢyᵢ. */
export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}

/** y ← y + a·x. */
export function addScaled(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) y[i] = (y[i] as number) + a * (x[i] as number);
}

/** ‖v‖₂; where the squares overflow or vanish, entry by entry without either. */
export function norm(vector: Float64Array): number {
  const sum = dot(vector, vector);
  return safe(sum) ? Math.sqrt(sum) : vector.reduce((length, entry) => hypot(length, entry), 0);
}

/** ‖x − y‖₂. */
export function distance(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const difference = (x[i] as number) - (y[i] as number);
    sum += difference * difference;
  }
  return safe(sum) ? Math.sqrt(sum) : norm(x.map((entry, i) => entry - (y[i] as number)));
}

/** Whether every entry is a finite number. */
export function allFinite(vector: Float64Array): boolean {
  for (let i = 0; i < vector.length; i++) if (!Number.isFinite(vector[i] as number)) return false;
  return true;
}

/** Whether a sum of squares lost nothing to overflow or underflow that could be seen in its root. */
function safe(sum: number): boolean {
  return sum > 1e-290 && sum < 1e300;
}
