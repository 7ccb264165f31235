import type { Slice, SliceSet } from '../../src/core/sampling/slices.ts';
import { count, floats, list, number, record } from '../decode.ts';
import { interval } from '../decode-window.ts';

/** Reads slices through a point. */
export const sliceSet = record<SliceSet>({
  f: number,
  at: list(number),
  lines: list(
    record<Slice>({ coordinate: count, interval, values: floats, slope: number, curvature: number }),
  ),
});
