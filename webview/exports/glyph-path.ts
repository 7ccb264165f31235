import outlines from '../fonts/math-outlines.json';

/** See `scripts/glyph-outlines.mjs`. */
const OUTLINES: Readonly<Record<string, string>> = outlines;

/** Units to the em of the outlines. */
const EM = 1000;

/** A sign of a formula, and where on its line it begins, in pixels. */
export interface PlacedSign {
  readonly sign: string;
  readonly x: number;
}

/**
 * Signs of a line as one path, in a thousandth of the font's size, y downwards from the base line: drawn alike by whatever reads
 * SVG, with or without the fonts of a file.
 * @param size The font's size in pixels.
 * @returns `undefined` where the font of formulas lacks one of them.
 */
export function glyphPath(signs: readonly PlacedSign[], size: number): string | undefined {
  let path = '';
  for (const { sign, x } of signs) {
    const [, left, up, rest] = OUTLINES[sign]?.match(/^m(-?\d+) ?(-?\d+)(.*)$/) ?? [];
    if (left === undefined || up === undefined || rest === undefined) return undefined;
    path += `M${Math.round((x / size) * EM) + Number(left)} ${up}${rest}`;
  }
  return path;
}

/** By how much {@link glyphPath} is to be scaled for a size in pixels. */
export const glyphScale = (size: number): number => size / EM;
