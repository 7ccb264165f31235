import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colorColumns } from '../../../../src/core/autodiff/color-columns.ts';

test('a tridiagonal matrix takes three colours, a diagonal one takes one, a full row as many as it has entries', () => {
  const tridiagonal = Array.from({ length: 7 }, (_, i) => [i - 1, i, i + 1].filter((j) => j >= 0 && j < 7));
  expect(Array.from(colorColumns(tridiagonal, 7))).toEqual([0, 1, 2, 0, 1, 2, 0]);
  expect(Array.from(colorColumns([[0], [1], [2]], 3))).toEqual([0, 0, 0]);
  expect(Array.from(colorColumns([[0, 1, 2], [1]], 3))).toEqual([0, 1, 2]);
  expect(Array.from(colorColumns([], 0))).toEqual([]);
});

test('no row has two columns of the same colour', () => {
  const row = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 15 }), (rows) => {
      const colors = colorColumns(rows, 12);
      for (const columns of rows)
        expect(new Set(columns.map((column) => colors[column])).size).toBe(columns.length);
    }),
  );
});
