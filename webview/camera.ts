import type { Interval } from '../src/core/run/experiment.ts';
import { type PlaneWindow, samePlane } from '../src/core/sampling/plane.ts';

/** Units of the axes that differ by more than this are drawn at scales of their own. */
const UNEVEN = 4;

/** Windows narrower than this, relative to their distance from 0, have no room between the numbers. */
const NARROWEST = 1e-11;

const WIDEST = 1e12;

/**
 * Widens a window so that it fills a plot with units equally long on both axes: circles are round and gradients
 * stand at right angles on the level lines. A window whose sides differ too much is left as it is.
 */
export function fitWindow(window: PlaneWindow, width: number, height: number): PlaneWindow {
  const unitX = (window.x[1] - window.x[0]) / width;
  const unitY = (window.y[1] - window.y[0]) / height;
  const ratio = unitX / unitY;
  if (ratio > UNEVEN || ratio < 1 / UNEVEN) return window;
  return ratio > 1
    ? { ...window, y: resize(window.y, ratio, 0.5) }
    : { ...window, x: resize(window.x, 1 / ratio, 0.5) };
}

/**
 * Zooms about a place of the window that stays where it is.
 * @param factor Above 1 shows more.
 * @param shareX From the left, 0 … 1.
 * @param shareY From the bottom, 0 … 1.
 * @returns the window itself where numbers are too coarse to go on.
 */
export function zoomWindow(window: PlaneWindow, factor: number, shareX = 0.5, shareY = 0.5): PlaneWindow {
  const next = { ...window, x: resize(window.x, factor, shareX), y: resize(window.y, factor, shareY) };
  return isSane(next.x) && isSane(next.y) ? next : window;
}

/** Moves the window by shares of its width and height; positive to the right and upwards. */
export function panWindow(window: PlaneWindow, shareX: number, shareY: number): PlaneWindow {
  const next = { ...window, x: shift(window.x, shareX), y: shift(window.y, shareY) };
  return isSane(next.x) && isSane(next.y) ? next : window;
}

/** Whether two windows show the same part of the same plane. */
export function sameWindow(a: PlaneWindow, b: PlaneWindow): boolean {
  return samePlane(a, b) && sameInterval(a.x, b.x) && sameInterval(a.y, b.y);
}

function sameInterval(a: Interval, b: Interval): boolean {
  const tolerance = (a[1] - a[0]) * 1e-9;
  return Math.abs(a[0] - b[0]) <= tolerance && Math.abs(a[1] - b[1]) <= tolerance;
}

function resize([low, high]: Interval, factor: number, share: number): Interval {
  const fixed = low + (high - low) * share;
  const span = (high - low) * factor;
  return [fixed - span * share, fixed + span * (1 - share)];
}

function shift([low, high]: Interval, share: number): Interval {
  const distance = (high - low) * share;
  return [low + distance, high + distance];
}

function isSane([low, high]: Interval): boolean {
  const size = Math.max(Math.abs(low), Math.abs(high));
  return size < WIDEST && high - low > size * NARROWEST && high - low > 1e-290;
}
