import { formulaPieces } from './formula-pieces.ts';

/** A formula that is too long for a line is broken outside of all brackets, else inside of as many as need be; there, between terms rather than between factors. */
const WAYS = [0, 1, 2, 3].flatMap((depth) => [false, true].map((products) => ({ depth, products })));

/**
 * Puts a formula into an element, in as few lines as fit.
 * @param overflows Whether the element, as it is, has not enough room.
 */
export function fitFormula(place: Element, formula: Element, overflows: () => boolean): void {
  place.replaceChildren(formula);
  for (const { depth, products } of WAYS) {
    if (!overflows()) return;
    place.replaceChildren(...formulaPieces(formula, depth, products));
  }
}
