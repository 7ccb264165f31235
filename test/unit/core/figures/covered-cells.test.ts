import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CoveredCells } from '../../../../src/core/figures/covered-cells.ts';

const bounds = { left: 50, top: 10, width: 200, height: 120 };
const inside = fc.tuple(
  fc.double({ min: 51, max: 249, noNaN: true }),
  fc.double({ min: 11, max: 129, noNaN: true }),
);
const anywhere = fc.tuple(
  fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
  fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
);

test('a line covers what it passes through, wherever its ends are', () => {
  fc.assert(
    fc.property(inside, anywhere, ([x, y], [dx, dy]) => {
      const covered = new CoveredCells(bounds);
      covered.cover(x - dx, y - dy, x + dx, y + dy);
      expect(covered.isClear(x, y, 0, 12, 12)).toBe(false);
    }),
  );
});

test('what is a few pixels away from a line is clear', () => {
  const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
  fc.assert(
    fc.property(inside, angle, ([x, y], turn) => {
      const covered = new CoveredCells(bounds);
      const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
      covered.cover(x - 500 * cos, y - 500 * sin, x + 500 * cos, y + 500 * sin);
      // A rectangle along the line, 40 wide and 10 high, 12 pixels beside it: half its height, a cell's diagonal and no more.
      const degrees = (turn * 180) / Math.PI;
      expect(covered.isClear(x - 12 * sin, y + 12 * cos, degrees, 40, 10)).toBe(true);
      expect(covered.isClear(x - 4 * sin, y + 4 * cos, degrees, 40, 10)).toBe(false);
    }),
  );
});

test('a point covers its cell; what is outside or no number covers nothing', () => {
  const covered = new CoveredCells(bounds);
  covered.cover(Number.NaN, 20, 200, 20);
  covered.cover(0, 0, 40, 200);
  covered.cover(300, -50, 300, 500);
  expect(covered.isClear(150, 70, 0, 400, 400)).toBe(true);
  covered.cover(150, 70, 150, 70);
  expect(covered.isClear(150, 70, 30, 20, 10)).toBe(false);
  expect(covered.isClear(100, 70, 30, 20, 10)).toBe(true);
});
