import type { GradientField } from '../../src/core/sampling/gradient-field.ts';
import { count, type Decoder, floats, record } from '../decode.ts';
import { planeWindowOf } from '../decode-window.ts';

const raw = record<GradientField>({ window: planeWindowOf, columns: count, rows: count, parts: floats });

/** Reads gradients on a grid. */
export const gradientField: Decoder<GradientField> = (value, path) => {
  const read = raw(value, path);
  if (read.parts.length < 2 * read.columns * read.rows)
    throw new TypeError(`${path} has fewer gradients than its size says`);
  return read;
};
