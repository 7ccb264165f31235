import type { BasinMap, Minimum } from '../../src/core/run/basins.ts';
import { count, type Decoder, floats, list, number, record } from '../decode.ts';
import { planeWindowOf } from '../decode-window.ts';

const cells: Decoder<Int16Array> = (value, path) => {
  if (value instanceof Int16Array) return value;
  throw new TypeError(`${path} is not an Int16Array`);
};

const raw = record<BasinMap>({
  grid: record<BasinMap['grid']>({
    window: planeWindowOf,
    columns: count,
    rows: count,
    base: list(number),
  }),
  minima: list(record<Minimum>({ x: list(number), f: number, starts: count })),
  cells,
  iterations: floats,
});

/** Reads which start leads to which minimum. */
export const basins: Decoder<BasinMap> = (value, path) => {
  const read = raw(value, path);
  if (read.cells.length < read.grid.columns * read.grid.rows)
    throw new TypeError(`${path} has fewer cells than its size says`);
  return read;
};
