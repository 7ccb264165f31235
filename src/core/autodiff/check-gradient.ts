import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import { fillNormal } from '../random/normal.ts';
import { Xoshiro256 } from '../random/xoshiro256.ts';
import { centralDifference } from './central-difference.ts';
import { brief, compareSlopes, type SlopeComparison, type Verdict } from './compare-slopes.ts';

/** A function and a gradient written by hand. */
export interface GradientPair {
  /** f(x). */
  value(x: Float64Array): number;
  /** ∇f(x): returned as a list or an array; or else written to g, and what is returned does not count. */
  gradient(x: Float64Array, g: Float64Array): unknown;
}

/** How thorough `checkGradient` is; all has a default. */
export interface GradientCheckOptions {
  /** The relative error up to which a derivative agrees, 1e-6 if absent. */
  readonly tolerance?: number;
  /** The number of random directions along which all variables are checked together, 3 if absent. */
  readonly directions?: number;
  /** The seed of those directions, 1 if absent. */
  readonly seed?: number;
  /** The most variables that are checked one by one, 1000 if absent; of more, evenly spread ones. */
  readonly variables?: number;
  /** The variables' names; those of the objective, or x[1], x[2] …, if absent. */
  readonly names?: readonly string[];
}

/** The derivative by one variable, held against differences. */
export interface VariableCheck extends SlopeComparison {
  /** Its place in x, counted from 0. */
  readonly index: number;
  readonly name: string;
}

/** A derivative along a direction, held against differences. */
export interface DirectionCheck extends SlopeComparison {
  /**
   * How it was computed: ∇f·v from the gradient by reverse mode (or by hand), ∇f·v by forward mode, or uᵀ∇²f·v from a
   * Hessian-vector product, which is held against differences of u·∇f.
   */
  readonly kind: 'gradient' | 'forward' | 'second';
}

/** What `checkGradient` found. */
export interface GradientCheck {
  /** `disagrees` if anything does, else `undecided` if anything is, else `agrees`. */
  readonly verdict: Verdict;
  /** The same as a sentence, with names and numbers. */
  readonly message: string;
  /** The variables that were checked, in their order. */
  readonly variables: readonly VariableCheck[];
  /** The variable with the greatest relative error among those of that verdict; absent where there is no variable. */
  readonly worst?: VariableCheck;
  readonly directions: readonly DirectionCheck[];
}

/**
 * Holds a gradient against central differences with the best step, by each variable and along random directions v:
 *
 *     ∇f(x)·v = (f(x + hv) − f(x − hv))/2h + O(h²),   extrapolated to h → 0
 *
 * Of an objective, reverse mode, forward mode and second derivatives (against differences of the gradient) are checked; of
 * a pair of functions the gradient, which may be written by hand. It is called at points near x only.
 *
 * @param x - The point; best one where nothing is special, such as 0 or equal variables, so that no mistake hides.
 * @throws RangeError where x or the gradient has the wrong length.
 * @example checkGradient({ value: ([x, y]) => x * x * y, gradient: ([x, y]) => [2 * x * y, x * x] }, [1.5, -0.7]).verdict
 */
export function checkGradient(
  target: Objective | GradientPair,
  x: ArrayLike<number>,
  options: GradientCheckOptions = {},
): GradientCheck {
  const { tolerance = 1e-6, directions = 3, seed = 1, variables = 1000 } = options;
  const point = Float64Array.from(x);
  const n = point.length;
  const compiled = 'graph' in target ? compileObjective(target) : undefined;
  const pair = compiled ?? (target as GradientPair);
  const names = options.names ?? ('graph' in target ? coordinateNames(target) : numbered(n));
  const value = pair.value(point.slice());
  if (!Number.isFinite(value)) {
    const message = `it cannot be told: the function is ${value} at this point; take one where it is finite`;
    return { verdict: 'undecided', message, variables: [], directions: [] };
  }
  const gradient = gradientOf(pair, point);
  const units = point.map((entry) => Math.max(1, Math.abs(entry)));
  const random = new Xoshiro256(seed);

  const count = Math.min(n, variables);
  const byVariable = Array.from({ length: count }, (_, k): VariableCheck => {
    const index = Math.floor((k * n) / count);
    const phi = (t: number) => {
      const moved = point.slice();
      moved[index] = (moved[index] as number) + t;
      return pair.value(moved);
    };
    const difference = centralDifference(phi, units[index]);
    return {
      index,
      name: names[index] ?? `x[${index + 1}]`,
      ...compareSlopes(gradient[index] as number, difference, tolerance),
    };
  });

  const along: DirectionCheck[] = [];
  for (let k = 0; k < directions && n > 0; k++) {
    const v = randomDirection(random, units);
    const difference = centralDifference((t) => pair.value(moveAlong(point, v, t)));
    along.push({ kind: 'gradient', ...compareSlopes(dot(gradient, v), difference, tolerance) });
    if (!compiled) continue;
    along.push({ kind: 'forward', ...compareSlopes(compiled.jvp(point, v), difference, tolerance) });
    along.push({
      kind: 'second',
      ...secondOrder(compiled, point, v, randomDirection(random, units), tolerance),
    });
  }
  return summarize(byVariable, along);
}

/** uᵀ∇²f(x)·v against differences of u·∇f along v. */
function secondOrder(
  compiled: CompiledObjective,
  x: Float64Array,
  v: Float64Array,
  u: Float64Array,
  tolerance: number,
): SlopeComparison {
  const product = new Float64Array(x.length);
  compiled.hessianVector(x, v, product);
  const gradient = new Float64Array(x.length);
  const difference = centralDifference((t) => {
    const value = compiled.valueAndGradient(moveAlong(x, v, t), gradient);
    return Number.isFinite(value) ? dot(u, gradient) : Number.NaN;
  });
  return compareSlopes(dot(u, product), difference, tolerance);
}

function gradientOf(pair: GradientPair, x: Float64Array): Float64Array {
  const g = new Float64Array(x.length).fill(Number.NaN);
  const returned = pair.gradient(x.slice(), g);
  if (!isList(returned)) return g;
  if (returned.length !== x.length) {
    throw new RangeError(
      `the gradient has ${returned.length} entries, the point ${x.length}; they must be as many`,
    );
  }
  return Float64Array.from(returned);
}

function isList(value: unknown): value is ArrayLike<number> {
  return typeof value === 'object' && value !== null && 'length' in value;
}

function summarize(
  variables: readonly VariableCheck[],
  directions: readonly DirectionCheck[],
): GradientCheck {
  const all: readonly SlopeComparison[] = [...variables, ...directions];
  const verdict: Verdict =
    (['disagrees', 'undecided'] as const).find((each) => all.some((check) => check.verdict === each)) ??
    'agrees';
  const greatest = <C extends SlopeComparison>(checks: readonly C[]): C | undefined =>
    checks.reduce<C | undefined>(
      (worst, check) => (worst && !(rank(check) > rank(worst)) ? worst : check),
      undefined,
    );
  const worst = greatest(variables.filter((check) => check.verdict === verdict)) ?? greatest(variables);
  const direction = greatest(directions.filter((check) => check.verdict === verdict));
  const found = { verdict, variables, directions, ...(worst ? { worst } : {}) };
  return { ...found, message: sentence(found, direction) };
}

/** Relative errors in their order, NaN the greatest. */
function rank({ relativeError }: SlopeComparison): number {
  return Number.isNaN(relativeError) ? Number.POSITIVE_INFINITY : relativeError;
}

function sentence(
  { verdict, worst, variables, directions }: Omit<GradientCheck, 'message'>,
  direction: DirectionCheck | undefined,
): string {
  const named = worst?.verdict === verdict ? worst : undefined;
  if (verdict === 'agrees') {
    const error = named
      ? `; the greatest relative error is ${named.relativeError.toPrecision(1)}, by ${named.name}`
      : '';
    return `the gradient agrees with differences by ${count(variables.length, 'variable')} and along ${count(directions.filter(({ kind }) => kind === 'gradient').length, 'random direction')}${error}`;
  }
  const check = (named ?? direction) as SlopeComparison;
  const what = named ? `the derivative by ${named.name}` : WHAT[(direction as DirectionCheck).kind];
  if (verdict === 'disagrees') {
    return `${what} is ${brief(check.given)}, but differences give ${brief(check.difference)} ± ${check.error.toPrecision(1)}`;
  }
  return `${what} is ${brief(check.given)}; whether that is right cannot be told here: ${check.reason}`;
}

const WHAT: Readonly<Record<DirectionCheck['kind'], string>> = {
  gradient: 'the derivative along a direction',
  forward: 'the derivative along a direction, by forward mode,',
  second: 'the second derivative along two directions',
};

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}

function numbered(n: number): string[] {
  return Array.from({ length: n }, (_, i) => `x[${i + 1}]`);
}

function randomDirection(random: Xoshiro256, units: Float64Array): Float64Array {
  const v = new Float64Array(units.length);
  fillNormal(random, v);
  const length = Math.sqrt(dot(v, v)) || 1;
  return v.map((entry, i) => (entry / length) * (units[i] as number));
}

function moveAlong(x: Float64Array, v: Float64Array, t: number): Float64Array {
  return x.map((entry, i) => entry + t * (v[i] as number));
}

function dot(a: ArrayLike<number>, c: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (c[i] as number);
  return sum;
}
