const TALL = /\\(frac|sum|prod|begin|sqrt)/;

/**
 * A text in brackets, in TeX, which grow with fractions and the like only: around x² they would be out of proportion.
 * @param open `(` or `[`
 * @param text TeX
 * @param close `)` or `]`
 */
export function delimited(open: string, text: string, close: string): string {
  return TALL.test(text) ? `\\left${open}${text}\\right${close}` : `${open}${text}${close}`;
}

/** A text in round brackets, in TeX. */
export function parenthesized(text: string): string {
  return delimited('(', text, ')');
}
