import type { Trace } from '../../src/core/run/trace.ts';
import type { PlanView } from '../../src/protocol/worker.ts';
import type { Quantity } from '../model.ts';

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

/** The points of a run, those left out that have no place on the scale. */
export function chartPoints(
  trace: Trace,
  quantity: Quantity,
  logarithmic: boolean,
  offset: number,
): ChartPoint[] {
  const points: ChartPoint[] = [];
  for (let index = 0; index < trace.length; index++) {
    const y = quantityAt(trace, quantity, index) - offset;
    if (Number.isFinite(y) && (y > 0 || !logarithmic))
      points.push({ x: trace.iteration[index] as number, y });
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
