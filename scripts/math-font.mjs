// `npm run math-font`: makes the font of the page's formulas, STIX Two Math with the signs that formulas here are made of,
// and the outlines of those signs, which exported figures bring along.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';
import { glyphOutlines } from './glyph-outlines.mjs';
import { relative, root } from './paths.mjs';

const SOURCE = 'node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2';
const FONT = path.join(root, 'webview/fonts/math.woff2');
const OUTLINES = path.join(root, 'webview/fonts/math-outlines.json');

/** @param {number} first @param {number} last */
const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));

/** Larger brackets, roots and sums come with the signs they are variants of. */
const SIGNS = [
  range(0x20, 0x7e),
  range(0xa0, 0xff),
  'ˆ¯˜˙‾',
  range(0x300, 0x308),
  range(0x391, 0x3c9), // Greek, upright
  'ϑϕϖϱϵ',
  '‐‒–—‖…′″‴⁗⁡⁢⁣⁤',
  range(0x1d400, 0x1d467), // bold, italic and bold italic Latin letters
  'ℎℓℜℑℕℝℤ',
  range(0x1d6a8, 0x1d755), // bold, italic and bold italic Greek letters
  range(0x1d7ce, 0x1d7d7), // bold digits
  '∂∇∑∏∫√∞∀∃∅∈∉∋¬∧∨∩∪',
  '−±∓×÷⋅·∘∗∙⊙⊗⊕⊤⊥ᵀ†',
  '=≠≈≡∼≃≅∝<>≤≥≪≫⊂⊃⊆⊇',
  '→←↔⇒⇐⇔↦↑↓⟶',
  '⟨⟩⌈⌉⌊⌋|∣∥‖⋯⋮⋱',
].join('');

/** Bold letters, and accented ones of names, are rare in formulas; figures write them as text. */
const RARE = [range(0xb5, 0xd6), range(0xd8, 0xf6), range(0xf8, 0xff), range(0x1d400, 0x1d433)].concat([
  range(0x1d6a8, 0x1d6e1),
  range(0x1d71c, 0x1d755),
  range(0x1d7ce, 0x1d7d7),
]);

const source = await readFile(path.join(root, SOURCE));
await save(FONT, await subsetFont(source, SIGNS, { targetFormat: 'woff2' }));
const rare = new Set(RARE.join(''));
const common = [...new Set(SIGNS)].filter((sign) => !rare.has(sign));
const plain = await subsetFont(source, SIGNS, { targetFormat: 'truetype' });
await save(OUTLINES, JSON.stringify(glyphOutlines(plain, common)));

/** @param {string} file @param {string | Uint8Array<ArrayBuffer>} content */
async function save(file, content) {
  await writeFile(file, content);
  console.log(`${relative(file)}: ${(content.length / 1024).toFixed(1)} KB`);
}
