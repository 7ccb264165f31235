import { contours as marchingSquares } from 'd3-contour';
import { contourLevels, type LevelOptions } from './contour-levels.ts';
import type { ContourLevel, ContourSet } from './contour-set.ts';
import type { Field } from './field.ts';

/**
 * The contour lines of a field, by marching squares with linear interpolation (d3-contour).
 *
 * The first level is the field's minimum: its region is where f has a value at all, and it has no line. NaN cuts a
 * hole, whose rim is no level line either; infinities count as the greatest or smallest finite value.
 * @param options How many levels and how spaced; chosen by the field itself if absent.
 * @returns no levels for a field without any finite value.
 */
export function contours(field: Field, options: LevelOptions = {}): ContourSet {
  const { values, scale } = contourLevels(field, options);
  if (!Number.isFinite(field.minimum)) return { levels: [], scale };
  const grid = finiteGrid(field);
  const trace = marchingSquares().size([field.columns, field.rows]);
  const levels = [field.minimum, ...values].map((value): ContourLevel => {
    const rings = trace.contour(grid, value).coordinates.flat();
    const lines = value > field.minimum ? rings.flatMap((ring) => levelLines(ring, field)) : [];
    return {
      value,
      rings: rings.map((ring) => toWindow(ring, field)),
      lines: lines.map((line) => toWindow(line, field)),
    };
  });
  return { levels, scale };
}

type Point = number[];

function finiteGrid({ values, minimum, maximum }: Field): number[] {
  return Array.from(values, (value) => Math.min(Math.max(value, minimum), maximum));
}

/**
 * Cuts a ring at the points that lie on no level line. d3 closes rings half a cell outside the outermost samples and
 * on the samples around a hole; what remains between such points is the level line itself.
 */
function levelLines(ring: readonly Point[], field: Field): Point[][] {
  const points = ring.slice(0, -1);
  const gap = points.findIndex((point) => isArtificial(point, field));
  if (gap < 0) return [ring as Point[]];
  const lines: Point[][] = [];
  let line: Point[] = [];
  for (let index = 1; index <= points.length; index++) {
    const point = points[(gap + index) % points.length] as Point;
    if (!isArtificial(point, field)) {
      line.push(point);
      continue;
    }
    if (line.length > 1) lines.push(line);
    line = [];
  }
  return lines;
}

function isArtificial([x, y]: Point, field: Field): boolean {
  const { columns, rows } = field;
  if (x === undefined || y === undefined) return true;
  if (x <= 0 || y <= 0 || x >= columns || y >= rows) return true;
  const column = x - 0.5;
  const row = y - 0.5;
  // Interpolation against a hole ends on a sample; elsewhere a point lies between two samples.
  if (!Number.isInteger(column) || !Number.isInteger(row)) return false;
  return NEIGHBOURS.some(([dx, dy]) => isHole(field, column + dx, row + dy));
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

function isHole({ columns, rows, values }: Field, column: number, row: number): boolean {
  if (column < 0 || row < 0 || column >= columns || row >= rows) return false;
  return Number.isNaN(values[row * columns + column]);
}

/** From d3's plane, where sample (i, j) lies at (i + ½, j + ½), to the window, border included. */
function toWindow(points: readonly Point[], { window, columns, rows }: Field): Float64Array {
  const flat = new Float64Array(points.length * 2);
  points.forEach(([x = 0, y = 0], index) => {
    flat[2 * index] = place(x, columns, window.x);
    flat[2 * index + 1] = place(y, rows, window.y);
  });
  return flat;
}

function place(position: number, samples: number, [low, high]: readonly [number, number]): number {
  const share = Math.min(Math.max((position - 0.5) / (samples - 1), 0), 1);
  return low + share * (high - low);
}
