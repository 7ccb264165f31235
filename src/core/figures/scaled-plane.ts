import { axesAt, marginsFor } from './axes.ts';
import type { FigureTheme } from './figure-theme.ts';
import { MARGINS, type PlotArea, plotArea, toPixelX, toPixelY } from './plot-area.ts';
import { evenInterval, type Scale, scaled, scaleTicks } from './scale.ts';
import { round, type SvgElement } from './svg.ts';

/** A scale and what it measures. */
export interface NamedScale extends Scale {
  readonly name: string;
}

/** A plane in which each axis is linear or logarithmic. */
export interface ScaledPlane {
  /** Its intervals are in powers of ten where a scale is logarithmic. */
  readonly area: PlotArea;
  /** From data to pixels; not finite where a value has no place on its scale. */
  x(value: number): number;
  y(value: number): number;
  axes(theme: FigureTheme): SvgElement;
}

/** Pixels between ticks, about. */
const SPACING = { x: 64, y: 44 };

/** Lays a plane out in a figure of some pixels. @param above room to be left above the plot. */
export function scaledPlane(
  x: NamedScale,
  y: NamedScale,
  { width, height }: { readonly width: number; readonly height: number },
  above = 0,
): ScaledPlane {
  const inside = height - MARGINS.top - MARGINS.bottom - above;
  const up = scaleTicks(y, Math.max(2, inside / SPACING.y));
  const intervals = { x: evenInterval(x), y: evenInterval(y) };
  const full = plotArea(intervals, width, height, marginsFor(up));
  const area = { ...full, top: full.top + above, height: Math.max(1, full.height - above) };
  const px = (value: number) => toPixelX(area, scaled(x.kind, value));
  const py = (value: number) => toPixelY(area, scaled(y.kind, value));
  return {
    area,
    x: px,
    y: py,
    axes: (theme) => {
      const ticks = {
        x: scaleTicks(x, Math.max(2, area.width / SPACING.x)).map((value) => ({ value, place: px(value) })),
        y: up.map((value) => ({ value, place: py(value) })),
      };
      return axesAt(area, ticks, [x.name, y.name], theme);
    },
  };
}

/**
 * The path data of a line through points of data, broken where a point has no place in the plane.
 * @param stairs whether each value holds up to the next point.
 */
export function planeLine(
  { x, y }: Pick<ScaledPlane, 'x' | 'y'>,
  points: Iterable<readonly [x: number, y: number]>,
  stairs = false,
): string {
  let d = '';
  let joined = false;
  for (const [right, up] of points) {
    const [px, py] = [x(right), y(up)];
    const isThere = Number.isFinite(px) && Number.isFinite(py);
    if (isThere && joined && stairs) d += `H${round(px)}V${round(py)}`;
    else if (isThere) d += `${joined ? 'L' : 'M'}${round(px)},${round(py)}`;
    joined = isThere;
  }
  return d;
}
