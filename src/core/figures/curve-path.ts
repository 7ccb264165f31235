import type { Interval } from '../run/experiment.ts';
import { type PlotArea, toPixelX, toPixelY } from './plot-area.ts';
import { round } from './svg.ts';

/** Curves that leave the plot are drawn no further than this many plot heights; renderers lose precision beyond. */
const FAR = 20;

/** SVG path data of evenly spaced values over an interval, broken where a value is not finite. */
export function curvePath(values: Float64Array, [low, high]: Interval, area: PlotArea): string {
  const [top, bottom] = [area.top - FAR * area.height, area.top + FAR * area.height];
  let d = '';
  let joined = false;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      joined = false;
      return;
    }
    const x = low + ((high - low) * index) / (values.length - 1);
    const y = Math.min(Math.max(toPixelY(area, value), top), bottom);
    d += `${joined ? 'L' : 'M'}${round(toPixelX(area, x))},${round(y)}`;
    joined = true;
  });
  return d;
}
