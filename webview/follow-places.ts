/**
 * Where each place of one list is in another: at the entry that is the same, of several alike at the same one of them. An entry that was
 * changed, but is one of as many, is where it was.
 * @param before,after What tells each entry from the others, in order.
 * @returns a function of a place before: the place after, or `undefined` where the entry has gone.
 */
export function followPlaces(
  before: readonly string[],
  after: readonly string[],
): (place: number) => number | undefined {
  const places = new Map(numbered(after).map((key, place) => [key, place]));
  const keys = numbered(before);
  return (place) =>
    places.get(keys[place] ?? '') ??
    (before.length === after.length && place < after.length ? place : undefined);
}

/** Several alike are counted. */
function numbered(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return `${count} ${key}`;
  });
}
