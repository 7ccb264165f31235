let count = 0;

/**
 * The number of the latest gesture: a press of the pointer, or of a key that is not held down. Changes by the same one are taken back
 * together.
 */
export const currentGesture = (): number => count;

/** Counts gestures from now on. */
export function watchGestureCount(): void {
  const next = () => {
    count++;
  };
  addEventListener('pointerdown', next, { capture: true });
  addEventListener('keydown', ({ repeat }) => !repeat && next(), { capture: true });
}
