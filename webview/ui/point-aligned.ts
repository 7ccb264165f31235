import { element } from './dom.ts';

/** How many characters of a number stand before its point, or before its exponent. */
export function wholeLength(text: string): number {
  const point = text.search(/[.e]/);
  return point < 0 ? text.length : point;
}

/** Numbers of a column, written so that their points stand below one another where the cells are aligned to the right. */
export function pointAligned(texts: readonly string[]): HTMLElement[] {
  const lengths = texts.map((text) => text.length - wholeLength(text));
  const widest = Math.max(0, ...lengths);
  return texts.map((text, index) => {
    const made = element('span', {}, text);
    made.style.paddingRight = `${widest - (lengths[index] as number)}ch`;
    return made;
  });
}
