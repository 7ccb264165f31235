/** Below this a number in fixed notation is mostly zeros. */
const SMALL = 1e-4;

/** A number as it is written in `.gd`, exactly, in the notation that is read more easily: 0.0005, 1e-6, 10000. */
export function numberText(value: number): string {
  const small = value !== 0 && Math.abs(value) < SMALL;
  return small ? value.toExponential() : String(value);
}
