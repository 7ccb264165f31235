import { distance } from '../methods/vector.ts';
import { type PlaneWindow, pointAt } from '../sampling/plane.ts';
import type { BasinRequest } from './experiment.ts';
import { isLost } from './outcome.ts';
import type { RunResult } from './run-result.ts';

/** The middles of the cells of a grid over a window of any plane. */
export interface BasinCells extends Omit<BasinRequest, 'window'> {
  readonly window: PlaneWindow;
}

/** Starts on a grid over a window; in a plane of two coordinates all other entries of x are at a base point. */
export interface BasinGrid extends BasinCells {
  /** The flat x whose entries outside the window's coordinates are used. */
  readonly base: readonly number[];
}

/** A minimum (of a maximized function a maximum) that runs have ended in. */
export interface Minimum {
  readonly x: readonly number[];
  readonly f: number;
  /** The number of starts that lead there. */
  readonly starts: number;
}

/** Which start ends in which minimum. */
export interface BasinMap {
  readonly grid: BasinGrid;
  /** The best first. */
  readonly minima: readonly Minimum[];
  /** Of each start its minimum's place in `minima`; −1: the run was lost, −2: it ended before it settled. */
  readonly cells: Int16Array;
  /** The number of steps of each run. */
  readonly iterations: Float64Array;
}

/** The run was lost. */
export const LOST = -1;
/** The run ended before it settled. */
export const UNSETTLED = -2;

/** Ends are one minimum where they lie within this part of the window's diagonal. */
const NEAR = 0.01;
/** … and within this part of it where f does not rise between them: a rule that ends runs early leaves them around their minimum. */
const REACH = 0.1;
/** The parts of the way between two ends after each of which f is looked at. */
const PARTS = 20;
/** More minima than this are told apart no further: what is beyond counts as unsettled. */
const MOST_MINIMA = 256;

/** The starts of a grid: start (column i, row j) is number j·columns + i, rows from the window's bottom to its top. */
export function basinStarts({ window, columns, rows, base }: BasinGrid): number[][] {
  const middle = ([low, high]: readonly [number, number], i: number, count: number) =>
    low + ((high - low) * (i + 0.5)) / count;
  return Array.from({ length: rows * columns }, (_, cell) => {
    const [s, t] = [
      middle(window.x, cell % columns, columns),
      middle(window.y, Math.floor(cell / columns), rows),
    ];
    return Array.from(pointAt(window, base, s, t));
  });
}

/**
 * Sorts the ends of runs from the starts of a grid by the minimum they are in. Ends belong together where they lie within a hundredth
 * of the window's diagonal of the best of them, or within a tenth where f does not rise on the way there; a run that a limit on its work
 * ended belongs to a minimum that others have found nearby. The order of equals does not matter: they are taken by f, then by x.
 *
 * @param results - One for each start, in the order of `basinStarts`.
 * @param value - f.
 */
export function basinMap(
  grid: BasinGrid,
  results: readonly Pick<RunResult, 'x' | 'f' | 'reason' | 'gradientNorm' | 'iterations'>[],
  sense: 'minimize' | 'maximize',
  value: (x: Float64Array) => number,
): BasinMap {
  const sign = sense === 'minimize' ? 1 : -1;
  const { x, y } = grid.window;
  const diagonal = Math.hypot(x[1] - x[0], y[1] - y[0]);
  const between = new Float64Array(results[0]?.x.length ?? 0);
  const neverRises = (from: Float64Array, to: Float64Array, f: number) => {
    for (let step = 1; step < PARTS; step++) {
      const share = step / PARTS;
      for (let i = 0; i < between.length; i++) between[i] = from[i]! + share * (to[i]! - from[i]!);
      if (!(sign * value(between) <= sign * f)) return false;
    }
    return true;
  };
  const cells = new Int16Array(results.length).fill(UNSETTLED);
  const order = results
    .flatMap(({ reason }, i) => (isLost(reason) ? [] : [i]))
    .sort((a, c) => sign * (results[a]!.f - results[c]!.f) || compare(results[a]!.x, results[c]!.x));
  const ends = results.map(({ x: end }) => Float64Array.from(end));
  const minima: { end: Float64Array; f: number; starts: number }[] = [];
  const place = (i: number, found: boolean) => {
    const end = ends[i]!;
    let near = minima.findIndex((minimum) => distance(minimum.end, end) <= NEAR * diagonal);
    if (near < 0)
      near = minima.findIndex(
        (minimum) =>
          distance(minimum.end, end) <= REACH * diagonal && neverRises(end, minimum.end, results[i]!.f),
      );
    if (near < 0 && found && minima.length < MOST_MINIMA)
      near = minima.push({ end, f: results[i]!.f, starts: 0 }) - 1;
    if (near < 0) return;
    minima[near]!.starts++;
    cells[i] = near;
  };
  for (const i of order) if (isSettled(results[i]!)) place(i, true);
  for (const i of order) if (!isSettled(results[i]!)) place(i, false);
  for (const [i, { reason }] of results.entries()) if (isLost(reason)) cells[i] = LOST;
  return {
    grid,
    minima: minima.map(({ end, f, starts }) => ({ x: Array.from(end), f, starts })),
    cells,
    iterations: Float64Array.from(results, ({ iterations }) => iterations),
  };
}

/** Whether a run ended because it had arrived, or, whatever ended it, where f is level. */
function isSettled({ reason, gradientNorm, f }: Pick<RunResult, 'reason' | 'gradientNorm' | 'f'>): boolean {
  if (reason === 'cancelled') return false;
  if (reason === 'iterations' || reason === 'evaluations' || reason === 'time')
    return gradientNorm <= 1e-4 * (1 + Math.abs(f));
  return true;
}

function compare(a: readonly number[], c: readonly number[]): number {
  for (const [i, entry] of a.entries()) if (entry !== c[i]) return entry - c[i]!;
  return 0;
}
