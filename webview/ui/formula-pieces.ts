const NAMESPACE = 'http://www.w3.org/1998/Math/MathML';

/** Signs before which a formula may go on in the next line, and those between factors. */
const BREAKS = new Set(['=', '+', '−', '-']);
const PRODUCTS = new Set(['⋅', '·']);

/**
 * A formula in pieces that may stand on lines of their own, each a `<math>` element: browsers do not break lines inside of one.
 * @param depth How many groups deep it may be broken: 0 is outside of all brackets.
 * @param products Whether it may be broken between factors, too.
 */
export function formulaPieces(math: Element, depth: number, products: boolean): Element[] {
  let parts = [...math.children];
  // The outermost row is no group.
  if (parts.length === 1 && parts[0]?.localName === 'mrow') parts = [...parts[0].children];
  for (let level = 0; level < depth; level++)
    parts = parts.flatMap((part) => (part.localName === 'mrow' ? [...part.children] : [part]));
  const pieces: Element[][] = [[]];
  for (const part of parts) {
    if (isBreak(part, products) && pieces.at(-1)?.length) pieces.push([]);
    pieces.at(-1)?.push(part);
  }
  return pieces.map((piece, index) => toMath(piece, index > 0));
}

/** Whether an element is an operator between two others. */
function isBreak(part: Element, products: boolean): boolean {
  const sign = part.textContent ?? '';
  return (
    part.localName === 'mo' &&
    (BREAKS.has(sign) || (products && PRODUCTS.has(sign))) &&
    part.getAttribute('form') !== 'prefix'
  );
}

function toMath(parts: readonly Element[], goesOn: boolean): Element {
  const made = document.createElementNS(NAMESPACE, 'math');
  const row = document.createElementNS(NAMESPACE, 'mrow');
  row.append(...parts.map((part) => part.cloneNode(true)));
  // At the start of a row a sign would stand for its number alone.
  if (goesOn && row.firstElementChild?.localName === 'mo')
    row.firstElementChild.setAttribute('form', 'infix');
  made.setAttribute('displaystyle', 'true');
  made.append(row);
  return made;
}
