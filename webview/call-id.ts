let last = 0;

/** A number that no other call of this page has; the answer carries it too. */
export function nextCallId(): number {
  last += 1;
  return last;
}
