import type { Hyperparameter } from '../methods/method.ts';

/** How a slider runs through the values of a number. */
export interface SettingScale {
  /** `complement`: 1 − value on a logarithmic scale, for what lies close below 1, as 0.9, 0.99, 0.999 do. */
  readonly kind: 'linear' | 'logarithmic' | 'complement';
  /** The ends of the slider; smaller and larger values may be typed. */
  readonly low: number;
  readonly high: number;
  /** Whether the left end stands for 0, where the scale is logarithmic. */
  readonly zero: boolean;
  /** Whether the right end stands for infinity: no bound at all. */
  readonly infinite: boolean;
  readonly whole: boolean;
}

/** From a default down to the left end, and up to the right end, of a number without bounds of its own. */
const REACH = 1e4;
/** More whole numbers than this are not told apart on a linear slider. */
const MOST_STEPS = 200;
/** Seeds and the like: no place on a slider means anything. */
const COUNTLESS = 1e9;
const DIGITS = 3;
/** The part of a slider at each end that stands for 0 or infinity. */
const END = 0.04;

/** The scale that suits a range and a default; undefined where a slider makes no sense. */
export function settingScale(
  range: Hyperparameter['range'],
  usual: number | undefined,
  whole: boolean,
): SettingScale | undefined {
  const { minimum, maximum, open } = range;
  const openBelow = open === 'minimum' || open === 'both';
  const openAbove = open === 'maximum' || open === 'both';
  const bounded = maximum < Number.MAX_VALUE;
  if (whole && bounded && maximum > COUNTLESS) return undefined;
  const plain = { zero: false, infinite: false, whole };
  if (whole && bounded && maximum - minimum <= MOST_STEPS) {
    return { ...plain, kind: 'linear', low: minimum, high: maximum };
  }
  if (!whole && minimum >= 0 && maximum === 1 && open !== undefined && usual !== undefined && usual >= 0.5) {
    return { ...plain, kind: 'complement', low: openBelow ? minimum + 0.01 : minimum, high: 0.9999 };
  }
  if (bounded && !whole && maximum - minimum <= 10 && usual !== undefined && Math.abs(usual) >= 0.01) {
    const margin = (maximum - minimum) / 100;
    const low = openBelow ? minimum + margin : minimum;
    const high = openAbove ? maximum - margin : maximum;
    return { ...plain, kind: 'linear', low, high };
  }
  const center = usual !== undefined && usual > 0 && Number.isFinite(usual) ? usual : whole ? 10 : 1e-3;
  const unbounded = usual === Number.POSITIVE_INFINITY;
  const least = range.least ?? (whole ? 1 : unbounded ? 1e-3 : center / REACH);
  return {
    ...{ kind: 'logarithmic', infinite: unbounded, whole },
    low: minimum > 0 ? Math.max(minimum, least) : round(least),
    high: Math.min(openAbove && !whole ? 0.99 * maximum : maximum, round(unbounded ? 1e3 : center * REACH)),
    zero: minimum <= 0 && !openBelow,
  };
}

/** Where a value stands on the slider, from 0 to 1; values beyond an end stand there. */
export function shareOf(scale: SettingScale, value: number): number {
  const { low, high, zero, infinite } = scale;
  const [first, last] = [zero ? END : 0, infinite ? 1 - END : 1];
  if (zero && value <= 0) return 0;
  if (infinite && value === Number.POSITIVE_INFINITY) return 1;
  const measure = MEASURES[scale.kind];
  const share = (measure.of(value) - measure.of(low)) / (measure.of(high) - measure.of(low));
  return first + (last - first) * Math.min(Math.max(share, 0), 1);
}

/** The value at a place of the slider: a round number, and one of the scale's ends at the ends. */
export function valueAt(scale: SettingScale, share: number): number {
  const { kind, low, high, zero, infinite, whole } = scale;
  const [first, last] = [zero ? END : 0, infinite ? 1 - END : 1];
  if (zero && share < first / 2) return 0;
  if (infinite && share > last + END / 2) return Number.POSITIVE_INFINITY;
  const inner = Math.min(Math.max((share - first) / (last - first), 0), 1);
  if (inner === 0) return low;
  if (inner === 1) return high;
  const measure = MEASURES[kind];
  const value = measure.from(measure.of(low) + inner * (measure.of(high) - measure.of(low)));
  const near =
    kind === 'complement'
      ? Number((1 - Number((1 - value).toPrecision(2))).toPrecision(12))
      : kind === 'linear'
        ? roundTo(value, (high - low) / 1000)
        : round(value);
  return Math.min(Math.max(whole ? Math.round(near) : near, low), high);
}

/** What runs evenly along the slider, and back. */
const MEASURES: Readonly<
  Record<
    SettingScale['kind'],
    { readonly of: (value: number) => number; readonly from: (measure: number) => number }
  >
> = {
  linear: { of: (value) => value, from: (measure) => measure },
  logarithmic: { of: Math.log10, from: (measure) => 10 ** measure },
  complement: { of: (value) => -Math.log10(1 - value), from: (measure) => 1 - 10 ** -measure },
};

const round = (value: number): number => Number(value.toPrecision(DIGITS));

/** To the decimal place of a step. */
function roundTo(value: number, step: number): number {
  const unit = 10 ** Math.floor(Math.log10(step));
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}
