import { directionEnd, directionTo } from '../../src/core/figures/direction-ends.ts';
import { type PlotArea, toPixelX, toPixelY } from '../../src/core/figures/plot-area.ts';
import { isCurve, type PlaneWindow, placeIn } from '../../src/core/sampling/plane.ts';
import type { Model } from '../model.ts';
import { shownPlace } from '../shown-iterate.ts';
import type { Place } from '../ui/pointing.ts';
import { type Grip, roundedPlace } from '../views/gestures.ts';
import { type PlotOptions, plotOptions } from './plot-options.ts';

/** What can be moved in the picture does something when it is moved. */
export interface GripActions {
  /** The runs are to start here: a value for each axis of the plane. */
  start(place: Place): void;
  /** Draws the picture in another way. */
  choose(options: Partial<PlotOptions>): void;
}

/** The start, or the head of an arrow, can be taken hold of this many pixels around it. */
const REACH = 14;

/** Where the start is drawn, in pixels of the plot. */
export function startPlace({ plan, runs }: Model, area: PlotArea, window: PlaneWindow): Place | undefined {
  if (!plan) return undefined;
  const [right, up] = placeIn(window, plan.start);
  const f = runs.find(({ trace }) => trace && trace.length > 0)?.trace?.f[0] as number;
  return [toPixelX(area, right), toPixelY(area, isCurve(window) ? f : up)];
}

/** What can be moved at a place: the start, or the direction of the directional derivative. */
export function gripAt(
  place: Place,
  model: Model,
  area: PlotArea,
  window: PlaneWindow,
  actions: GripActions,
): Grip | undefined {
  const isAt = (other: Place | undefined) =>
    other !== undefined && Math.hypot(place[0] - other[0], place[1] - other[1]) < REACH;
  const options = plotOptions(model);
  const from = options.direction && !isCurve(window) ? shownPlace(model, window) : undefined;
  if (from && isAt(directionEnd(area, from, options.angle)))
    return (to) => actions.choose({ angle: directionTo(area, from, to) });
  if (isAt(startPlace(model, area, window))) return (to) => actions.start(roundedPlace(area, to));
  return undefined;
}
