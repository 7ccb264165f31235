import { freeGradient, holdDirection } from './bounds.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from './candidate.ts';
import { type Creeping, creeps, noCreeping } from './creeping.ts';
import { emptyMemory, type LimitedMemory, remember, turnGradient } from './limited-memory.ts';
import { unitStep } from './line-search/first-trial.ts';
import type { Evaluator, Point, SearchSettings, Solver } from './solver.ts';
import { type Idleness, noIdleness, stepAlong } from './step-along.ts';
import { IDLE, STUCK, type Stuck } from './stuck.ts';
import { dot } from './vector.ts';

/** What L-BFGS carries from step to step. */
interface LbfgsState {
  readonly search: SearchSettings;
  readonly idleness: Idleness;
  readonly creeping: Creeping;
  readonly memory: LimitedMemory;
  readonly direction: Float64Array;
  /** The gradient without the entries that bounds hold. */
  readonly free: Float64Array;
  readonly candidates: CandidatePair;
}

/**
 * L-BFGS: BFGS of which only the last m pairs s, y are kept, so that a step costs 4mn multiplications and no matrix. y is corrected
 * by the values of f, see `secantCorrection`; what the pairs do not tell, a diagonal matrix does, which learns from all of them.
 */
export const lbfgs: Solver<LbfgsState> = {
  kind: 'solver',
  name: 'lbfgs',
  title: 'L-BFGS',
  formula: String.raw`x_{k+1} = x_k - \alpha_k H_k \nabla f(x_k), \quad H_k \text{ from the last } m \text{ pairs } s_i = x_{i+1} - x_i,\; y_i = \nabla f(x_{i+1}) - \nabla f(x_i)`,
  hyperparameters: [
    {
      name: 'memory',
      symbol: 'm',
      default: 20,
      range: { minimum: 1, maximum: 1000 },
      whole: true,
      meaning: 'how many of the last steps it remembers',
    },
  ],
  order: 1,
  search: { name: 'wolfe', settings: { weak: 1 } },
  begin: ({ x }, { search, hyperparameters }) => ({
    search: search as SearchSettings,
    idleness: noIdleness(),
    creeping: noCreeping(),
    memory: emptyMemory(hyperparameters.memory as number, x.length),
    direction: new Float64Array(x.length),
    free: new Float64Array(x.length),
    candidates: candidatePair(x.length),
  }),
  step: (state, current, evaluator) => {
    const candidate = freeCandidate(state.candidates, current);
    let stuck = advance(state, current, evaluator, candidate);
    if (stuck && state.memory.count > 0) {
      // What it remembers may be wrong here; the gradient alone is a last try.
      state.memory.count = 0;
      stuck = advance(state, current, evaluator, candidate);
    }
    if (stuck) return stuck;
    if (creeps(state.creeping, current, candidate.point)) return IDLE;
    remember(state.memory, current, candidate.point, evaluator.bounds);
    return candidate;
  },
  reference:
    'Liu & Nocedal 1989, Mathematical Programming 45:503–528; Gilbert & Lemaréchal 1989, 45:407–435 (the diagonal); Nocedal & Wright 2006, algorithms 7.4 and 7.5',
};

function advance(
  state: LbfgsState,
  current: Point,
  evaluator: Evaluator,
  candidate: Candidate,
): Stuck | undefined {
  const { memory, direction, free } = state;
  const g = freeGradient(current, evaluator.bounds, free);
  turnGradient(memory, g, direction);
  holdDirection(direction, current, evaluator.bounds);
  const slope = dot(g, direction);
  if (!(slope < 0)) return STUCK;
  const first = memory.count > 0 ? 1 : unitStep(g);
  return stepAlong(state, { origin: current, direction, slope, first }, evaluator, candidate);
}
