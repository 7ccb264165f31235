import { copy } from './copy.ts';
import type { Derivatives } from './derivatives.ts';
import type { GradientFunction, Source } from './source.ts';

type Objective = (x: Float64Array) => number;

/** A rule for a derivative from differences of f along one axis. */
interface Scheme {
  readonly name: string;
  readonly meaning: string;
  /** Evaluations of f for each variable, besides f(x). */
  readonly evaluations: number;
  /** The h that balances truncation and rounding for x and f of ordinary size: a power of ε by the order of the scheme. */
  readonly step: number;
  /** ∂f/∂xᵢ at `near`, an array to work in, where f has that value. */
  readonly derivative: (f: Objective, near: Float64Array, i: number, value: number, h: number) => number;
}

const EPSILON = Number.EPSILON;

/** f at `near` with entry i moved by h. */
function moved(f: Objective, near: Float64Array, i: number, h: number): number {
  const here = near[i] as number;
  near[i] = here + h;
  const value = f(near);
  near[i] = here;
  return value;
}

function central(f: Objective, near: Float64Array, i: number, h: number): number {
  return (moved(f, near, i, h) - moved(f, near, i, -h)) / (2 * h);
}

/** Every scheme by name. */
export const SCHEMES: Readonly<Record<string, Scheme>> = Object.fromEntries(
  (
    [
      {
        name: 'forward',
        meaning: '(f(x + h) − f(x))/h, error of order h',
        evaluations: 1,
        step: EPSILON ** (1 / 2),
        derivative: (f, near, i, value, h) => (moved(f, near, i, h) - value) / h,
      },
      {
        name: 'central',
        meaning: '(f(x + h) − f(x − h))/2h, error of order h²',
        evaluations: 2,
        step: EPSILON ** (1 / 3),
        derivative: (f, near, i, _value, h) => central(f, near, i, h),
      },
      {
        name: 'richardson',
        meaning: 'central differences at h and h/2, extrapolated: error of order h⁴',
        evaluations: 4,
        step: EPSILON ** (1 / 5),
        derivative: (f, near, i, _value, h) => (4 * central(f, near, i, h / 2) - central(f, near, i, h)) / 3,
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
  make: ({ scheme, h }, f) => makeDifference(SCHEMES[scheme as string] as Scheme, h as number | undefined, f),
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
): GradientFunction {
  const near = new Float64Array(size);
  return {
    valueAndGradient: (x, g) => {
      const value = compiled.value(x);
      copy(x, near);
      for (let i = 0; i < size; i++) {
        const h = step ?? scheme.step * Math.max(1, Math.abs(x[i] as number));
        g[i] = scheme.derivative(compiled.value, near, i, value, h);
      }
      return value;
    },
    cost: { f: 1 + scheme.evaluations * size, gradient: 0, jvp: 0, hvp: 0 },
    state: () => null,
    restore: () => {},
  };
}
