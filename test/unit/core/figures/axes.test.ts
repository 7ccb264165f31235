import { expect, test } from 'vitest';
import { axes } from '../../../../src/core/figures/axes.ts';
import { PRINT_THEME } from '../../../../src/core/figures/figure-theme.ts';
import { plotArea } from '../../../../src/core/figures/plot-area.ts';
import { shortName } from '../../../../src/core/figures/short-name.ts';
import type { SvgElement } from '../../../../src/core/figures/svg.ts';

const textsOf = ({ text, attributes, children }: SvgElement): { text: string; x: unknown }[] => [
  ...(text === undefined ? [] : [{ text, x: attributes.x }]),
  ...children.flatMap(textsOf),
];

test('the number at the end of an axis stays inside of the picture', () => {
  const area = plotArea({ x: [0, 8e-6], y: [0, 1] }, 300, 200);
  const last = textsOf(axes(area, ['x', 'y'], PRINT_THEME)).find(({ text }) => text === '8e−6');
  // Half of four characters, the widest of 9.5 pixels.
  expect(last?.x).toBeLessThanOrEqual(300 - 15);
});

test('names that are longer than their axis are shortened in the middle', () => {
  const name = 'learning_rate_of_the_first_layer';
  const names = (width: number) =>
    textsOf(axes(plotArea({ x: [0, 1], y: [0, 1] }, width, width), [name, name], PRINT_THEME)).slice(-2);
  expect(names(800).map(({ text }) => text)).toEqual([name, name]);
  for (const { text } of names(200)) {
    expect(text).toMatch(/^learning.*….*layer$/);
    expect(text.length * 7).toBeLessThan(200);
  }
});

test.each([
  ['rosenbrock', 10, 'rosenbrock'],
  ['rosenbrock', 9, 'rose…rock'],
  ['αβγδε', 4, 'αβ…ε'],
  ['rosenbrock', 0, 'r…k'],
])('%s in %d characters', (name, most, short) => {
  expect(shortName(name, most)).toBe(short);
});
