import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs';

/**
 * The outlines of a font's signs as SVG paths, a thousand units to the em, y downwards from the base line: written relatively, so
 * that moving the first point moves the sign.
 * @param {Uint8Array<ArrayBuffer>} data A TrueType font with a thousand units to the em.
 * @param {readonly string[]} signs Those without an outline, as spaces are, are left out.
 * @returns {Record<string, string>}
 */
export function glyphOutlines(data, signs) {
  const font = new Font(new Face(new Blob(new Uint8Array(data).buffer)));
  /** @type {Record<string, string>} */
  const found = {};
  for (const sign of signs) {
    const buffer = new Buffer();
    buffer.addText(sign);
    buffer.guessSegmentProperties();
    shape(font, buffer);
    const [glyph, ...more] = buffer.getGlyphInfos();
    // The first glyph of a font stands for what it lacks.
    if (!glyph || glyph.codepoint === 0 || more.length > 0) continue;
    const outline = relativePath(font.glyphToPath(glyph.codepoint));
    if (outline) found[sign] = outline;
  }
  return found;
}

/** @param {string} path Of the commands M, L, Q, C and Z, y upwards. */
function relativePath(path) {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let written = '';
  for (const [, command = '', list = ''] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    if (command === 'Z') {
      [x, y] = [startX, startY];
      written += 'z';
      continue;
    }
    const places = (list.match(/-?[\d.]+/g) ?? []).map(
      (each, i) => Math.round(Number(each)) * (i % 2 ? -1 : 1),
    );
    const moves = places.map((place, i) => place - (i % 2 ? y : x));
    [x, y] = [places.at(-2) ?? x, places.at(-1) ?? y];
    if (command === 'M') [startX, startY] = [x, y];
    written += command.toLowerCase() + moves.join(' ').replaceAll(' -', '-');
  }
  return written;
}
