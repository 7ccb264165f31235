/** The letters of a row of Unicode's mathematical italics, and the place of the first; each is followed by the next. */
const ROWS: readonly (readonly [letters: string, first: number])[] = [
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 0x1d434],
  ['abcdefghijklmnopqrstuvwxyz', 0x1d44e],
  ['ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ', 0x1d6e2],
  ['αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ', 0x1d6fc],
];

/** A letter as browsers show a variable in a formula, slanted by its own sign; any other sign as it is. */
export function mathItalic(letter: string): string {
  // Unicode had this one before, as Planck's constant.
  if (letter === 'h') return 'ℎ';
  for (const [letters, first] of ROWS) {
    const place = letters.indexOf(letter);
    if (place >= 0) return String.fromCodePoint(first + place);
  }
  return letter;
}
