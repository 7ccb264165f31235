import { STUCK } from './bfgs.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from './candidate.ts';
import { unitStep } from './line-search/first-trial.ts';
import { lineSearch } from './line-search/registry.ts';
import type { Evaluator, Point, SearchSettings, Solver } from './solver.ts';
import { dot, norm } from './vector.ts';

/** What conjugate gradients carry from step to step. */
interface CgState {
  readonly search: SearchSettings;
  readonly variant: number;
  /** The last direction, and its slope where the step began; 0 before the first step and after a restart. */
  readonly direction: Float64Array;
  slope: number;
  rate: number;
  /** Steps since the last restart. */
  age: number;
  /** β of the next direction. */
  beta: number;
  readonly candidates: CandidatePair;
}

/** The names of the formulas for β, in the order of their numbers. */
const VARIANTS = ['hz', 'pr', 'fr'] as const;

/**
 * Nonlinear conjugate gradients: a step along d ← −∇f(x) + β d, where β is Hager and Zhang's, Polak and Ribière's (not below 0) or
 * Fletcher and Reeves'. Begins anew along the gradient where d does not lead downwards.
 */
export const cg: Solver<CgState> = {
  kind: 'solver',
  name: 'cg',
  title: 'Nonlinear conjugate gradient',
  formula: String.raw`d_k = -\nabla f(x_k) + \beta_k d_{k-1}, \quad x_{k+1} = x_k + \alpha_k d_k`,
  hyperparameters: [
    {
      name: 'variant',
      symbol: String.raw`\beta`,
      default: 0,
      range: { minimum: 0, maximum: VARIANTS.length - 1 },
      whole: true,
      choices: VARIANTS,
      meaning:
        'the formula for β: hz (Hager & Zhang), pr (Polak & Ribière, not below 0), fr (Fletcher & Reeves)',
    },
  ],
  order: 1,
  search: { name: 'wolfe', settings: { c2: 0.1 } },
  begin: ({ x }, { search, hyperparameters }) => ({
    search: search as SearchSettings,
    variant: hyperparameters.variant as number,
    direction: new Float64Array(x.length),
    slope: 0,
    rate: Number.NaN,
    age: 0,
    beta: 0,
    candidates: candidatePair(x.length),
  }),
  step: (state, current, evaluator) => {
    const candidate = freeCandidate(state.candidates, current);
    if (!advance(state, current, evaluator, candidate)) {
      const again = state.beta !== 0;
      state.beta = 0;
      if (!again || !advance(state, current, evaluator, candidate)) return STUCK;
    }
    state.rate = candidate.rate;
    state.beta = conjugate(state, current, candidate);
    return candidate;
  },
  reference:
    'Fletcher & Reeves 1964; Polak & Ribière 1969; Hager & Zhang 2005, SIAM Journal on Optimization 16(1):170–192; Nocedal & Wright 2006, section 5.2',
};

function advance(state: CgState, current: Point, evaluator: Evaluator, candidate: Candidate): boolean {
  const { search, direction, beta } = state;
  const g = current.g as Float64Array;
  for (let i = 0; i < g.length; i++) {
    direction[i] = -(g[i] as number) + (beta === 0 ? 0 : beta * (direction[i] as number));
  }
  const before = state.slope;
  const slope = dot(g, direction);
  if (!(slope < 0)) return false;
  state.slope = slope;
  const first = before < 0 ? state.rate * (before / slope) : unitStep(current);
  const line = { origin: current, direction, slope, first };
  return lineSearch(search.name).search(line, evaluator, search.settings, candidate);
}

/** β of the direction after the step from `current` to the candidate along d. */
function conjugate({ variant, direction }: CgState, current: Point, { point }: Candidate): number {
  const [g, next] = [current.g as Float64Array, point.g];
  let [yy, yNext, yd, dNext] = [0, 0, 0, 0];
  for (let i = 0; i < g.length; i++) {
    const y = (next[i] as number) - (g[i] as number);
    const d = direction[i] as number;
    yy += y * y;
    yNext += y * (next[i] as number);
    yd += y * d;
    dNext += d * (next[i] as number);
  }
  const gg = dot(g, g);
  let beta: number;
  if (VARIANTS[variant] === 'fr') beta = dot(next, next) / gg;
  else if (VARIANTS[variant] === 'pr') beta = Math.max(0, yNext / gg);
  else {
    const length = norm(direction);
    beta = Math.max((yNext - (2 * yy * dNext) / yd) / yd, -1 / (length * Math.min(0.01, Math.sqrt(gg))));
  }
  return Number.isFinite(beta) ? beta : 0;
}
