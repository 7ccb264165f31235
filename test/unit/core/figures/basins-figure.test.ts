import { expect, test } from 'vitest';
import { basinsFigure, MOST_LISTED } from '../../../../src/core/figures/basins-figure.ts';
import { PRINT_THEME } from '../../../../src/core/figures/figure-theme.ts';
import { plotArea } from '../../../../src/core/figures/plot-area.ts';
import type { SvgElement } from '../../../../src/core/figures/svg.ts';

const all = (figure: SvgElement): SvgElement[] => [figure, ...figure.children.flatMap(all)];

test('the number of a minimum at the border is seen whole, and none stands for one beyond it', () => {
  const window = { coordinates: [0, 1], x: [-1, 1], y: [-1, 1] } as const;
  const minimum = (...x: [number, number]) => ({ x, f: 0, starts: 1 });
  const figure = basinsFigure({
    map: {
      grid: { window, columns: 2, rows: 2, base: [0, 0] },
      minima: [minimum(0, 0), minimum(0.99, -1), minimum(1.2, 0)],
      cells: Int16Array.of(0, 1, 0, 1),
      iterations: new Float64Array(4),
    },
    names: ['x', 'y'],
    theme: PRINT_THEME,
    width: 400,
    height: 300,
    id: 'test',
  });
  const { left, top, width, height } = plotArea(window, 400, 300);
  const circles = all(figure).filter(({ tag }) => tag === 'circle');
  expect(circles).toHaveLength(2);
  for (const { attributes } of circles) {
    const { cx, cy, r } = attributes as Record<string, number>;
    expect(cx! - r!).toBeGreaterThanOrEqual(left);
    expect(cx! + r!).toBeLessThanOrEqual(left + width);
    expect(cy! - r!).toBeGreaterThanOrEqual(top);
    expect(cy! + r!).toBeLessThanOrEqual(top + height);
  }
});

test('of many minima only those are numbered that are listed, and every other has its place', () => {
  const window = { coordinates: [0, 1], x: [-5, 5], y: [-5, 5] } as const;
  const places = Array.from({ length: 81 }, (_, at) => [(at % 9) - 4, Math.floor(at / 9) - 4]);
  const figure = basinsFigure({
    map: {
      grid: { window, columns: 9, rows: 9, base: [0, 0] },
      minima: places.map((x) => ({ x, f: 0, starts: 1 })),
      cells: Int16Array.from(places.keys()),
      iterations: new Float64Array(81),
    },
    names: ['x', 'y'],
    theme: PRINT_THEME,
    width: 400,
    height: 300,
    id: 'test',
  });
  const parts = all(figure);
  const numbers = parts.filter(
    ({ attributes }) => attributes.y !== undefined && attributes.fill === PRINT_THEME.foreground,
  );
  expect(numbers.map(({ text }) => text).filter((text) => /^\d+$/.test(text ?? ''))).toEqual(
    Array.from({ length: MOST_LISTED }, (_, index) => String(index + 1)),
  );
  expect(parts.filter(({ tag }) => tag === 'circle')).toHaveLength(81);
});
