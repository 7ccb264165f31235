/** 320 MB. */
const MOST_NUMBERS = 4e7;

/**
 * Refuses a method whose state would not fit into memory.
 *
 * @param title - The method's.
 * @param n - The number of variables.
 * @param numbers - How many numbers it would keep.
 * @throws Error with a sentence that says what to use instead.
 */
export function checkMemory(title: string, n: number, numbers: number): void {
  if (numbers <= MOST_NUMBERS) return;
  throw new Error(
    `${title} would keep ${numbers.toExponential(1)} numbers for ${n.toLocaleString('en')} variables, more than the ${MOST_NUMBERS.toExponential(0)} that are allowed; use lbfgs or adam`,
  );
}
