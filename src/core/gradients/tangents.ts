import { fillCoordinate } from '../random/coordinate.ts';
import { fillNormal } from '../random/normal.ts';
import { fillRademacher } from '../random/rademacher.ts';
import { fillSphere } from '../random/sphere.ts';
import type { Xoshiro256 } from '../random/xoshiro256.ts';

/** A distribution of tangents v with E[vvᵀ] = I, so that the mean of (∇f·v) v is ∇f. */
export interface TangentDistribution {
  readonly name: string;
  /** What it is, a clause without a full stop. */
  readonly meaning: string;
  /** Fills `out` with tangents of n entries, one after the other; the same however many are drawn at a time. */
  readonly fill: (random: Xoshiro256, out: Float64Array, n: number) => void;
  /** The relative squared error of a single forward gradient: E[(g·v)² ‖v‖²] / ‖g‖² − 1. */
  readonly squaredError: (n: number) => number;
  readonly squaredErrorFormula: string;
  /** The expected dimension of the space that k tangents span; undefined where there is no formula. */
  readonly span: (n: number, k: number) => number | undefined;
}

const gaussian: TangentDistribution = {
  name: 'gaussian',
  meaning: 'independent standard normal entries',
  fill: (random, out) => fillNormal(random, out),
  squaredError: (n) => n + 1,
  squaredErrorFormula: 'n+1',
  span: (n, k) => Math.min(k, n),
};

const rademacher: TangentDistribution = {
  name: 'rademacher',
  meaning: 'independent signs −1 and 1',
  fill: (random, out) => fillRademacher(random, out),
  squaredError: (n) => n - 1,
  squaredErrorFormula: 'n-1',
  // Two of the 2ⁿ vectors of signs are parallel with probability 2¹⁻ⁿ; for more there is no closed formula.
  span: (n, k) => (k === 1 || n === 1 ? 1 : k === 2 ? 2 - 2 ** (1 - n) : undefined),
};

const sphere: TangentDistribution = {
  name: 'sphere',
  meaning: 'evenly on the sphere of radius √n',
  fill: (random, out, n) => each(fillSphere, random, out, n),
  squaredError: (n) => n - 1,
  squaredErrorFormula: 'n-1',
  span: (n, k) => Math.min(k, n),
};

const coordinate: TangentDistribution = {
  name: 'coordinate',
  meaning: '√n times the unit vector of a random coordinate',
  fill: (random, out, n) => each(fillCoordinate, random, out, n),
  squaredError: (n) => n - 1,
  squaredErrorFormula: 'n-1',
  // The expected number of different coordinates among k drawn with replacement.
  span: (n, k) => n * (1 - (1 - 1 / n) ** k),
};

/** Every distribution of tangents by name. */
export const TANGENTS: Readonly<Record<string, TangentDistribution>> = Object.fromEntries(
  [gaussian, rademacher, sphere, coordinate].map((distribution) => [distribution.name, distribution]),
);

function each(
  fill: (random: Xoshiro256, out: Float64Array) => void,
  random: Xoshiro256,
  out: Float64Array,
  n: number,
): void {
  for (let i = 0; i < out.length; i += n) fill(random, out.subarray(i, i + n));
}
