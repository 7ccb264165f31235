import { project } from './bounds.ts';
import { minimizeAlong } from './minimize-along.ts';
import type { Solver, StepOutcome } from './solver.ts';
import { valueOrInfinity } from './value-or-infinity.ts';

/** Whose turn it is, and how far each coordinate went last; plain data. */
export interface CoordinateDescentState {
  next: number;
  /** The first step of the next search along each coordinate. */
  readonly steps: Float64Array;
  readonly tolerance: number;
}

/**
 * Coordinate descent: f is minimized along one coordinate after the other, in turn, each time as far as it goes. One step is one
 * coordinate; those along which f does not fall are passed over, and where it falls along none the run is stuck: at a minimum, or where a
 * crease or a narrow valley lies askew of all axes.
 *
 * The minimum along a coordinate is found by values only, see `minimizeAlong`.
 */
export const coordinateDescent: Solver<CoordinateDescentState> = {
  kind: 'solver',
  name: 'coordinate',
  title: 'Coordinate descent',
  formula: String.raw`x_{k+1} = x_k + t_k\,e_i, \quad t_k = \operatorname*{argmin}_t f(x_k + t\,e_i), \quad i = 1 + (k \bmod n)`,
  hyperparameters: [
    {
      name: 'size',
      symbol: 's',
      default: 0.1,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'both' },
      meaning: 'the first step of the first search along each coordinate',
    },
    {
      name: 'tolerance',
      symbol: String.raw`\delta`,
      default: 1e-8,
      range: { minimum: 0, maximum: 1, open: 'both' },
      meaning:
        'how exactly the minimum along a coordinate is found, relative to its value (absolutely below 1)',
    },
  ],
  order: 0,
  begin: ({ x }, { hyperparameters }) => {
    const { size, tolerance } = hyperparameters as Record<string, number>;
    return {
      next: 0,
      steps: new Float64Array(x.length).fill(size as number),
      tolerance: tolerance as number,
    };
  },
  step: (state, { x, f }, evaluator): StepOutcome => {
    const n = x.length;
    for (let tried = 0; tried < n; tried++) {
      const i = state.next;
      state.next = (i + 1) % n;
      const entry = x[i] as number;
      const point = x.slice();
      const along = (t: number) => {
        point[i] = entry + t;
        return valueOrInfinity(evaluator, point);
      };
      const least = state.tolerance * Math.max(1, Math.abs(entry));
      const found = minimizeAlong(along, f, state.steps[i] as number, state.tolerance, least);
      // The next search begins near the scale of this one; above rounding, so that it can see a difference.
      state.steps[i] = Math.max(Math.abs(found.t) / 2, 16 * least);
      if (found.f < f) {
        point[i] = entry + found.t;
        if (evaluator.bounds) project(point, evaluator.bounds);
        return { kind: 'candidate', point: { x: point, f: found.f }, rate: (point[i] as number) - entry };
      }
    }
    return {
      kind: 'stuck',
      message: `f improves along ${n === 1 ? 'its coordinate no further' : `none of its ${n} coordinates`}, to a tolerance of ${state.tolerance}`,
    };
  },
  reference:
    'Wright 2015, Mathematical Programming 151:3–34; the search: Brent 1973, Algorithms for Minimization without Derivatives, chapter 5',
};
