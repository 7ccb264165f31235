import type { Block } from './row-blocks.ts';
import type { TraceExtent } from './trace.ts';

/** What a row of the record holds, in this order; the entries of x come after it. */
export const ROW = ['f', 'gradientNorm', 'step', 'rate', 'evaluations'] as const;

/** The columns of a trace. */
export type Column = (typeof ROW)[number] | 'iteration' | 'x';

/** Rows that follow one another in an array. */
export interface Piece {
  readonly numbers: Float64Array;
  readonly from: number;
  readonly rows: number;
  /** The iteration of the first. */
  readonly iteration: number;
}

/** A row that is kept by itself. */
export interface LoneRow {
  readonly row: Float64Array;
  readonly iteration: number;
}

/**
 * All rows of a record in order: those in its blocks, whose iterations are the multiples of the stride, and between them the lone ones.
 *
 * @param kept - The number of rows in the blocks.
 * @param apart - The lone rows in order; their iterations are no multiples of the stride.
 * @param width - The numbers of a row.
 */
export function rowsInOrder(
  blocks: readonly Block[],
  kept: number,
  stride: number,
  apart: readonly LoneRow[],
  width: number,
): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const upTo = (end: number) => {
    let before = 0;
    for (const { numbers, from, rows } of blocks) {
      const inside = Math.min(end - before, rows) - (done - before);
      if (done < before + rows && inside > 0) {
        pieces.push({
          numbers,
          from: from + (done - before) * width,
          rows: inside,
          iteration: done * stride,
        });
        done += inside;
      }
      before += rows;
    }
  };
  for (const { row, iteration } of apart) {
    upTo(Math.min(kept, Math.ceil(iteration / stride)));
    pieces.push({ numbers: row, from: 0, rows: 1, iteration });
  }
  upTo(kept);
  return pieces;
}

/**
 * A column of a trace, in an array of its own.
 *
 * @param pieces - Its rows, in order.
 * @param extent - Of the trace.
 * @param sign - −1 where the rows hold −f.
 */
export function columnOf(
  name: Column,
  pieces: readonly Piece[],
  { length, dimension, stride }: TraceExtent,
  sign: 1 | -1,
): Float64Array {
  const width = ROW.length + dimension;
  const out = new Float64Array(name === 'x' ? length * dimension : length);
  let to = 0;
  for (const { numbers, from, rows, iteration } of pieces) {
    if (name === 'x') {
      for (let row = 0, at = from + ROW.length; row < rows; row++, at += width) {
        for (let i = 0; i < dimension; i++) out[to++] = numbers[at + i] as number;
      }
    } else if (name === 'iteration') {
      for (let row = 0; row < rows; row++) out[to++] = iteration + row * stride;
    } else {
      const factor = name === 'f' ? sign : 1;
      for (let row = 0, at = from + ROW.indexOf(name); row < rows; row++, at += width)
        out[to++] = factor * (numbers[at] as number);
    }
  }
  return out;
}
