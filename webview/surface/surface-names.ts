import { axisNames } from '../../src/core/figures/axis-names.ts';
import { isCurve } from '../../src/core/sampling/plane.ts';
import type { ObjectiveView } from '../../src/protocol/page.ts';
import type { Picture } from '../model.ts';

/** The names of a surface's axes and of f; a function of one variable is the same all along the second axis, which has none. */
export function surfaceNames(
  { field: { window } }: Picture,
  { coordinates, name }: ObjectiveView,
): readonly [x: string, y: string, f: string] {
  const [right, up] = axisNames(window, coordinates);
  return [right, isCurve(window) ? '' : up, name];
}
