import type { Interval, Window } from '../run/experiment.ts';

/** Where in the figure the data are drawn, in pixels, and which part of the plane it shows. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Interval;
  readonly y: Interval;
}

/** The place for ticks and names around the plot, in pixels. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const MARGINS: Margins = { left: 58, right: 12, top: 10, bottom: 40 };

/** The plot area that is left of a figure once its margins are taken off; at least a pixel wide and high. */
export function plotArea(
  window: Pick<Window, 'x' | 'y'>,
  width: number,
  height: number,
  margins: Margins = MARGINS,
): PlotArea {
  return {
    left: margins.left,
    top: margins.top,
    width: Math.max(1, width - margins.left - margins.right),
    height: Math.max(1, height - margins.top - margins.bottom),
    x: window.x,
    y: window.y,
  };
}

/** From data to pixels, rightwards. */
export function toPixelX({ left, width, x: [low, high] }: PlotArea, value: number): number {
  return left + ((value - low) / (high - low)) * width;
}

/** From data to pixels, downwards. */
export function toPixelY({ top, height, y: [low, high] }: PlotArea, value: number): number {
  return top + height - ((value - low) / (high - low)) * height;
}

/** The inverse of {@link toPixelX} and {@link toPixelY}. */
export function toData(area: PlotArea, pixelX: number, pixelY: number): [x: number, y: number] {
  const [left, right] = area.x;
  const [bottom, top] = area.y;
  return [
    left + ((pixelX - area.left) / area.width) * (right - left),
    top - ((pixelY - area.top) / area.height) * (top - bottom),
  ];
}
