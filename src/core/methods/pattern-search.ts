import type { Evaluator, Point, Solver, StepOutcome } from './solver.ts';
import { valueOrInfinity } from './value-or-infinity.ts';

/** The mesh and where the pattern points; plain data. */
export interface PatternSearchState {
  /** The width of the mesh. */
  size: number;
  /** The point before the last success, from which the pattern points on; absent: there is none. */
  before: Float64Array | undefined;
  /** The sign that was tried with success last, for each coordinate. */
  readonly signs: Float64Array;
  readonly shrink: number;
  readonly tolerance: number;
}

/**
 * Hooke & Jeeves' pattern search: each coordinate is tried a mesh width forth and back, and what helps is kept; a success is repeated as a whole
 * before the next trial around. Where nothing helps the mesh is made finer; below `tolerance` the run is stuck. f falls in every step.
 */
export const patternSearch: Solver<PatternSearchState> = {
  kind: 'solver',
  name: 'pattern',
  title: 'Pattern search',
  formula: String.raw`x_{k+1} = E_s(2x_k - x_{k-1})\ \text{or}\ E_s(x_k), \quad E_s(x):\ x_i \leftarrow x_i \pm s\ \text{where } f \text{ falls}, \quad s \leftarrow \beta s\ \text{where nothing helps}`,
  hyperparameters: [
    {
      name: 'size',
      symbol: 's',
      default: 0.5,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'both' },
      meaning: 'the width of the first mesh',
    },
    {
      name: 'shrink',
      symbol: String.raw`\beta`,
      default: 0.5,
      range: { minimum: 0, maximum: 1, open: 'both' },
      meaning: 'how much finer each next mesh is',
    },
    {
      name: 'tolerance',
      symbol: String.raw`\delta`,
      default: 1e-6,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'maximum' },
      meaning: 'the width below which the mesh is not made finer',
    },
  ],
  order: 0,
  begin: ({ x }, { hyperparameters }) => {
    const { size, shrink, tolerance } = hyperparameters as Record<string, number>;
    return {
      size: size as number,
      before: undefined,
      signs: new Float64Array(x.length).fill(1),
      shrink: shrink as number,
      tolerance: tolerance as number,
    };
  },
  step: (state, current, evaluator): StepOutcome => {
    const { before } = state;
    if (before) {
      const x = current.x.map((entry, i) => 2 * entry - (before[i] as number));
      const further = explore(state, { x, f: valueOrInfinity(evaluator, x) }, evaluator, current.f);
      if (further.f < current.f) return success(state, current, further);
      state.before = undefined;
    }
    // Below rounding the mesh has no other points.
    const finest = 1e-16 * current.x.reduce((most, entry) => Math.max(most, Math.abs(entry)), 1e-290);
    while (state.size >= state.tolerance && state.size > finest) {
      const around = explore(state, current, evaluator, current.f);
      if (around.f < current.f) return success(state, current, around);
      state.size *= state.shrink;
    }
    return {
      kind: 'stuck',
      message: `f improves along no coordinate any more by steps of ${state.tolerance} and more`,
    };
  },
  reference: 'Hooke & Jeeves 1961, Journal of the ACM 8(2):212–229',
};

function success(state: PatternSearchState, current: Point, point: Point): StepOutcome {
  state.before = current.x.slice();
  return { kind: 'candidate', point, rate: state.size };
}

/** The lowest point found by trying each coordinate in turn; a trial counts where it beats what there is. */
function explore(state: PatternSearchState, from: Point, evaluator: Evaluator, bound: number): Point {
  const x = from.x.slice();
  let f = from.f;
  for (let i = 0; i < x.length; i++) {
    const entry = x[i] as number;
    const first = state.signs[i] as number;
    for (const sign of [first, -first]) {
      x[i] = entry + sign * state.size;
      const trial = valueOrInfinity(evaluator, x);
      if (trial < f) {
        f = trial;
        state.signs[i] = sign;
        break;
      }
      x[i] = entry;
    }
  }
  return f < bound ? { x, f } : { x: from.x, f: Number.POSITIVE_INFINITY };
}
