import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableCsv, tableJson } from '../../../src/core/table.ts';

const cell = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.string({ unit: 'grapheme-composite' }),
);

/** A reader of CSV after RFC 4180: fields in quotes may hold anything, quotes doubled. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('CSV is read back as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const columns = ['a', 'b, "c"'];
      expect(readCsv(tableCsv({ columns, rows }))).toEqual([
        columns,
        ...rows.map((each) => each.map(String)),
      ]);
    }),
  );
});

test('JSON has an object per row; what it has no numbers for is a text', () => {
  const table = {
    columns: ['k', 'f'],
    rows: [
      [0, 1.5],
      [1, Number.POSITIVE_INFINITY],
    ],
  };
  expect(JSON.parse(tableJson(table))).toEqual([
    { k: 0, f: 1.5 },
    { k: 1, f: 'Infinity' },
  ]);
});
