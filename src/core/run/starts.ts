import { latinHypercube } from '../random/latin-hypercube.ts';
import { SOBOL_DIMENSIONS, Sobol } from '../random/sobol.ts';
import { Xoshiro256 } from '../random/xoshiro256.ts';

/** A way to draw points of a box. */
export interface Sampling {
  /** What it does, a clause without a full stop. */
  readonly meaning: string;
  /** The greatest number of coordinates that may vary. */
  readonly limit: number;
  /** `count` points of the unit cube [0, 1)ⁿ, one after the other. */
  readonly draw: (seed: number, count: number, dimension: number) => Float64Array;
}

/** Every way to draw starts, by name: the only list. */
export const SAMPLINGS = {
  uniform: {
    meaning: 'every point as likely as the other, each drawn by itself',
    limit: Number.POSITIVE_INFINITY,
    draw: (seed, count, dimension) => {
      const random = new Xoshiro256(seed);
      return Float64Array.from({ length: count * dimension }, () => random.uniform());
    },
  },
  latin: {
    meaning: 'a Latin hypercube: along every coordinate one start in each of as many equal intervals',
    limit: Number.POSITIVE_INFINITY,
    draw: (seed, count, dimension) => latinHypercube(new Xoshiro256(seed), count, dimension),
  },
  sobol: {
    meaning: 'a Sobol sequence, shifted by the seed: fills the box evenly, best with 2, 4, 8 … starts',
    limit: SOBOL_DIMENSIONS,
    draw: (seed, count, dimension) => {
      const points = new Float64Array(count * dimension);
      const sequence = new Sobol(dimension, seed);
      for (let i = 0; i < count; i++) sequence.next(points.subarray(i * dimension, (i + 1) * dimension));
      return points;
    },
  },
} as const satisfies Readonly<Record<string, Sampling>>;

export type SamplingName = keyof typeof SAMPLINGS;

/** Starts that are drawn from a box. */
export interface RandomStarts {
  /** The lower end for every entry of x; an entry whose ends are the same does not vary. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** How many are drawn, at least 1. */
  readonly count: number;
  /** A whole number from 0 to 2⁵³ − 1. */
  readonly seed: number;
  readonly sampling: SamplingName;
}

/**
 * The starts, each a flat x; the same for the same numbers and seed.
 *
 * @throws RangeError for a Sobol sequence of more than 128 varying coordinates.
 */
export function drawStarts({ low, high, count, seed, sampling }: RandomStarts): number[][] {
  const varying = low.flatMap((from, i) => (from < (high[i] as number) ? [i] : []));
  const unit =
    varying.length === 0 ? new Float64Array(0) : SAMPLINGS[sampling].draw(seed, count, varying.length);
  return Array.from({ length: count }, (_, s) => {
    const start = [...low];
    for (const [j, i] of varying.entries()) {
      const [from, to] = [low[i] as number, high[i] as number];
      start[i] = Math.min(to, from + (to - from) * (unit[s * varying.length + j] as number));
    }
    return start;
  });
}
