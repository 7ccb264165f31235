import { isOblique, type PlaneWindow } from '../sampling/plane.ts';
import { coordinateLabel } from './coordinate-label.ts';

/** The names of a window's axes. @param coordinates the name of every entry of x. */
export function axisNames(window: PlaneWindow, coordinates: readonly string[]): readonly [string, string] {
  if (isOblique(window)) return window.plane.labels;
  const [right, up] = window.coordinates;
  return [coordinateLabel(coordinates[right] ?? ''), coordinateLabel(coordinates[up] ?? '')];
}
