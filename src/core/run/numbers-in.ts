/** The entries as an array of its own. A loop: `Array.from` asks for an iterator, which takes as long as ten steps. */
export function numbersIn(entries: ArrayLike<number>): number[] {
  const numbers = new Array<number>(entries.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = entries[i] as number;
  return numbers;
}
