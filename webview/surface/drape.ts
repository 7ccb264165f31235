import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { indexAt } from '../../src/core/figures/path-layer.ts';
import type { PlotArea } from '../../src/core/figures/plot-area.ts';
import type { SeriesStyle } from '../../src/core/figures/series-style.ts';
import { surfaceHeights } from '../../src/core/figures/surface-heights.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import { placeIn } from '../../src/core/sampling/plane.ts';
import { valueAt } from '../../src/core/sampling/value-at.ts';
import { currentIteration, type Model, type Picture } from '../model.ts';
import { crowdedRuns, runStyle } from '../run-groups.ts';
import type { Ball, DrapedLine } from './scene.ts';

/** A straight step is bent along the surface in pieces of this many pixels. */
const PIECE = 6;
/** Iterates closer than this in pixels are not told apart. */
const FINEST = 0.8;

/** Dots for single iterates need room between them, in pixels; and a path has no more of them than are told apart. */
const DOT_SPACING = 8;
const MOST_DOTS = 40;

/** The way so far, the way to go, and that of one of many. */
const LOUD = { width: 2.75, opacity: 1 };
const FAINT = { width: 1.5, opacity: 0.4 };
const CROWD = { width: 1, opacity: 0.5 };

type Place = readonly [x: number, y: number];

/** The paths of the runs on the surface, parts outside its window left out; the way so far loud, the rest faint, and many of one method thin. */
export function drapePaths(
  model: Model,
  { field, contours }: Picture,
  area: PlotArea,
  theme: FigureTheme,
): { readonly lines: DrapedLine[]; readonly balls: Ball[] } {
  const { height } = surfaceHeights(field, contours);
  const toPlot = (trace: Trace, index: number): Place => {
    const [s, t] = placeIn(field.window, trace.x, index * trace.dimension);
    return [
      ((s - area.x[0]) / (area.x[1] - area.x[0]) - 0.5) * area.width,
      ((t - area.y[0]) / (area.y[1] - area.y[0]) - 0.5) * area.height,
    ];
  };
  const heightAt = ([x, y]: Place) =>
    height(
      valueAt(
        field,
        area.x[0] + (x / area.width + 0.5) * (area.x[1] - area.x[0]),
        area.y[0] + (y / area.height + 0.5) * (area.y[1] - area.y[0]),
      ),
    );
  const lines: DrapedLine[] = [];
  const balls: Ball[] = [];
  const crowded = crowdedRuns(model);
  model.runs.forEach(({ trace }, index) => {
    if (!trace || trace.length === 0 || model.hidden.includes(index)) return;
    const style = runStyle(model.runs[index], theme.series);
    const isCrowded = crowded.has(index);
    const now = indexAt(trace, currentIteration(model));
    const places = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, each) => toPlot(trace, from + each));
    lines.push(
      ...drape(places(0, now), heightAt, style, isCrowded ? CROWD : LOUD),
      ...(isCrowded ? [] : drape(places(now, trace.length - 1), heightAt, style, FAINT)),
    );
    const ball = (at: number, radius: number, color: string) => {
      const [x, y] = toPlot(trace, at);
      const z = heightAt([x, y]);
      if (Number.isFinite(z)) balls.push({ place: [x, y, z], radius, color });
    };
    if (!isCrowded) {
      ball(0, 4, theme.foreground);
      for (const at of apart(places(0, now))) ball(at, 2.25, style.color);
    }
    ball(now, isCrowded ? 2.5 : 6, style.color);
  });
  return { lines, balls };
}

/** The iterates that are far enough from the one before to be told apart, without the ends. */
function apart(places: readonly Place[]): number[] {
  const found: number[] = [];
  let last = places[0] as Place;
  for (let at = 1; at < places.length - 1; at++) {
    const place = places[at] as Place;
    if (!(Math.hypot(place[0] - last[0], place[1] - last[1]) >= DOT_SPACING)) continue;
    found.push(at);
    last = place;
    if (found.length === MOST_DOTS) break;
  }
  return found;
}

function drape(
  places: readonly Place[],
  heightAt: (place: Place) => number,
  { color, dash }: SeriesStyle,
  pen: Pick<DrapedLine, 'width' | 'opacity'>,
): DrapedLine[] {
  const parts: number[][] = [];
  let part: number[] | undefined;
  const add = (place: Place) => {
    const z = heightAt(place);
    if (!Number.isFinite(z)) {
      part = undefined;
      return;
    }
    if (!part) {
      part = [];
      parts.push(part);
    }
    part.push(place[0], place[1], z);
  };
  let last: Place | undefined;
  places.forEach((place, index) => {
    if (!last) add(place);
    else {
      const distance = Math.hypot(place[0] - last[0], place[1] - last[1]);
      if (!(distance >= FINEST) && index < places.length - 1) return;
      const pieces = Math.min(400, Math.max(1, Math.ceil(distance / PIECE)));
      for (let piece = 1; piece <= pieces; piece++) {
        const share = piece / pieces;
        add([last[0] + (place[0] - last[0]) * share, last[1] + (place[1] - last[1]) * share]);
      }
    }
    last = place;
  });
  return parts
    .filter((points) => points.length > 3)
    .map((points) => ({
      points: Float32Array.from(points),
      color,
      // Dashes of a crowd are no more than noise.
      dash: pen === CROWD ? [] : dash,
      ...pen,
    }));
}
