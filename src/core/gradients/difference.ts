import type { Bounds } from '../methods/bounds.ts';
import { copy } from './copy.ts';
import type { Derivatives } from './derivatives.ts';
import type { GradientFunction, Source } from './source.ts';

/** f along one axis: at the point with entry i moved by t, inside its bounds. */
type Along = (t: number) => number;

/** A rule for a derivative from differences of f along one axis. */
interface Scheme {
  readonly name: string;
  readonly meaning: string;
  /** Evaluations of f for each variable, besides f(x). */
  readonly evaluations: number;
  /** The h that balances truncation and rounding for x and f of ordinary size: a power of ε by the order of the scheme. */
  readonly step: number;
  /** How many h to one side a point may lie, where the other side has no room. */
  readonly reach: number;
  /** The derivative where f has that value, with points on both sides. */
  readonly derivative: (f: Along, value: number, h: number) => number;
  /** The same with points on the side of h alone, which may be negative. */
  readonly oneSided: (f: Along, value: number, h: number) => number;
}

const EPSILON = Number.EPSILON;

const forward = (f: Along, value: number, h: number) => (f(h) - value) / h;
const central = (f: Along, h: number) => (f(h) - f(-h)) / (2 * h);
/** The slope at 0 of the parabola through f(0), f(h) and f(2h). */
const parabola = (f: Along, value: number, h: number) => (4 * f(h) - f(2 * h) - 3 * value) / (2 * h);

/** Every scheme by name. */
export const SCHEMES: Readonly<Record<string, Scheme>> = Object.fromEntries(
  (
    [
      {
        name: 'forward',
        meaning: '(f(x + h) − f(x))/h, error of order h',
        evaluations: 1,
        step: EPSILON ** (1 / 2),
        reach: 1,
        derivative: forward,
        oneSided: forward,
      },
      {
        name: 'central',
        meaning: '(f(x + h) − f(x − h))/2h, error of order h²',
        evaluations: 2,
        step: EPSILON ** (1 / 3),
        reach: 2,
        derivative: (f, _, h) => central(f, h),
        oneSided: parabola,
      },
      {
        name: 'richardson',
        meaning: 'central differences at h and h/2, extrapolated: error of order h⁴',
        evaluations: 4,
        step: EPSILON ** (1 / 5),
        reach: 2,
        derivative: (f, _, h) => (4 * central(f, h / 2) - central(f, h)) / 3,
        oneSided: (f, value, h) => (4 * parabola(f, value, h / 2) - parabola(f, value, h)) / 3,
      },
    ] satisfies Scheme[]
  ).map((scheme) => [scheme.name, scheme]),
);

/** Finite differences along the coordinate axes, which need values of f alone. */
export const difference: Source = {
  name: 'difference',
  title: 'Finite differences',
  formula: String.raw`\hat g_i = \frac{f(x+h e_i)-f(x)}{h}`,
  kind: 'approximate',
  settings: [
    {
      kind: 'name',
      name: 'scheme',
      symbol: String.raw`\hat g`,
      default: 'central',
      choices: Object.values(SCHEMES).map(({ name, meaning }) => ({ name, meaning })),
      meaning: 'which values of f are compared',
    },
    {
      kind: 'number',
      name: 'h',
      symbol: 'h',
      automatic:
        'max(1, |xᵢ|) times √ε (forward), ∛ε (central) or the fifth root of ε (richardson), ε = 2⁻⁵²',
      range: { minimum: 0, maximum: Number.MAX_VALUE, open: 'minimum' },
      whole: false,
      meaning: 'the distance between the points: large truncates, small rounds',
    },
  ],
  make: ({ scheme, h }, f, bounds) =>
    makeDifference(SCHEMES[scheme as string] as Scheme, h as number | undefined, f, bounds),
  theory: () => ({
    note: 'nothing is random: the error is that of truncation and of rounding, see the table against h',
  }),
  reference:
    'Gill, Murray & Wright 1981, Practical Optimization, section 4.6; Richardson 1911, Phil. Trans. A 210',
};

function makeDifference(
  scheme: Scheme,
  step: number | undefined,
  { compiled, size }: Derivatives,
  bounds: Bounds | undefined,
): GradientFunction {
  const near = new Float64Array(size);
  let i = 0;
  let [here, low, high] = [0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const along: Along = (t) => {
    // Rounding may lead out by a hair.
    near[i] = Math.min(Math.max(here + t, low), high);
    const value = compiled.value(near);
    near[i] = here;
    return value;
  };
  return {
    valueAndGradient: (x, g) => {
      const value = compiled.value(x);
      copy(x, near);
      for (i = 0; i < size; i++) {
        here = x[i] as number;
        const h = step ?? scheme.step * Math.max(1, Math.abs(here));
        if (bounds) [low, high] = [bounds.lower[i] as number, bounds.upper[i] as number];
        g[i] = slope(scheme, along, value, h, here - low, high - here);
      }
      return value;
    },
    cost: { f: 1 + scheme.evaluations * size, gradient: 0, jvp: 0, hvp: 0 },
    state: () => null,
    restore: () => {},
  };
}

/** The derivative with room for points only so far below and above; along an axis without any room f does not change. */
function slope(
  { reach, derivative, oneSided }: Scheme,
  f: Along,
  value: number,
  h: number,
  below: number,
  above: number,
): number {
  if (h <= below && h <= above) return derivative(f, value, h);
  const room = Math.max(below, above);
  const near = Math.min(h, room / reach);
  const found = oneSided(f, value, (above >= below ? near : -near) || EPSILON);
  return room === 0 ? 0 : found;
}
