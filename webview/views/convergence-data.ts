import { indexAt } from '../../src/core/figures/path-layer.ts';
import { band } from '../../src/core/run/band.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import type { RunView } from '../../src/protocol/page.ts';
import type { PlanView } from '../../src/protocol/worker.ts';
import type { Model, Quantity } from '../model.ts';
import { crowdedRuns, runGroups } from '../run-groups.ts';

/** A point of the plot: iteration and value. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** The quantities that can be plotted, with the words for them. */
export const QUANTITIES: readonly { readonly value: Quantity; readonly label: string }[] = [
  { value: 'f', label: 'f' },
  { value: 'decrease', label: 'Decrease of f' },
  { value: 'gradientNorm', label: '‖∇f‖' },
  { value: 'step', label: 'Step length' },
];

/** The threshold of the stop rule that belongs to a quantity, if it has one. */
export function thresholdOf(quantity: Quantity, until: PlanView['until'] | undefined): number | undefined {
  if (quantity === 'f') return until?.target;
  if (quantity === 'gradientNorm') return until?.gradient;
  return until?.[quantity];
}

/** The value of a quantity at a place of a trace; NaN where it has none, such as the decrease at the start. */
export function quantityAt(trace: Trace, quantity: Quantity, index: number): number {
  if (quantity === 'f') return trace.f[index] as number;
  if (quantity === 'gradientNorm') return trace.gradientNorm[index] as number;
  if (index === 0) return Number.NaN;
  if (quantity === 'step') return trace.step[index] as number;
  // Where iterations are left out, the mean decrease of those between.
  const steps = (trace.iteration[index] as number) - (trace.iteration[index - 1] as number);
  return ((trace.f[index - 1] as number) - (trace.f[index] as number)) / steps;
}

/** A line of the plot: a run, or the median of runs that repeat one another. */
export interface ConvergenceLine {
  /** As it is written: "gd(rate = 0.1)". */
  readonly text: string;
  readonly group: number;
  /** The iterations, and the quantity there; NaN where it has no value. */
  readonly at: Float64Array;
  readonly values: Float64Array;
  /** One of many. */
  readonly thin?: boolean;
  /** The 10th and the 90th percentile beside the median. */
  readonly band?: { readonly low: Float64Array; readonly high: Float64Array };
}

/** The lines of what is visible: a line per run, or where runs repeat one another one for all of them. */
export function convergenceLines(model: Model): ConvergenceLine[] {
  const { runs, hidden, quantity, objective } = model;
  const crowded = crowdedRuns(model);
  return runGroups(model).flatMap(({ group, plan, members, repeats }): ConvergenceLine[] => {
    const shown = members.filter((index) => !hidden.includes(index) && (runs[index]?.trace?.length ?? 0) > 0);
    if (shown.length > 1 && repeats) {
      const some = shown.map((index) => {
        const { trace, result } = runs[index] as RunView;
        return {
          trace: { ...(trace as Trace), f: course(trace as Trace, quantity) },
          ...(result && { result }),
        };
      });
      // Only f itself becomes infinite where a run is lost.
      const together = band(
        quantity === 'f' ? some : some.map(({ trace }) => ({ trace })),
        objective?.sense ?? 'minimize',
      );
      const { at, median, p10, p90 } = together;
      return [{ text: `${plan.text}, median`, group, at, values: median, band: { low: p10, high: p90 } }];
    }
    return shown.map((index) => {
      const { trace, plan: own } = runs[index] as RunView;
      return {
        text: own.text,
        group,
        at: (trace as Trace).iteration,
        values: course(trace as Trace, quantity),
        ...(crowded.has(index) && { thin: true }),
      };
    });
  });
}

function course(trace: Trace, quantity: Quantity): Float64Array {
  if (quantity === 'f') return trace.f;
  return Float64Array.from({ length: trace.length }, (_, index) => quantityAt(trace, quantity, index));
}

/** The place of the last value at or before iteration k. */
export function placeAt({ at }: ConvergenceLine, k: number): number {
  return indexAt({ iteration: at, length: at.length }, k);
}

/** The points of a line, those left out that have no place on the scale. */
export function chartPoints(
  { at, values }: ConvergenceLine,
  logarithmic: boolean,
  offset: number,
): ChartPoint[] {
  const points: ChartPoint[] = [];
  for (let index = 0; index < at.length; index++) {
    const y = (values[index] as number) - offset;
    if (Number.isFinite(y) && (y > 0 || !logarithmic)) points.push({ x: at[index] as number, y });
  }
  return points;
}

/**
 * What to subtract from f so that a logarithmic scale can show it: 0 where every value is positive, else the lowest.
 */
export function logarithmicOffset(traces: readonly Trace[], quantity: Quantity): number {
  if (quantity !== 'f') return 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { f, length } of traces)
    for (let index = 0; index < length; index++) {
      const value = f[index] as number;
      if (Number.isFinite(value) && value < lowest) lowest = value;
    }
  return lowest > 0 || lowest === Number.POSITIVE_INFINITY ? 0 : lowest;
}

/** Whether a logarithmic scale shows more: positive values that span more than two decades. */
export function prefersLogarithm(traces: readonly Trace[], quantity: Quantity): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const trace of traces)
    for (let index = 0; index < trace.length; index++) {
      const value = quantityAt(trace, quantity, index);
      if (!(value > 0) || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return high > low * 100;
}
