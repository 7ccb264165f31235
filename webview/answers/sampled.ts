import type { ContourLevel, ContourSet } from '../../src/core/sampling/contour-set.ts';
import type { Field } from '../../src/core/sampling/field.ts';
import type { AnswerOf } from '../../src/protocol/questions.ts';
import { count, type Decoder, floats, list, number, oneOf, record } from '../decode.ts';
import { planeWindowOf } from '../decode-window.ts';

const rawField = record<Field>({
  window: planeWindowOf,
  columns: count,
  rows: count,
  values: floats,
  minimum: number,
  maximum: number,
});

const field: Decoder<Field> = (value, path) => {
  const read = rawField(value, path);
  if (read.columns < 2 || read.rows < 2 || read.values.length < read.columns * read.rows)
    throw new TypeError(`${path} has fewer samples than its size says`);
  return read;
};

const contours = record<ContourSet>({
  levels: list(record<ContourLevel>({ value: number, rings: list(floats), lines: list(floats) })),
  scale: oneOf('linear', 'logarithmic', 'quantile'),
});

/** Reads a field with its contour lines. */
export const sampled = record<AnswerOf<'sample'>>({ field, contours });
