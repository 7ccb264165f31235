import { element } from './dom.ts';
import { parseMathml } from './mathml.ts';

/** A formula as an element; as plain text where it is no MathML. */
export function math(text: string): Element {
  return parseMathml(text) ?? element('span', {}, text);
}
