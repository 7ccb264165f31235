/** A place in pixels, from the upper left corner of an element. */
export type Place = readonly [x: number, y: number];

/** A key zooms by a quarter. */
export const KEY_ZOOM = 1.25;

/** A notch of a mouse wheel is about 100 pixels and zooms by a fifth. */
const WHEEL = 0.0018;

/** A wheel may turn by lines, of so many pixels. */
const LINE = 33;

/** One event of the wheel zooms no further than so many pixels of it. */
const MOST = 200;

/** Where an event is in an element. */
export function placeIn(element: Element, { clientX, clientY }: MouseEvent): Place {
  const { left, top } = element.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

/** How many times as large a turn of the wheel makes what is seen. */
export function wheelZoom({ deltaMode, deltaY, ctrlKey }: WheelEvent): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * LINE : deltaY;
  // A pinch on a touchpad arrives as a wheel with Ctrl, in much smaller steps.
  const speed = ctrlKey ? WHEEL * 6 : WHEEL;
  return Math.exp(-Math.max(-MOST, Math.min(MOST, pixels)) * speed);
}

/** How far two fingers are apart; 0 of one. */
export function spreadOf(pointers: ReadonlyMap<number, Place>): number {
  const [first, second] = [...pointers.values()];
  return first && second ? Math.hypot(first[0] - second[0], first[1] - second[1]) : 0;
}

/** The place between two fingers. */
export function middleOf(pointers: ReadonlyMap<number, Place>): Place {
  const [first = [0, 0], second = first] = [...pointers.values()];
  return [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
}

/** The name of a key that moves a picture, `Shift+ArrowLeft`; `undefined` where the key belongs to somebody else. */
export function movingKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return shiftKey && key.startsWith('Arrow') ? `Shift+${key}` : key;
}
