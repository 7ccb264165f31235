import type { Interval, Window } from '../src/core/run/experiment.ts';
import type { ObliqueWindow, Plane, PlaneWindow } from '../src/core/sampling/plane.ts';
import { count, type Decoder, finite, floats, pair, record, text } from './decode.ts';

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

/** A plane that need not be that of two coordinates. */
export const planeOf: Decoder<Plane> = record<Plane>({
  key: text,
  origin: floats,
  u: floats,
  v: floats,
  labels: pair(text),
});

const oblique = record<ObliqueWindow>({ plane: planeOf, x: interval, y: interval });

/** A part of any plane. */
export const planeWindowOf: Decoder<PlaneWindow> = (value, path) =>
  typeof value === 'object' && value !== null && 'plane' in value
    ? oblique(value, path)
    : windowOf(value, path);
