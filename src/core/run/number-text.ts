/** Below this a number in fixed notation is mostly zeros; numbers that are rounded for reading change their notation here, too. */
const SMALL = 1e-3;

/** A number as it is written in `.gd`, exactly, in the notation that is read more easily: 0.005, 5e-4, 10000, 1e21. */
export function numberText(value: number): string {
  const small = value !== 0 && Math.abs(value) < SMALL;
  return (small ? value.toExponential() : String(value)).replace('e+', 'e');
}
