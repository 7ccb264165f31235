import { decimate } from '../../src/core/figures/decimate.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { band } from '../../src/core/run/band.ts';
import { entryAt, type RaceAxis, racePlaces } from '../../src/core/run/race-places.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { PlanView } from '../../src/protocol/worker.ts';
import type { Model } from '../model.ts';
import { crowdedRuns, runGroups } from '../run-groups.ts';
import type { Quantity } from './options.ts';

/** A point of the plot: a place on the axis, and a value. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** A line of the plot: a run, or the median of runs that repeat one another. */
export interface ConvergenceLine {
  /** As it is written: "gd(rate = 0.1)". */
  readonly text: string;
  readonly group: number;
  /** The places on the axis, and the quantity there; NaN where it has no value. */
  readonly at: Float64Array;
  readonly values: Float64Array;
  /** The iterations at these places; of a median there where they are the places. */
  readonly iterations?: Float64Array;
  /** One of many. */
  readonly thin?: boolean;
  /** The 10th and the 90th percentile beside the median. */
  readonly band?: { readonly low: Float64Array; readonly high: Float64Array };
}

/** The quantities that can be plotted of a function, with the words for them. @param f its name. */
export function quantitiesOf(f: string): readonly { readonly value: Quantity; readonly label: string }[] {
  return [
    { value: 'f', label: f },
    { value: 'gap', label: `${f} − ${f}*` },
    { value: 'decrease', label: `Decrease of ${f}` },
    { value: 'gradientNorm', label: `‖∇${f}‖` },
    { value: 'step', label: 'Step length' },
    { value: 'rate', label: 'Rate' },
  ];
}

/** What a quantity can be plotted against, with the words for it. */
export const AXES: readonly { readonly value: RaceAxis; readonly label: string }[] = [
  { value: 'iteration', label: 'iteration k' },
  { value: 'evaluations', label: 'evaluations' },
  { value: 'time', label: 'time in seconds' },
];

/** How the values of a quantity come about. */
export interface Measure {
  readonly quantity: Quantity;
  /** f*: the target where one is given, else the best f of all runs. */
  readonly best: number;
  readonly sense: 'minimize' | 'maximize';
}

/** The lines of what is visible: a line per run, or where runs repeat one another one for all of them. */
export function convergenceLines(
  model: Model,
  measure: Measure,
  axis: RaceAxis,
  bands: boolean,
): ConvergenceLine[] {
  const { runs, hidden } = model;
  const crowded = crowdedRuns(model);
  return runGroups(model).flatMap(({ group, plan, members, repeats }): ConvergenceLine[] => {
    const shown = members.filter((index) => !hidden.includes(index) && (runs[index]?.trace?.length ?? 0) > 0);
    if (bands && shown.length > 1 && repeats && axis !== 'time') {
      const some = shown.map((index) => {
        const { trace, result } = runs[index] as RunView;
        return {
          trace: { ...(trace as Trace), f: course(trace as Trace, measure) },
          ...(result && { result }),
        };
      });
      // Only f itself becomes infinite where a run is lost.
      const together = band(
        measure.quantity === 'f' ? some : some.map(({ trace }) => ({ trace })),
        measure.sense,
        axis,
      );
      const { at, median, p10, p90 } = together;
      const iterations = axis === 'iteration' ? { iterations: at } : {};
      const text = `${plan.text}, median`;
      return [{ text, group, at, values: median, band: { low: p10, high: p90 }, ...iterations }];
    }
    return shown.flatMap((index) => {
      const { trace, plan: own, result } = runs[index] as RunView & { readonly trace: Trace };
      const at = racePlaces(trace, axis, result?.seconds);
      if (!at) return [];
      const line = { text: own.text, group, at, values: course(trace, measure), iterations: trace.iteration };
      return [{ ...line, ...(crowded.has(index) && { thin: true }) }];
    });
  });
}

function course(trace: Trace, measure: Measure): Float64Array {
  if (measure.quantity === 'f') return trace.f;
  return Float64Array.from({ length: trace.length }, (_, index) => quantityAt(trace, measure, index));
}

/** Where on a line an iteration lies, or where its iterations are not known, a place of the axis. */
export function entryOf({ at, iterations }: ConvergenceLine, k: number, place: number): number {
  return iterations ? entryAt(iterations.subarray(0, at.length), k) : entryAt(at, place);
}

/** f*: the target of the stop rule where there is one, else the best value that any run has seen. */
export function bestValue(
  runs: readonly RunView[],
  until: PlanView['until'] | undefined,
  sense: Measure['sense'],
): number {
  if (until?.target !== undefined) return until.target;
  const sign = sense === 'maximize' ? -1 : 1;
  let best = Number.POSITIVE_INFINITY;
  for (const { trace } of runs)
    for (let index = 0; index < (trace?.length ?? 0); index++) {
      const value = sign * (trace?.f[index] as number);
      if (value < best) best = value;
    }
  return sign * best;
}

/** The threshold of the stop rule in words. */
export const thresholdText = (threshold: number): string => `stops below ${formatNumber(threshold, 4)}`;

/** The threshold of the stop rule that belongs to a quantity, if it has one. */
export function thresholdOf(quantity: Quantity, until: PlanView['until'] | undefined): number | undefined {
  if (quantity === 'f') return until?.target;
  if (quantity === 'gradientNorm') return until?.gradient;
  return quantity === 'decrease' || quantity === 'step' ? until?.[quantity] : undefined;
}

/** The value of a quantity at a place of a trace; NaN where it has none, such as the decrease at the start. */
export function quantityAt(trace: Trace, { quantity, best, sense }: Measure, index: number): number {
  const sign = sense === 'maximize' ? -1 : 1;
  const f = trace.f[index] as number;
  if (quantity === 'f') return f;
  if (quantity === 'gap') return sign * (f - best);
  if (quantity === 'gradientNorm') return trace.gradientNorm[index] as number;
  if (index === 0) return Number.NaN;
  if (quantity !== 'decrease') return trace[quantity][index] as number;
  // Where iterations are left out, the mean decrease of those between.
  const steps = (trace.iteration[index] as number) - (trace.iteration[index - 1] as number);
  return (sign * ((trace.f[index - 1] as number) - f)) / steps;
}

/** Which of both scales are logarithmic. */
export interface Scales {
  readonly x: boolean;
  readonly y: boolean;
}

/** The points of a line, those left out that have no place on the scales; thinned where there are more than can be seen. */
export function chartPoints(
  { at, values }: Pick<ConvergenceLine, 'at' | 'values'>,
  logarithmic: Scales,
  offset: number,
  pixels: number,
): readonly ChartPoint[] {
  const points: ChartPoint[] = [];
  for (let index = 0; index < at.length; index++) {
    const x = at[index] as number;
    const y = (values[index] as number) - offset;
    if (Number.isFinite(y) && (y > 0 || !logarithmic.y) && (x > 0 || !logarithmic.x)) points.push({ x, y });
  }
  return decimate(points, Math.max(1, Math.round(pixels)), logarithmic.x ? Math.log : undefined);
}

/** What to subtract from f so that a logarithmic scale can show it: 0 where every value is positive, else the lowest. */
export function logarithmicOffset(lines: readonly ConvergenceLine[], quantity: Quantity): number {
  if (quantity !== 'f') return 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { at, values, band: bounds } of lines)
    for (let index = 0; index < at.length; index++) {
      const value = (bounds?.low ?? values)[index] as number;
      if (Number.isFinite(value) && value < lowest) lowest = value;
    }
  return lowest > 0 || lowest === Number.POSITIVE_INFINITY ? 0 : lowest;
}

/** Whether a logarithmic scale shows more: positive values that span more than two decades. */
export function prefersLogarithm(lines: readonly ConvergenceLine[]): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { at, values } of lines)
    for (let index = 0; index < at.length; index++) {
      const value = values[index] as number;
      if (!(value > 0) || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return high > low * 100;
}
