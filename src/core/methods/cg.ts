import { type Bounds, freeGradient, holdDirection } from './bounds.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from './candidate.ts';
import { type Creeping, creeps, noCreeping } from './creeping.ts';
import { emptyMemory, type LimitedMemory, remember, turnGradient } from './limited-memory.ts';
import { HOPED_LENGTH, hopedRate, ownRate, unitStep } from './line-search/first-trial.ts';
import type { Evaluator, Point, SearchSettings, Solver } from './solver.ts';
import { type Idleness, noIdleness, stepAlong } from './step-along.ts';
import { IDLE, STUCK, type Stuck } from './stuck.ts';
import { dot } from './vector.ts';

/** What conjugate gradients carry from step to step. */
interface CgState {
  readonly search: SearchSettings;
  readonly variant: Variant;
  readonly memory: LimitedMemory;
  /** d of the last step, and −P∇f at its end and at its beginning. */
  readonly direction: Float64Array;
  readonly downhill: Float64Array;
  readonly before: Float64Array;
  /** The gradients at the beginning and the end of a step without the entries that bounds hold. */
  readonly free: readonly [Float64Array, Float64Array];
  /** β of the next direction; 0 before the first step and after a restart. */
  beta: number;
  /** By how much f fell in the last step; NaN before the first. */
  fall: number;
  /** Steps since β was 0. */
  age: number;
  readonly idleness: Idleness;
  readonly creeping: Creeping;
  readonly candidates: CandidatePair;
}

/** A direction must fall by this part of what −P∇f promises, else it begins anew (Gilbert & Nocedal 1992). */
const LEAST_DESCENT = 0.1;

/** The names of the formulas for β, in the order of their numbers. */
const VARIANTS = ['hs', 'pr', 'fr', 'hz'] as const;
type Variant = (typeof VARIANTS)[number];

/**
 * Nonlinear conjugate gradients, preconditioned: a step along d ← −P∇f(x) + β d, where P is the inverse Hessian as far as a few steps
 * before the last have shown it, and β is Hestenes and Stiefel's, Polak and Ribière's (both not below 0), Fletcher and
 * Reeves' or Hager and Zhang's. With `memory = 0` P is the identity. Begins anew along the gradient where d does not lead downwards.
 */
export const cg: Solver<CgState> = {
  kind: 'solver',
  name: 'cg',
  title: 'Nonlinear conjugate gradient',
  formula: String.raw`d_k = -P_k \nabla f(x_k) + \beta_k d_{k-1}, \quad x_{k+1} = x_k + \alpha_k d_k`,
  hyperparameters: [
    {
      name: 'variant',
      symbol: String.raw`\beta`,
      default: 0,
      range: { minimum: 0, maximum: VARIANTS.length - 1 },
      whole: true,
      choices: VARIANTS,
      meaning:
        'the formula for β: hs (Hestenes & Stiefel), pr (Polak & Ribière), fr (Fletcher & Reeves) or hz (Hager & Zhang)',
    },
    {
      name: 'memory',
      symbol: 'm',
      default: 20,
      range: { minimum: 0, maximum: 1000 },
      whole: true,
      meaning: 'how many steps before the last precondition the gradient; 0 for the plain method',
    },
  ],
  order: 1,
  search: { name: 'wolfe', settings: { c2: 0.4, weak: 1 } },
  begin: ({ x }, { search, hyperparameters }) => ({
    search: search as SearchSettings,
    variant: VARIANTS[hyperparameters.variant as number] as Variant,
    memory: emptyMemory(hyperparameters.memory as number, x.length),
    direction: new Float64Array(x.length),
    downhill: new Float64Array(x.length),
    before: new Float64Array(x.length),
    free: [new Float64Array(x.length), new Float64Array(x.length)],
    beta: 0,
    fall: Number.NaN,
    age: 0,
    idleness: noIdleness(),
    creeping: noCreeping(),
    candidates: candidatePair(x.length),
  }),
  step: (state, current, evaluator) => {
    const candidate = freeCandidate(state.candidates, current);
    const { bounds } = evaluator;
    const fresh = Number.isNaN(state.fall);
    const g = freeGradient(current, bounds, state.free[0]);
    if (fresh) turnGradient(state.memory, g, state.downhill);
    let stuck = advance(state, current, g, evaluator, candidate);
    if (stuck && !fresh) {
      state.memory.count = 0;
      state.beta = 0;
      turnGradient(state.memory, g, state.downhill);
      stuck = advance(state, current, g, evaluator, candidate);
    }
    if (stuck) return stuck;
    if (creeps(state.creeping, current, candidate.point)) return IDLE;
    prepare(state, { ...current, g }, candidate.point, bounds);
    return candidate;
  },
  reference:
    'Hestenes & Stiefel 1952; Fletcher & Reeves 1964; Polak & Ribière 1969; Hager & Zhang 2005, SIAM Journal on Optimization 16(1):170–192, and 2013, 23(4):2150–2168 (limited memory); Nocedal & Wright 2006, section 5.2',
};

function advance(
  state: CgState,
  current: Point,
  g: Float64Array,
  evaluator: Evaluator,
  candidate: Candidate,
): Stuck | undefined {
  const { direction, downhill, beta, memory, fall } = state;
  for (let i = 0; i < direction.length; i++) {
    direction[i] = (downhill[i] as number) + (beta === 0 ? 0 : beta * (direction[i] as number));
  }
  holdDirection(direction, current, evaluator.bounds);
  let slope = dot(g, direction);
  if (beta !== 0 && !(slope < LEAST_DESCENT * dot(g, downhill))) {
    // β d has taken nearly all of it back, as in one dimension it must.
    direction.set(downhill);
    holdDirection(direction, current, evaluator.bounds);
    slope = dot(g, direction);
  }
  if (!(slope < 0)) return STUCK;
  // With a memory steps have the right length; without, f may well fall as much as in the step before.
  const expected = memory.count > 0 ? ownRate(current.f, fall, slope) : hopedRate(fall, slope);
  const first = expected > 0 && Number.isFinite(expected) ? expected : unitStep(g, HOPED_LENGTH);
  const early = Number.isNaN(fall);
  const line = { origin: current, direction, slope, first, early, strict: true };
  return stepAlong(state, line, evaluator, candidate);
}

/**
 * −P∇f and β for the direction after the step from `current` to `point` along d.
 *
 * @param current - With the gradient's free part.
 */
function prepare(
  state: CgState,
  current: Required<Point>,
  point: Required<Point>,
  bounds: Bounds | undefined,
): void {
  const { memory, downhill, before, free } = state;
  const g = freeGradient(point, bounds, free[1]);
  turnGradient(memory, current.g, before);
  turnGradient(memory, g, downhill);
  const beta = betaOf(state, current.g, g);
  // Fletcher and Reeves' β never forgets by itself: it begins anew after n steps, or short steps would go on and on.
  const forget = state.variant === 'fr' && state.age >= state.direction.length;
  // Directions are conjugate within one face of the box: on another they begin anew.
  const sameFace = !bounds || current.g.every((entry, i) => (entry === 0) === (g[i] === 0));
  state.beta = Number.isFinite(beta) && !forget && sameFace ? beta : 0;
  state.age = state.beta === 0 ? 0 : state.age + 1;
  state.fall = current.f - point.f;
  if (memory.steps.length > 0 && sameFace) remember(memory, current, { ...point, g }, bounds);
}

function betaOf(
  { variant, direction, downhill, before }: CgState,
  g: Float64Array,
  next: Float64Array,
): number {
  if (variant === 'fr') return dot(next, downhill) / dot(g, before);
  let [turn, squared, along, slope] = [0, 0, 0, 0];
  for (let i = 0; i < g.length; i++) {
    const y = (next[i] as number) - (g[i] as number);
    const d = direction[i] as number;
    turn -= y * (downhill[i] as number);
    squared += y * ((before[i] as number) - (downhill[i] as number));
    along += y * d;
    slope += d * (next[i] as number);
  }
  if (variant === 'pr') return Math.max(0, -turn / dot(g, before));
  if (variant === 'hs') return Math.max(0, turn / along);
  // Not below η = 0.4 of what keeps the last direction's slope (Dai & Kou 2013), in place of Hager and Zhang's fixed bound.
  return Math.max(
    (turn - (2 * squared * slope) / along) / along,
    (0.4 * dot(g, direction)) / dot(direction, direction),
  );
}
