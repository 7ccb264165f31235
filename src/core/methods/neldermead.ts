import type { Bounds } from './bounds.ts';
import { checkMemory } from './check-memory.ts';
import type { Evaluator, Point, Solver, StepOutcome } from './solver.ts';
import { valueOrInfinity } from './value-or-infinity.ts';

/** The simplex and what the run has been told; plain data. */
export interface NelderMeadState {
  /** The n + 1 vertices, the lowest value first. */
  vertices: Float64Array[];
  values: Float64Array;
  /** How often a degenerate simplex has been replaced. */
  restarts: number;
  readonly size: number;
  readonly xtol: number;
  readonly ftol: number;
  readonly adaptive: number;
  readonly allowedRestarts: number;
}

/** A simplex whose other extents are this part of its diameter is degenerate: no level set of a condition below 1e12 asks for it. */
const FLAT = 1e-6;
/** Iterations without a better vertex after which there is none to be found, for each dimension. */
const PATIENCE = 500;

/**
 * Nelder & Mead's simplex. One step goes on until the lowest vertex has become lower, so that f falls in every step. It is stuck when
 * all vertices lie within `xtol` of the lowest, in every coordinate, and their values within `ftol` of its value; a simplex that is
 * degenerate by then is replaced first, for the method is known to collapse at points that are no minima (McKinnon 1998).
 *
 * Moves, order of comparisons, first simplex (5 % of each coordinate, 0.00025 where it is zero) and stop are those of SciPy's
 * `minimize(method='Nelder-Mead')`, and so are the numbers of evaluations where nothing is replaced.
 */
export const neldermead: Solver<NelderMeadState> = {
  kind: 'solver',
  name: 'neldermead',
  title: 'Nelder–Mead',
  formula: String.raw`\bar x = \tfrac1n\sum_{i<n} x_i, \quad x(t) = \bar x + t\,(\bar x - x_n), \quad x_n \leftarrow x(\rho),\ x(\rho\chi),\ x(\pm\psi)\ \text{or}\ x_i \leftarrow x_0 + \sigma\,(x_i - x_0)`,
  hyperparameters: [
    {
      name: 'size',
      symbol: 's',
      default: 0,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: "the length of the first simplex's edges; 0 for 5 % of each coordinate of the start",
    },
    {
      name: 'adaptive',
      symbol: 'a',
      default: 0,
      range: { minimum: 0, maximum: 1 },
      choices: ['no', 'yes'],
      meaning: 'whether the moves depend on the dimension, which helps beyond some ten',
    },
    {
      name: 'xtol',
      symbol: String.raw`\delta_x`,
      default: 1e-4,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'how close to its lowest vertex the simplex must lie to end',
    },
    {
      name: 'ftol',
      symbol: String.raw`\delta_f`,
      default: 1e-4,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'how close together the values at its vertices must be to end',
    },
    {
      name: 'restarts',
      symbol: 'r',
      default: 3,
      range: { minimum: 0, maximum: 1000 },
      whole: true,
      meaning: 'how often a degenerate simplex may be replaced',
    },
  ],
  order: 0,
  begin: (start, { hyperparameters }, evaluator) => {
    const n = start.x.length;
    checkMemory(neldermead.title, n, n * (n + 1));
    const { size, adaptive, xtol, ftol, restarts } = hyperparameters as Record<string, number>;
    const state: NelderMeadState = {
      vertices: [],
      values: new Float64Array(0),
      restarts: 0,
      size: size as number,
      xtol: xtol as number,
      ftol: ftol as number,
      adaptive: adaptive as number,
      allowedRestarts: restarts as number,
    };
    build(state, start, evaluator);
    return state;
  },
  step: (state, current, evaluator): StepOutcome => {
    const patience = PATIENCE * current.x.length;
    for (let n = 0; n < patience; n++) {
      const f = state.values[0] as number;
      if (f < current.f) {
        const x = (state.vertices[0] as Float64Array).slice();
        return { kind: 'candidate', point: { x, f }, rate: Number.NaN };
      }
      if (converged(state)) {
        if (state.restarts >= state.allowedRestarts || flatness(state.vertices, evaluator) > FLAT) {
          return { kind: 'stuck', message: sentence(state) };
        }
        state.restarts++;
        build(state, current, evaluator);
      } else {
        iterate(state, evaluator);
      }
    }
    return {
      kind: 'stuck',
      message: `${patience} moves of the simplex found nothing better: rounding keeps it from shrinking to xtol = ${state.xtol} and ftol = ${state.ftol}`,
    };
  },
  reference:
    'Nelder & Mead 1965, Computer Journal 7(4):308–313; adaptive: Gao & Han 2012, Computational Optimization and Applications 51:259–277',
};

/** A simplex with a right angle at a point. */
function build(state: NelderMeadState, { x, f }: Point, evaluator: Evaluator): void {
  state.vertices = [x.slice()];
  state.values = Float64Array.from({ length: x.length + 1 }, () => f);
  for (let i = 0; i < x.length; i++) {
    const vertex = x.slice();
    const entry = x[i] as number;
    const there = state.size > 0 ? entry + state.size : entry === 0 ? 0.00025 : 1.05 * entry;
    vertex[i] = inward(evaluator.bounds, i, entry, there);
    state.vertices.push(vertex);
    state.values[i + 1] = valueOrInfinity(evaluator, vertex);
  }
  sort(state);
}

/** Where an edge of the simplex ends: beyond a bound as far to the other side, if there is more room. */
function inward(bounds: Bounds | undefined, i: number, entry: number, there: number): number {
  if (!bounds) return there;
  const [low, high] = [bounds.lower[i] as number, bounds.upper[i] as number];
  if (there >= low && there <= high) return there;
  const [up, down] = [high - entry, entry - low];
  return up > down === there > entry ? there : 2 * entry - there;
}

function iterate(state: NelderMeadState, evaluator: Evaluator): void {
  const { vertices, values } = state;
  const n = vertices.length - 1;
  const { rho, chi, psi, sigma } = coefficients(n, state.adaptive === 1);
  const worst = vertices[n] as Float64Array;
  const center = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    evaluator.checkpoint();
    const vertex = vertices[j] as Float64Array;
    for (let i = 0; i < n; i++) center[i] = (center[i] as number) + (vertex[i] as number);
  }
  for (let i = 0; i < n; i++) center[i] = (center[i] as number) / n;
  const along = (t: number) => {
    const x = center.map((c, i) => (1 + t) * c - t * (worst[i] as number));
    return { x, f: valueOrInfinity(evaluator, x) };
  };
  const [lowest, second, highest] = [values[0] as number, values[n - 1] as number, values[n] as number];
  const reflected = along(rho);
  let next: { x: Float64Array; f: number } | undefined = reflected;
  if (reflected.f < lowest) {
    const expanded = along(rho * chi);
    if (expanded.f < reflected.f) next = expanded;
  } else if (reflected.f >= second) {
    const outside = reflected.f < highest;
    const contracted = along(outside ? psi * rho : -psi);
    const taken = outside ? contracted.f <= reflected.f : contracted.f < highest;
    next = taken ? contracted : undefined;
  }
  if (next) {
    vertices[n] = next.x;
    values[n] = next.f;
  } else {
    const [best, ...others] = vertices as [Float64Array, ...Float64Array[]];
    others.forEach((vertex, j) => {
      vertices[j + 1] = vertex.map((v, i) => (best[i] as number) + sigma * (v - (best[i] as number)));
      values[j + 1] = valueOrInfinity(evaluator, vertices[j + 1] as Float64Array);
    });
  }
  sort(state);
}

/** Lengths of reflection, expansion, contraction and shrinking. */
function coefficients(n: number, adaptive: boolean) {
  // In one dimension the adaptive ones would shrink to a point.
  if (!adaptive || n < 2) return { rho: 1, chi: 2, psi: 0.5, sigma: 0.5 };
  return { rho: 1, chi: 1 + 2 / n, psi: 0.75 - 1 / (2 * n), sigma: 1 - 1 / n };
}

function sort(state: NelderMeadState): void {
  const order = Array.from(state.values.keys()).sort((i, j) => {
    const [a, b] = [state.values[i] as number, state.values[j] as number];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  state.vertices = order.map((i) => state.vertices[i] as Float64Array);
  state.values = Float64Array.from(order, (i) => state.values[i] as number);
}

function converged({ vertices, values, xtol, ftol }: NelderMeadState): boolean {
  const [best, ...others] = vertices as [Float64Array, ...Float64Array[]];
  const close = others.every((vertex) => vertex.every((v, i) => Math.abs(v - (best[i] as number)) <= xtol));
  return close && values.every((f) => Math.abs(f - (values[0] as number)) <= ftol);
}

/** The other extents of a simplex relative to its diameter d, as their geometric mean: (|det edges| / dⁿ)^(1/(n − 1)). */
function flatness(vertices: readonly Float64Array[], evaluator: Evaluator): number {
  const [best, ...others] = vertices as [Float64Array, ...Float64Array[]];
  const n = others.length;
  if (n === 1) return 1;
  const lengths = others.map((vertex) => Math.hypot(...vertex.map((v, i) => v - (best[i] as number))));
  const diameter = Math.max(...lengths);
  if (diameter === 0) return 1;
  const rows = others.map((vertex) => Array.from(vertex, (v, i) => (v - (best[i] as number)) / diameter));
  let logarithm = 0;
  for (let k = 0; k < n; k++) {
    evaluator.checkpoint();
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    }
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    logarithm += Math.log(Math.abs(rows[k]![k]!));
    if (logarithm === Number.NEGATIVE_INFINITY) return 0;
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j < n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  return Math.exp(logarithm / (n - 1));
}

function sentence({ xtol, ftol, restarts }: NelderMeadState): string {
  const after =
    restarts > 0 ? `, after ${restarts} replaced ${restarts === 1 ? 'simplex' : 'simplices'}` : '';
  return `the simplex has shrunk to xtol = ${xtol}, and its values agree to ftol = ${ftol}${after}`;
}
