import type { CompiledObjective } from '../compile/compile-objective.ts';
import type { Interval } from '../run/experiment.ts';

/** Along which line through the point f is sampled: one entry of x varies, the others stay. */
export interface SliceLine {
  /** The entry of x that varies, counted from 0. */
  readonly coordinate: number;
  readonly interval: Interval;
}

/** What to slice: lines through a point, each parallel to an axis. */
export interface SliceRequest {
  readonly x: readonly number[];
  readonly lines: readonly SliceLine[];
  /** Samples along each line, at least 2; the outermost lie on the ends of its interval. */
  readonly samples: number;
}

/** f along one line, with its Taylor expansion at the point: f(x + t·eⱼ) ≈ f + slope·t + ½·curvature·t². */
export interface Slice extends SliceLine {
  /** f at evenly spaced places of the interval; may hold NaN and infinities. */
  readonly values: Float64Array;
  /** ∂f/∂xⱼ at the point. */
  readonly slope: number;
  /** ∂²f/∂xⱼ² at the point. */
  readonly curvature: number;
}

/** Slices through one point. */
export interface SliceSet {
  readonly f: number;
  /** The point's entry on each line, in the lines' order. */
  readonly at: readonly number[];
  readonly lines: readonly Slice[];
}

/**
 * Cuts the graph of f with the planes through a point in which all entries of x but one are constant.
 * @throws RangeError where a line names an entry that x does not have.
 */
export function sampleSlices(f: CompiledObjective, { x, lines, samples }: SliceRequest): SliceSet {
  const point = Float64Array.from(x);
  const gradient = new Float64Array(f.size);
  const value = f.valueAndGradient(point, gradient);
  const direction = new Float64Array(f.size);
  const product = new Float64Array(f.size);
  const moved = Float64Array.from(x);
  const slices = lines.map(({ coordinate, interval }): Slice => {
    if (!(coordinate in point))
      throw new RangeError(`x has ${f.size} entries, there is no ${coordinate + 1}.`);
    direction[coordinate] = 1;
    f.hessianVector(point, direction, product);
    direction[coordinate] = 0;
    const [low, high] = interval;
    const values = Float64Array.from({ length: samples }, (_, index) => {
      moved[coordinate] = low + ((high - low) * index) / (samples - 1);
      return f.value(moved);
    });
    moved[coordinate] = point[coordinate] as number;
    const slope = gradient[coordinate] as number;
    return { coordinate, interval, values, slope, curvature: product[coordinate] as number };
  });
  return { f: value, at: lines.map(({ coordinate }) => point[coordinate] as number), lines: slices };
}
