/** The most entries that a sum, a span or an array written in the text may have. */
export const MOST_ENTRIES = 1e7;

/** The numbers from, from + step, … , `count` of them. */
export function countUp(from: number, step: number, count: number): Float64Array {
  // A loop: Float64Array.from with a function takes twenty times as long.
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = from + i * step;
  return numbers;
}
