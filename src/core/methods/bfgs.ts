import { bfgsSteps, EARLY, LEAST_CURVATURE } from './bfgs-steps.ts';
import { type Bounds, freeGradient, holdDirection } from './bounds.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from './candidate.ts';
import { type Creeping, creeps, noCreeping } from './creeping.ts';
import { HOPED_LENGTH, ownRate, unitStep } from './line-search/first-trial.ts';
import { preconvexPart } from './preconvex-part.ts';
import { secantCorrection } from './secant-correction.ts';
import type { Evaluator, Point, SearchSettings, Solver } from './solver.ts';
import { type Idleness, noIdleness, stepAlong } from './step-along.ts';
import { IDLE, STUCK, type Stuck } from './stuck.ts';
import { dot } from './vector.ts';

/** What BFGS carries from step to step. */
export interface BfgsState {
  readonly search: SearchSettings;
  /** The approximation H of the inverse Hessian, row-major. */
  readonly inverse: Float64Array;
  /** Whether H has learned something; else it stands for the identity. */
  learned: boolean;
  /** How many steps it has taken. */
  taken: number;
  /** By how much f fell in the last step. */
  fall: number;
  readonly idleness: Idleness;
  readonly creeping: Creeping;
  readonly direction: Float64Array;
  readonly turn: Float64Array;
  readonly product: Float64Array;
  readonly candidates: CandidatePair;
}

/**
 * BFGS: a step along −H∇f(x), where H, an n×n approximation of the inverse Hessian that begins as the identity, learns from every pair
 * s = xₖ₊₁ − xₖ, y = ∇f(xₖ₊₁) − ∇f(xₖ). Once it has seen something of f, after a dozen steps, y is corrected by the values of f, see
 * `secantCorrection`, and H grows a little faster where it is too small, see `preconvexPart`; before, both may mislead as well as lead. The identity is not scaled by the first pair: sᵀy/yᵀy (Nocedal & Wright 2006, equation 6.20) suits the
 * direction of the steepest curvature and is far too small for the others.
 */
export const bfgs: Solver<BfgsState> = {
  kind: 'solver',
  name: 'bfgs',
  title: 'BFGS',
  formula: String.raw`x_{k+1} = x_k - \alpha_k H_k \nabla f(x_k), \quad H_{k+1} = \left(I - \frac{s y^{\mathsf T}}{y^{\mathsf T}s}\right) H_k \left(I - \frac{y s^{\mathsf T}}{y^{\mathsf T}s}\right) + \frac{s s^{\mathsf T}}{y^{\mathsf T}s} + \varphi_k\, y^{\mathsf T}H_ky\; v v^{\mathsf T}`,
  hyperparameters: [],
  order: 1,
  search: { name: 'wolfe', settings: { weak: 1 } },
  limit: { variables: 4000, instead: 'lbfgs()' },
  begin: ({ x }, { search }) => {
    const n = x.length;
    return {
      search: search as SearchSettings,
      inverse: new Float64Array(n * n),
      learned: false,
      taken: 0,
      fall: Number.NaN,
      idleness: noIdleness(),
      creeping: noCreeping(),
      direction: new Float64Array(n),
      turn: new Float64Array(n),
      product: new Float64Array(n),
      candidates: candidatePair(n),
    };
  },
  step: (state, current, evaluator) => {
    const candidate = freeCandidate(state.candidates, current);
    let stuck = advance(state, current, evaluator, candidate);
    if (stuck && state.learned) {
      // What H has learned may be wrong here; the gradient alone is a last try.
      state.learned = false;
      stuck = advance(state, current, evaluator, candidate);
    }
    if (stuck) return stuck;
    if (creeps(state.creeping, current, candidate.point)) return IDLE;
    learn(state, current, candidate, evaluator.bounds);
    return candidate;
  },
  steps: ({ search }) => search && bfgsSteps(search.name),
  reference:
    'Broyden, Fletcher, Goldfarb & Shanno 1970; Nocedal & Wright 2006, Numerical Optimization, algorithm 6.1; Zhang & Tewarson 1988, IMA Journal of Numerical Analysis 8(4):487–509',
};

function advance(
  state: BfgsState,
  current: Point,
  evaluator: Evaluator,
  candidate: Candidate,
): Stuck | undefined {
  const { inverse, learned, direction, turn, fall } = state;
  const { bounds } = evaluator;
  const g = freeGradient(current, bounds, turn);
  const n = g.length;
  if (learned) {
    for (let i = 0, at = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++, at++) sum -= (inverse[at] as number) * (g[j] as number);
      direction[i] = sum;
    }
  } else for (let i = 0; i < n; i++) direction[i] = -(g[i] as number);
  holdDirection(direction, current, bounds);
  const slope = dot(g, direction);
  if (!(slope < 0)) return STUCK;
  const first = learned ? ownRate(current.f, fall, slope) : unitStep(g, HOPED_LENGTH);
  const early = state.taken < EARLY;
  const line = { origin: current, direction, slope, first, early, strict: early };
  return stepAlong(state, line, evaluator, candidate);
}

/** H ← (I − s yᵀ/yᵀs) H (I − y sᵀ/yᵀs) + s sᵀ/yᵀs + φ yᵀHy v vᵀ, see `preconvexPart`; s takes the direction's place. */
function learn(state: BfgsState, current: Point, { point }: Candidate, bounds: Bounds | undefined): void {
  const { inverse, direction: s, turn, product } = state;
  state.fall = current.f - point.f;
  const early = state.taken++ < EARLY;
  const [x, g, nextX, nextG] = [current.x, current.g as Float64Array, point.x, point.g];
  const n = x.length;
  let [sy, ss, yy, slopes] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const step = (nextX[i] as number) - (x[i] as number);
    const bend = (nextG[i] as number) - (g[i] as number);
    s[i] = step;
    sy += step * bend;
    ss += step * step;
    yy += bend * bend;
    slopes += step * ((nextG[i] as number) + (g[i] as number));
  }
  if (!(sy > LEAST_CURVATURE * Math.sqrt(ss * yy))) return;
  if (!state.learned) {
    state.learned = true;
    inverse.fill(0);
    for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  }
  const gain = early ? 0 : secantCorrection(current.f, point.f, slopes, sy);
  const correction = gain * (1 / ss);
  let yHy = 0;
  for (let i = 0; i < n; i++) {
    // An entry that did not move within bounds tells nothing: what the others learn is to hold for them alone.
    const still = bounds !== undefined && s[i] === 0;
    turn[i] = still ? 0 : (nextG[i] as number) - (g[i] as number) + correction * (s[i] as number);
  }
  for (let i = 0, at = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++, at++) sum += (inverse[at] as number) * (turn[j] as number);
    product[i] = sum;
    yHy += sum * (turn[i] as number);
  }
  const part = 1 / (sy + gain);
  const more = early ? 0 : preconvexPart(sy + gain, yHy);
  const mixed = (1 + more) * part;
  const scale = part + yHy * (mixed * part);
  const own = more === 0 ? 0 : more / yHy;
  for (let i = 0; i < n; i++) {
    const [si, pi] = [s[i] as number, product[i] as number];
    const [a, b] = [scale * si - pi * mixed, own * pi - si * mixed];
    for (let j = 0; j <= i; j++) {
      const value = (inverse[i * n + j] as number) + a * (s[j] as number) + b * (product[j] as number);
      inverse[i * n + j] = value;
      inverse[j * n + i] = value;
    }
  }
}
