import { type SvgElement, svg } from '../../src/core/figures/svg.ts';

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

/** A group that is brought to what a figure describes: what is there already stays, so that a frame costs only what has moved in it. */
export class SvgLayer {
  readonly element = mountSvg(svg('g'));
  #shown: readonly SvgElement[] = [];

  show(content: readonly SvgElement[]): void {
    patchChildren(this.element, this.#shown, content);
    this.#shown = content;
  }
}

function patchChildren(parent: Element, before: readonly SvgElement[], after: readonly SvgElement[]): void {
  const nodes = [...parent.children];
  after.forEach((wanted, index) => {
    const [node, was] = [nodes[index], before[index]];
    if (!node || !was) parent.append(mountSvg(wanted));
    else if (was.tag !== wanted.tag || hasText(was) !== hasText(wanted)) node.replaceWith(mountSvg(wanted));
    else patch(node, was, wanted);
  });
  for (const node of nodes.slice(after.length)) node.remove();
}

function patch(node: Element, before: SvgElement, after: SvgElement): void {
  for (const name of Object.keys(before.attributes))
    if (!(name in after.attributes)) node.removeAttribute(name);
  for (const [name, value] of Object.entries(after.attributes))
    if (before.attributes[name] !== value) node.setAttribute(name, String(value));
  if (after.text === undefined) patchChildren(node, before.children, after.children);
  else if (before.text !== after.text) node.textContent = after.text;
}

const hasText = ({ text }: SvgElement): boolean => text !== undefined;
