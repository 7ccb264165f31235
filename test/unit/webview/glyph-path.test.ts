import { expect, test } from 'vitest';
import { glyphPath, type PlacedSign } from '../../../webview/exports/glyph-path.ts';

/** The least and the greatest x and y of a path of relative lines and curves, from the ends of its pieces. */
function extent(path: string) {
  const [xs, ys]: [number[], number[]] = [[], []];
  let [x, y] = [0, 0];
  let start = [0, 0];
  for (const [, command = '', list = ''] of path.matchAll(/([MmLlQqCcZz])([^MmLlQqCcZz]*)/g)) {
    const [right = 0, down = 0] = (list.match(/-?\d+/g) ?? []).slice(-2).map(Number);
    if (command === 'z') [x = 0, y = 0] = start;
    else [x, y] = command === 'M' ? [right, down] : [x + right, y + down];
    if (/m/i.test(command)) start = [x, y];
    xs.push(x);
    ys.push(y);
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

const place = (text: string, ...xs: number[]): PlacedSign[] =>
  [...text].map((sign, i) => ({ sign, x: xs[i] ?? 0 }));

test('a sign stands on its line, as tall as its font has it', () => {
  // STIX Two Math: an x is 467 thousandths of the em high, with serifs 473; a p goes below the line.
  expect(extent(glyphPath(place('x', 0), 16) as string)).toMatchObject({ top: -473, bottom: 0 });
  expect(extent(glyphPath(place('p', 0), 16) as string).bottom).toBeGreaterThan(200);
});

test('signs stand where the browser has put them, whatever the size', () => {
  const alone = extent(glyphPath(place('7', 0), 20) as string);
  const both = extent(glyphPath(place('77', 0, 10), 20) as string);
  // Ten pixels are half an em of twenty.
  expect(both).toEqual({ ...alone, right: alone.right + 500 });
});

test.each(['θ𝜃∂∇𝛼', '0123456789', '+−=()[]⋅←→', 'abcxyz′', '∑∏√∞'])('%s has outlines', (text) => {
  for (const sign of text) expect(glyphPath([{ sign, x: 0 }], 16)).toMatch(/^M-?\d+ -?\d+[mlqcz\d -]*z$/);
});

test('what the font lacks is left to text', () => {
  expect(glyphPath(place('x字', 0, 8), 16)).toBeUndefined();
});
