import { element } from './dom.ts';

/** Numbers of a column, written so that their points stand below one another where the cells are aligned to the right. */
export function pointAligned(texts: readonly string[]): HTMLElement[] {
  const parts = texts.map((text) => {
    const point = text.search(/[.e]/);
    return point < 0 ? [text, ''] : [text.slice(0, point), text.slice(point)];
  });
  const widest = Math.max(0, ...parts.map(([, fraction = '']) => fraction.length));
  return parts.map(([whole = '', fraction = '']) => {
    const made = element('span', { class: 'fraction' }, fraction);
    made.style.minWidth = `${widest}ch`;
    return element('span', { class: 'aligned' }, whole, made);
  });
}
