import type { ContourSet } from './contour-set.ts';
import type { Field } from './field.ts';
import { clean, niceTicks } from './nice-numbers.ts';

/** How a field's contour levels are spaced. */
export interface LevelOptions {
  /** About how many levels; 14 if absent. */
  readonly count?: number;
  /** Chosen by the distribution of the values if absent. */
  readonly scale?: ContourSet['scale'];
}

/** Levels, ascending, strictly between the field's minimum and maximum. */
export interface Levels {
  readonly values: readonly number[];
  readonly scale: ContourSet['scale'];
}

/** A field this skewed shows one crowded slope on a linear scale, and nothing of its valley. */
const SKEWED = 0.14;

/** The share of the window inside the lowest logarithmic level: smaller, and its ring is a dot. */
const SMALLEST_SHARE = 0.004;

/** A positive minimum that is at most so many times the way to the lowest level is small beside the levels: these need no base. */
const NEAR_ZERO = 4;

/** A level is at least so many times as far above the base as the one before it. */
const APART = 1.25;

/** Enough samples for quantiles that only choose levels. */
const SAMPLES = 8192;

/** Mantissas per decade, from sparse to dense. */
const DECADES: readonly (readonly number[])[] = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]];

/**
 * Chooses contour levels at numbers that people read easily.
 *
 * Linear where the values are spread evenly; logarithmic, `base + m·10ᵉ` near the base and `m·10ᵉ` far above it, where most of them crowd
 * at the minimum (Rosenbrock, Beale); by quantiles where they crowd elsewhere.
 * @returns no levels for a field that is constant or has no finite value.
 */
export function contourLevels(field: Field, options: LevelOptions = {}): Levels {
  const { minimum, maximum } = field;
  const count = options.count ?? 14;
  const span = maximum - minimum;
  if (!(span > 0)) return { values: [], scale: options.scale ?? 'linear' };
  const sorted = sortedSample(field.values);
  const scale = options.scale ?? chooseScale(sorted, minimum, maximum);
  const values = LEVELS[scale](sorted, minimum, maximum, count);
  return { values: values.filter((value) => value > minimum && value < maximum), scale };
}

const LEVELS = {
  linear: (_: Float64Array, minimum: number, maximum: number, count: number) =>
    niceTicks(minimum, maximum, count, true),
  logarithmic: logarithmicLevels,
  quantile: quantileLevels,
};

function chooseScale(sorted: Float64Array, minimum: number, maximum: number): ContourSet['scale'] {
  const middle = (quantile(sorted, 0.5) - minimum) / (maximum - minimum);
  if (!(middle >= 0)) return 'quantile'; // the span overflows
  if (middle < SKEWED) return quantile(sorted, SMALLEST_SHARE) > minimum ? 'logarithmic' : 'quantile';
  return middle > 1 - SKEWED ? 'quantile' : 'linear';
}

function logarithmicLevels(sorted: Float64Array, minimum: number, maximum: number, count: number): number[] {
  const lowest = Math.max(quantile(sorted, SMALLEST_SHARE) - minimum, (maximum - minimum) * 1e-12);
  const unit = 10 ** Math.floor(Math.log10(lowest));
  const base = logarithmicBase(minimum, lowest, unit);
  const first = Math.floor(Math.log10(Math.max(lowest, base === 0 ? minimum + lowest : 0)));
  const last = Math.floor(Math.log10(maximum - base));
  const decades = last - first + 1;
  const stride = Math.max(1, Math.ceil(decades / (count + 2)));
  const spare = DECADES.filter((each) => (each.length * decades) / stride <= count + 4);
  const mantissas = spare.at(-1) ?? [1];
  const values: number[] = [];
  for (let power = first; power <= last; power += stride)
    for (const mantissa of mantissas) {
      const size = mantissa * 10 ** power;
      // Far above it the base is no more than an odd remainder of every number.
      const value = clean(size <= Math.abs(base) ? base + size : size);
      const last = values.at(-1);
      if (last === undefined || value - base >= APART * (last - base)) values.push(value);
    }
  return values.filter((value) => value >= minimum + lowest);
}

/** What the powers of ten are added to: a round number below the minimum, 5 for the levels 5.1, 5.2, 5.5, 6 … where it is 5.0003. */
function logarithmicBase(minimum: number, lowest: number, unit: number): number {
  if (minimum > 0 && minimum <= NEAR_ZERO * lowest) return 0;
  if (Math.abs(minimum) < unit) return Math.min(0, Math.sign(minimum) * unit);
  return Math.floor(minimum / unit) * unit;
}

function quantileLevels(sorted: Float64Array, minimum: number, maximum: number, count: number): number[] {
  const step = (maximum - minimum) * 1e-9;
  const values: number[] = [];
  for (let index = 1; index <= count; index++) {
    const exact = quantile(sorted, index / (count + 1));
    const rounded = Number(exact.toPrecision(3));
    if (values.length === 0 || rounded > (values.at(-1) as number) + step) values.push(rounded);
  }
  return values;
}

/** Finite values, at most about {@link SAMPLES} of them, ascending. */
function sortedSample(values: Float64Array): Float64Array {
  // A stride that shares no factor with usual widths, so that columns are not favoured.
  const stride = values.length > SAMPLES ? Math.ceil(values.length / SAMPLES) | 1 : 1;
  const sample: number[] = [];
  for (let index = 0; index < values.length; index += stride) {
    const value = values[index] as number;
    if (Number.isFinite(value)) sample.push(value);
  }
  return Float64Array.from(sample).sort();
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
