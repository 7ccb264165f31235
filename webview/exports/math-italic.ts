/** The letters of a row of Unicode's mathematical italics, and the place of the first; each is followed by the next. */
const ROWS: readonly (readonly [letters: string, first: number])[] = [
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 0x1d434],
  ['abcdefghijklmnopqrstuvwxyz', 0x1d44e],
  ['ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ', 0x1d6e2],
  ['αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ', 0x1d6fc],
];

const SLANTED = new Map(
  ROWS.flatMap(([letters, first]) =>
    [...letters].map((letter, place) => [letter, String.fromCodePoint(first + place)] as const),
  ),
);
// Unicode had this one before, as Planck's constant; its place in the row is empty.
SLANTED.set('h', 'ℎ');

/** A letter as browsers show a variable in a formula, slanted by its own sign; whatever else as it is, names of several letters too. */
export function mathItalic(name: string): string {
  return SLANTED.get(name) ?? name;
}
