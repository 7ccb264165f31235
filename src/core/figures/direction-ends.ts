import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';

/** The length of the arrow in pixels; it stands for a direction, not for a length. */
export const DIRECTION_LENGTH = 84;

/** The direction of an angle in degrees, counted from the first axis to the second, as parts along both. */
export function directionOf(degrees: number): [along: number, across: number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Where the arrow of a direction from a place ends, in pixels. */
export function directionEnd(
  area: PlotArea,
  at: readonly [s: number, t: number],
  degrees: number,
): readonly [x: number, y: number] {
  const [along, across] = directionOf(degrees);
  const dx = (along * area.width) / (area.x[1] - area.x[0]);
  const dy = (-across * area.height) / (area.y[1] - area.y[0]);
  const length = DIRECTION_LENGTH / Math.hypot(dx, dy);
  return [toPixelX(area, at[0]) + dx * length, toPixelY(area, at[1]) + dy * length];
}

/** The angle in degrees, 0 … 360, of the direction from a place to a pixel. */
export function directionTo(
  area: PlotArea,
  at: readonly [s: number, t: number],
  [x, y]: readonly [number, number],
): number {
  const along = ((x - toPixelX(area, at[0])) * (area.x[1] - area.x[0])) / area.width;
  const across = ((toPixelY(area, at[1]) - y) * (area.y[1] - area.y[0])) / area.height;
  const degrees = Math.round((Math.atan2(across, along) * 180) / Math.PI);
  return (degrees + 360) % 360;
}
