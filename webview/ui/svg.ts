import type { SvgElement } from '../../src/core/figures/svg.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Makes the elements that a figure describes. */
export function mountSvg({ tag, attributes, children, text }: SvgElement): SVGElement {
  const made = document.createElementNS(NAMESPACE, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes))
    if (name !== 'xmlns') made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  else made.append(...children.map(mountSvg));
  return made;
}
