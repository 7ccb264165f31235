/** A name of at most so many characters; of a longer one the beginning and the end, where names of one family differ. */
export function shortName(name: string, most: number): string {
  const characters = [...name];
  if (characters.length <= most) return name;
  const kept = Math.max(2, Math.floor(most) - 1);
  const before = Math.ceil(kept / 2);
  return `${characters.slice(0, before).join('')}…${characters.slice(before - kept).join('')}`;
}
