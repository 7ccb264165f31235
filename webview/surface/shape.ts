import { bandColors, mix } from '../../src/core/figures/band-colors.ts';
import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import { surfaceHeights } from '../../src/core/figures/surface-heights.ts';
import type { Picture } from '../model.ts';
import type { SurfaceShape } from './surface-mesh.ts';

/** The surface of a picture: banded as its contour plot, a little stronger while it stands. */
export function shapeOf(
  { field, contours }: Picture,
  area: PlotArea,
  theme: FigureTheme,
): { readonly shape: SurfaceShape; readonly proportional: boolean } {
  const { band, height, proportional } = surfaceHeights(field, contours);
  const { columns, rows, values } = field;
  const count = Math.max(1, contours.levels.length);
  const [low, high] = theme.field;
  const top = mix(high, theme.foreground, 0.12);
  return {
    proportional,
    shape: {
      columns,
      rows,
      width: area.width,
      height: area.height,
      heights: Float32Array.from(values.subarray(0, columns * rows), height),
      bands: Float32Array.from(values.subarray(0, columns * rows), band),
      flatColors: bandColors(low, high, count),
      raisedColors: bandColors(low, top, count),
      lineColor: theme.levelLine,
    },
  };
}
