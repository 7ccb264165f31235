import { fitBrackets } from './fit-brackets.ts';
import { placePrimes } from './place-primes.ts';

/** Presentation MathML, as far as typeset formulas use it; nothing here loads or runs anything. */
const ELEMENTS = new Set(
  (
    'math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose ' +
    'msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'display mathvariant stretchy fence separator lspace rspace minsize maxsize symmetric largeop movablelimits ' +
    'accent accentunder form linethickness displaystyle scriptlevel width height depth voffset dir ' +
    'columnalign rowspacing columnspacing columnspan rowspan'
  ).split(' '),
);

const NAMESPACE = 'http://www.w3.org/1998/Math/MathML';

/**
 * Makes a formula's elements from MathML text, element by element: whatever is not plain MathML is left out.
 * @returns `undefined` where the text is no MathML at all.
 */
export function parseMathml(text: string): Element | undefined {
  if (!/^\s*<math\b/.test(text)) return undefined;
  // Inline styles would be refused by the content policy, with a complaint, even in a document that is never shown.
  const plain = text.replace(/\sstyle="[^"]*"/g, '');
  const spaced = /^\s*<math[^>]*\sxmlns=/.test(plain)
    ? plain
    : plain.replace(/^\s*<math\b/, `<math xmlns="${NAMESPACE}"`);
  const root = new DOMParser().parseFromString(spaced, 'application/xml').documentElement;
  if (root.localName !== 'math' || root.namespaceURI !== NAMESPACE) return undefined;
  const formula = copy(root);
  placePrimes(formula);
  fitBrackets(formula);
  return formula;
}

function copy(source: Element): Element {
  const made = document.createElementNS(NAMESPACE, source.localName);
  for (const { name, value } of source.attributes) if (ATTRIBUTES.has(name)) made.setAttribute(name, value);
  // Browsers know no attribute for it.
  if (source.classList.contains('tml-left')) made.classList.add('is-left');
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.append(child.textContent ?? '');
    else if (child instanceof Element && child.namespaceURI === NAMESPACE && ELEMENTS.has(child.localName))
      made.append(copy(child));
  }
  return made;
}
