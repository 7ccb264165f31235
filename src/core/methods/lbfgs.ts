import { STUCK } from './bfgs.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from './candidate.ts';
import { unitStep } from './line-search/first-trial.ts';
import { lineSearch } from './line-search/registry.ts';
import type { Evaluator, Point, SearchSettings, Solver } from './solver.ts';
import { addScaled, dot } from './vector.ts';

/** What L-BFGS carries from step to step: the last pairs s, y in rings. */
interface LbfgsState {
  readonly search: SearchSettings;
  readonly steps: readonly Float64Array[];
  readonly turns: readonly Float64Array[];
  /** 1 / sᵀy of each pair. */
  readonly inverses: Float64Array;
  readonly factors: Float64Array;
  /** The number of pairs, and the place of the newest. */
  count: number;
  newest: number;
  /** sᵀy / yᵀy of the newest pair: the scale of the inverse Hessian. */
  scale: number;
  readonly direction: Float64Array;
  readonly candidates: CandidatePair;
}

/** sᵀy must be at least this part of yᵀy (the machine's precision, as in L-BFGS-B), else the pair is not kept. */
const LEAST_CURVATURE = 2.2e-16;

/** L-BFGS: BFGS of which only the last m pairs s, y are kept, so that a step costs 4mn multiplications and no matrix. */
export const lbfgs: Solver<LbfgsState> = {
  kind: 'solver',
  name: 'lbfgs',
  title: 'L-BFGS',
  formula: String.raw`x_{k+1} = x_k - \alpha_k H_k \nabla f(x_k), \quad H_k \text{ from the last } m \text{ pairs } s_i = x_{i+1} - x_i,\; y_i = \nabla f(x_{i+1}) - \nabla f(x_i)`,
  hyperparameters: [
    {
      name: 'memory',
      symbol: 'm',
      default: 10,
      range: { minimum: 1, maximum: 1000 },
      whole: true,
      meaning: 'how many of the last steps it remembers',
    },
  ],
  order: 1,
  search: { name: 'wolfe', settings: {} },
  begin: ({ x }, { search, hyperparameters }) => {
    const n = x.length;
    const memory = hyperparameters.memory as number;
    const ring = () => Array.from({ length: memory }, () => new Float64Array(n));
    return {
      search: search as SearchSettings,
      steps: ring(),
      turns: ring(),
      inverses: new Float64Array(memory),
      factors: new Float64Array(memory),
      count: 0,
      newest: -1,
      scale: 1,
      direction: new Float64Array(n),
      candidates: candidatePair(n),
    };
  },
  step: (state, current, evaluator) => {
    const candidate = freeCandidate(state.candidates, current);
    if (!advance(state, current, evaluator, candidate)) {
      const again = state.count > 0;
      state.count = 0;
      if (!again || !advance(state, current, evaluator, candidate)) return STUCK;
    }
    learn(state, current, candidate);
    return candidate;
  },
  reference:
    'Liu & Nocedal 1989, Mathematical Programming 45:503–528; Nocedal & Wright 2006, algorithms 7.4 and 7.5',
};

function advance(state: LbfgsState, current: Point, evaluator: Evaluator, candidate: Candidate): boolean {
  const { search, direction, count } = state;
  turnGradient(state, current.g as Float64Array);
  const slope = dot(current.g as Float64Array, direction);
  if (!(slope < 0)) return false;
  const first = count > 0 ? 1 : unitStep(current);
  const line = { origin: current, direction, slope, first };
  return lineSearch(search.name).search(line, evaluator, search.settings, candidate);
}

/** The two loops: direction ← −H g. */
function turnGradient(state: LbfgsState, g: Float64Array): void {
  const { steps, turns, inverses, factors, count, newest, direction } = state;
  const memory = steps.length;
  for (let i = 0; i < g.length; i++) direction[i] = -(g[i] as number);
  if (count === 0) return;
  for (let back = 0; back < count; back++) {
    const at = (newest - back + memory) % memory;
    const factor = (inverses[at] as number) * dot(steps[at] as Float64Array, direction);
    factors[at] = factor;
    addScaled(direction, -factor, turns[at] as Float64Array);
  }
  for (let i = 0; i < g.length; i++) direction[i] = state.scale * (direction[i] as number);
  for (let back = count - 1; back >= 0; back--) {
    const at = (newest - back + memory) % memory;
    const back2 = (inverses[at] as number) * dot(turns[at] as Float64Array, direction);
    addScaled(direction, (factors[at] as number) - back2, steps[at] as Float64Array);
  }
}

function learn(state: LbfgsState, current: Point, { point }: Candidate): void {
  const memory = state.steps.length;
  const at = (state.newest + 1) % memory;
  const [s, y] = [state.steps[at] as Float64Array, state.turns[at] as Float64Array];
  const [x, g] = [current.x, current.g as Float64Array];
  for (let i = 0; i < x.length; i++) {
    s[i] = (point.x[i] as number) - (x[i] as number);
    y[i] = (point.g[i] as number) - (g[i] as number);
  }
  const [sy, yy] = [dot(s, y), dot(y, y)];
  if (!(sy > LEAST_CURVATURE * yy)) {
    // The oldest pair has been overwritten where the memory is full.
    state.count = Math.min(state.count, memory - 1);
    return;
  }
  state.inverses[at] = 1 / sy;
  state.scale = sy / yy;
  state.newest = at;
  state.count = Math.min(state.count + 1, memory);
}
