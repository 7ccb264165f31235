import type { Chart } from 'chart.js';
import { mix } from '../../src/core/figures/band-colors.ts';
import { channelsOf, hexColor } from '../../src/core/figures/hex-color.ts';
import { seriesStyle } from '../../src/core/figures/series-style.ts';
import type { PageTheme } from '../theme.ts';
import { type ConvergenceLine, entryOf, thresholdText } from './data.ts';

/** What is drawn over or under the lines of the plot. */
export interface Marks {
  readonly lines: readonly ConvergenceLine[];
  readonly threshold: number | undefined;
  /** What is subtracted from the values. */
  readonly offset: number;
  /** The iteration shown, and where it lies on the axis. */
  readonly k: number;
  readonly place: number;
  /** Where on the axis the pointer is. */
  readonly hovered: number | undefined;
  readonly theme: PageTheme;
}

/** From the 10th to the 90th percentile of runs that repeat one another. */
export function drawBands(chart: Chart<'line'>, { lines, offset, theme }: Marks): void {
  const { x, y } = chart.scales;
  if (!x || !y) return;
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
  ctx.clip();
  for (const { group, at, band } of lines) {
    if (!band) continue;
    const height = (value: number) => {
      const place = y.getPixelForValue(value - offset);
      // What is not on the scale lies beyond its end: a lost run above, on a logarithmic scale a zero below.
      if (Number.isFinite(place)) return place;
      return value > 0 ? chartArea.top - 9 : chartArea.bottom + 9;
    };
    // Where a quantity has no value, as the decrease at the start, there is no band.
    const places = Array.from(at.keys()).filter(
      (i) => !Number.isNaN(band.high[i]) && (at[i] as number) >= x.min,
    );
    ctx.beginPath();
    for (const i of places) ctx.lineTo(x.getPixelForValue(at[i] as number), height(band.high[i] as number));
    for (const i of places.reverse())
      ctx.lineTo(x.getPixelForValue(at[i] as number), height(band.low[i] as number));
    ctx.closePath();
    ctx.fillStyle = withAlpha(seriesStyle(group, theme.series).color, 0.2);
    ctx.fill();
  }
  ctx.restore();
}

/** The threshold of the stop rule, the iteration shown and the place under the pointer. */
export function drawMarks(chart: Chart<'line'>, marks: Marks): void {
  const { lines, threshold, offset, k, place, hovered, theme } = marks;
  const { x, y } = chart.scales;
  if (!x || !y || lines.length === 0) return;
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.lineWidth = 1;
  const upright = (value: number, color: string) => {
    if (value < x.min || value > x.max) return;
    const pixel = Math.round(x.getPixelForValue(value)) - 0.5;
    ctx.strokeStyle = color;
    ctx.beginPath();
    ctx.moveTo(pixel, chartArea.top);
    ctx.lineTo(pixel, chartArea.bottom);
    ctx.stroke();
  };
  if (threshold !== undefined) {
    const pixel = y.getPixelForValue(threshold - offset);
    if (pixel >= chartArea.top && pixel <= chartArea.bottom + 1)
      drawThreshold(ctx, chartArea, pixel, thresholdText(threshold), theme);
  }
  if (hovered !== undefined) upright(hovered, theme.frame);
  upright(place, mix(theme.background, theme.foreground, 0.5));
  for (const line of lines) {
    const at = entryOf(line, k, place);
    const value = (line.values[at] as number) - offset;
    const left = line.at[at] as number;
    if (line.thin || !Number.isFinite(value) || left < x.min) continue;
    if (y.type === 'logarithmic' && !(value > 0)) continue;
    ctx.beginPath();
    ctx.arc(x.getPixelForValue(left), y.getPixelForValue(value), 4, 0, 2 * Math.PI);
    ctx.fillStyle = seriesStyle(line.group, theme.series).color;
    ctx.strokeStyle = theme.background;
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

/** A colour of the theme, `#rrggbb`, let through. */
export const withAlpha = (color: string, alpha: number): string =>
  hexColor([...channelsOf(color), 255 * alpha]);

function drawThreshold(
  ctx: CanvasRenderingContext2D,
  { left, right }: { left: number; right: number },
  y: number,
  text: string,
  theme: PageTheme,
): void {
  ctx.strokeStyle = theme.muted;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = `11px ${theme.font}`;
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'left';
  ctx.fillText(text, left + 6, y - 4);
}
