/** A function that makes its value at the first call, and gives the same one ever after. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
