import type { SurfaceShape } from './surface-mesh.ts';

/** A place on or above the plot: pixels of the flat plot from its middle, and a height from 0 to 1. */
export type Spot = readonly [x: number, y: number, height: number];

/** From where a surface is seen. */
export interface Sight {
  /** Where a place is drawn, in pixels of the picture. */
  project(...place: Spot): readonly [x: number, y: number];
  readonly eye: Spot;
  /** The height of the highest place in pixels of the flat plot. */
  readonly rise: number;
}

/** The opacity of lines that the surface hides, in that of those it does not; marks have twice that. */
export const HIDDEN = 0.28;

/** What is looked for between a place and the eye lies this many pixels apart. */
const STRIDE = 4;
/** Lines lie this many pixels above the surface, so that they are not cut by it. */
const LIFT = 2.5;

/** Samples of the shape between its grid points; NaN outside. */
export function between(
  { columns, rows, width, height }: SurfaceShape,
  values: Float32Array,
): (x: number, y: number) => number {
  return (x, y) => {
    const column = (x / width + 0.5) * (columns - 1);
    const row = (y / height + 0.5) * (rows - 1);
    if (!(column > -1e-6 && row > -1e-6 && column < columns - 1 + 1e-6 && row < rows - 1 + 1e-6))
      return Number.NaN;
    const i = Math.min(Math.max(Math.floor(column), 0), columns - 2);
    const j = Math.min(Math.max(Math.floor(row), 0), rows - 2);
    const at = (di: number, dj: number) => values[(j + dj) * columns + i + di] as number;
    const low = at(0, 0) + (column - i) * (at(1, 0) - at(0, 0));
    const high = at(0, 1) + (column - i) * (at(1, 1) - at(0, 1));
    return low + (row - j) * (high - low);
  };
}

/** Tells of a place on the surface whether it is seen, or the surface stands between it and the eye. */
export function visibility(shape: SurfaceShape, { eye, rise }: Sight): (...place: Spot) => boolean {
  const heightAt = between(shape, shape.heights);
  return (x, y, height) => {
    const [dx, dy] = [eye[0] - x, eye[1] - y];
    const distance = Math.hypot(dx, dy);
    const lifted = height + LIFT / rise;
    const climb = (eye[2] - lifted) / distance;
    for (let gone = STRIDE; gone < distance; gone += STRIDE) {
      const above = lifted + climb * gone;
      if (above > 1) return true;
      const ground = heightAt(x + (dx * gone) / distance, y + (dy * gone) / distance);
      // Holes hide nothing.
      if (ground > above) return false;
    }
    return true;
  };
}
