import type { Interval, Window } from '../src/core/run/experiment.ts';
import { count, type Decoder, finite, pair, record } from './decode.ts';

export const interval: Decoder<Interval> = (value, path) => {
  const [low, high] = pair(finite)(value, path);
  if (!(high > low)) throw new TypeError(`${path} is empty`);
  return [low, high];
};

/** A part of the plane; for a curve, whose y is free, y is taken to be as wide as x. */
export const windowOf: Decoder<Window> = (value, path) => {
  const { coordinates, x, y } = record<Omit<Window, 'y'> & { readonly y: unknown }>({
    coordinates: pair(count),
    x: interval,
    y: (each) => each,
  })(value, path);
  return { coordinates, x, y: coordinates[0] === coordinates[1] ? x : interval(y, `${path}.y`) };
};
