import type { Interval } from '../../src/core/run/experiment.ts';
import { isOblique } from '../../src/core/sampling/plane.ts';
import type { SliceLine } from '../../src/core/sampling/slices.ts';
import type { RunView } from '../../src/protocol/page.ts';
import { type Model, wantedWindow } from '../model.ts';

/** More planes than this are not looked at. */
const MOST_LINES = 12;

/** What the path covers is shown with as much again around it. */
const AIR = 0.5;

const known = new WeakMap<readonly RunView[], Map<number, Interval>>();

/** The lines through the iterate that are drawn: as wide as the picture where it shows the coordinate, else as the paths. */
export function sliceLines(model: Model): SliceLine[] {
  const { objective, runs } = model;
  if (!objective) return [];
  const window = wantedWindow(model);
  const count = Math.min(objective.coordinates.length, MOST_LINES);
  return Array.from({ length: count }, (_, coordinate) => {
    const side = window && !isOblique(window) ? window.coordinates.indexOf(coordinate) : -1;
    const shown = side === 0 ? window?.x : side === 1 ? window?.y : undefined;
    return { coordinate, interval: shown ?? covered(runs, coordinate) };
  });
}

/** What all paths cover of a coordinate, with air around it. */
function covered(runs: readonly RunView[], coordinate: number): Interval {
  const found = known.get(runs) ?? new Map<number, Interval>();
  known.set(runs, found);
  const there = found.get(coordinate);
  if (there) return there;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { trace } of runs) {
    if (!trace) continue;
    for (let index = 0; index < trace.length; index++) {
      const x = trace.x[index * trace.dimension + coordinate] as number;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  }
  if (!(high >= low)) [low, high] = [-1, 1];
  const air = Math.max((high - low) * AIR, Math.max(Math.abs(low), Math.abs(high)) * 1e-3, 1e-9);
  const interval = [low - air, high + air] as const;
  found.set(coordinate, interval);
  return interval;
}
