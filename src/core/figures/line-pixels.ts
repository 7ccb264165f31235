import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';

/** A line in data, flat: x₀, y₀, x₁, y₁ …, in the pixels of a plot. */
export function linePixels(points: Float64Array, area: PlotArea): Float64Array {
  const pixels = new Float64Array(points.length);
  for (let index = 0; index < points.length; index += 2) {
    pixels[index] = toPixelX(area, points[index] as number);
    pixels[index + 1] = toPixelY(area, points[index + 1] as number);
  }
  return pixels;
}
