import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsLayer } from '../../../../src/core/figures/bounds-layer.ts';
import { PRINT_THEME } from '../../../../src/core/figures/figure-theme.ts';
import { plotArea, toData } from '../../../../src/core/figures/plot-area.ts';
import { pointAt } from '../../../../src/core/sampling/plane.ts';

const window = (angle: number) => ({
  x: [-2, 2] as const,
  y: [-2, 2] as const,
  plane: {
    key: 'turned',
    origin: Float64Array.of(0.1, -0.2, 0.3),
    u: Float64Array.of(Math.cos(angle), Math.sin(angle), 0),
    v: Float64Array.of(0, 0, 1),
    labels: ['s', 't'] as const,
  },
});

/** The corners of the part that is not paler, in the plane. */
function cornersOf(layer: ReturnType<typeof boundsLayer>, area: ReturnType<typeof plotArea>) {
  const path = layer?.children[0];
  const d = typeof path === 'object' ? String(path.attributes.d) : '';
  const inside = d.split('z')[1] ?? '';
  return [...inside.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) =>
    toData(area, Number(x), Number(y)),
  );
}

test('a box that is cut by an oblique plane shows the part of the plane that lies in it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0.2, max: 1.5, noNaN: true }),
      (angle, size) => {
        const bounds = { lower: [-size, -size, null], upper: [size, null, size] };
        const shown = window(angle);
        const area = plotArea(shown, 600, 600);
        const layer = boundsLayer(bounds, area, shown, PRINT_THEME);
        const corners = cornersOf(layer, area);
        expect(corners.length).toBeGreaterThan(2);
        for (const [s, t] of corners) {
          const [x = 0, y = 0, z = 0] = pointAt(shown, [], s, t);
          expect(Math.abs(x)).toBeLessThan(size + 0.01);
          expect(y).toBeGreaterThan(-size - 0.01);
          expect(z).toBeLessThan(size + 0.01);
          // Each corner lies on the border of the box, or of the window.
          const border = [size - Math.abs(x), y + size, size - z, 2 - Math.abs(s), 2 - Math.abs(t)];
          expect(Math.min(...border.map(Math.abs))).toBeLessThan(0.02);
        }
      },
    ),
  );
});

test('a box that holds the whole window shows no border, and one that it misses leaves all of it paler', () => {
  const shown = window(0.4);
  const area = plotArea(shown, 600, 600);
  const around = { lower: [-9, -9, -9], upper: [9, 9, 9] };
  expect(boundsLayer(around, area, shown, PRINT_THEME)).toBeUndefined();
  const missed = { lower: [5, null, null], upper: [null, null, null] };
  const layer = boundsLayer(missed, area, shown, PRINT_THEME);
  const paler = layer?.children[0];
  expect(typeof paler === 'object' && paler.attributes.d).toMatch(/^M[^M]*z$/);
  expect(cornersOf(layer, area)).toEqual([]);
});
