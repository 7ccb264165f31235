import { formatNumber } from '../../src/core/figures/format-number.ts';
import { entryAt, racePlaces } from '../../src/core/run/race-places.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import { lastIteration, type Model } from '../model.ts';
import {
  bestValue,
  type ConvergenceLine,
  convergenceLines,
  entryOf,
  logarithmicOffset,
  prefersLogarithm,
  quantitiesOf,
  type Scales,
} from './data.ts';
import { type ConvergenceOptions, convergenceOptions } from './options.ts';

/** What one drawing of the plot is made from. */
export interface Plot {
  /** The name of the function. */
  readonly f: string;
  readonly options: ConvergenceOptions;
  readonly lines: readonly ConvergenceLine[];
  readonly logarithmic: Scales;
  /** What is subtracted from f so that it has a place on a logarithmic scale. */
  readonly offset: number;
}

/** What is plotted, in words. */
export function quantityLabel({ f, options }: Pick<Plot, 'f' | 'options'>): string {
  return quantitiesOf(f).find(({ value }) => value === options.quantity)?.label ?? f;
}

/** What is to be plotted of a model. */
export function plotOf(model: Model): Plot {
  const options = convergenceOptions(model);
  const { quantity, axis, bands } = options;
  const sense = model.objective?.sense ?? 'minimize';
  const best = quantity === 'gap' ? bestValue(model.runs, model.plan?.until, sense) : 0;
  const lines = convergenceLines(model, { quantity, best, sense }, axis, bands);
  const logarithmic = { x: options.logarithmicAxis, y: options.logarithmic ?? prefersLogarithm(lines) };
  const offset = logarithmic.y ? logarithmicOffset(lines, quantity) : 0;
  return { f: model.objective?.name ?? 'f', options, lines, logarithmic, offset };
}

/** The run whose iterates the pointer and the time line follow; `undefined` where the iteration itself is the axis. */
export function leadingRun(
  { runs, selected, hidden }: Model,
  { options: { axis } }: Plot,
): { readonly trace: Trace; readonly places: Float64Array } | undefined {
  if (axis === 'iteration') return undefined;
  const first = runs.findIndex(({ trace }, run) => (trace?.length ?? 0) > 0 && !hidden.includes(run));
  const { trace, result } = runs[hidden.includes(selected) ? first : selected] ?? {};
  const places = trace && trace.length > 0 ? racePlaces(trace, axis, result?.seconds) : undefined;
  return trace && places && { trace, places };
}

/** The entry that lies nearest to a place of the axis. */
export function nearestEntry(places: Float64Array, place: number): number {
  const before = entryAt(places, place);
  const after = Math.min(before + 1, places.length - 1);
  return place - (places[before] as number) < (places[after] as number) - place ? before : after;
}

/** The ends of the axis: from 0, or where its logarithm begins, to the last place of any line. */
export function reachOf(
  lines: readonly ConvergenceLine[],
  model: Model,
  { axis }: ConvergenceOptions,
  logarithmic: boolean,
): { readonly min: number; readonly max: number } {
  let max = axis === 'iteration' ? Math.max(1, lastIteration(model)) : Number.MIN_VALUE;
  let first = Number.POSITIVE_INFINITY;
  for (const { at } of lines) {
    max = Math.max(max, at.at(-1) ?? 0);
    first = Math.min(first, at.find((place) => place > 0) ?? first);
  }
  return { min: logarithmic ? Math.min(first, max / 10) : 0, max };
}

/** The iteration, and the values of the first lines there. */
export function hoverText({ lines }: Plot, k: number, place: number): string {
  const values = lines
    .filter(({ thin }) => !thin)
    .map((line) => formatNumber(line.values[entryOf(line, k, place)] as number, 3));
  return `k ${k}: ${values.slice(0, 3).join(', ')}`;
}
