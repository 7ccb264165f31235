// `npm run math-font`: makes the font of the page's formulas, STIX Two Math with the signs that formulas here are made of.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';
import { relative, root } from './paths.mjs';

const SOURCE = 'node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2';
const TARGET = path.join(root, 'webview/fonts/math.woff2');

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

const font = await subsetFont(await readFile(path.join(root, SOURCE)), SIGNS, { targetFormat: 'woff2' });
await writeFile(TARGET, font);
console.log(`${relative(TARGET)}: ${(font.length / 1024).toFixed(1)} KB`);
