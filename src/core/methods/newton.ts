import { type Bounds, cutStep, freeGradient, gradientNorm, isHeld, moveWithin } from './bounds.ts';
import { type Candidate, type CandidatePair, candidatePair, freeCandidate } from './candidate.ts';
import { type Creeping, creeps, noCreeping } from './creeping.ts';
import { krylovHessian } from './krylov-hessian.ts';
import { parabolaMinimizer } from './line-search/backtracking.ts';
import type { Evaluator, Point, Solver } from './solver.ts';
import { steihaugStep } from './steihaug.ts';
import { IDLE, STUCK } from './stuck.ts';
import { denseTrustStep } from './trust-region-dense.ts';
import { allFinite, dot, norm } from './vector.ts';

/** What Newton's method carries from step to step. */
interface NewtonState {
  /** The radius of the region in which the quadratic model is trusted; infinite until a step has failed. */
  radius: number;
  /** How many times as far as the sizes of curvatures ask for a step may go where f curves downwards. */
  stride: number;
  /** The length of the last step; infinite before the first. */
  length: number;
  /** pᵀHp of the step p. */
  bend: number;
  /** Whether no step has been taken. */
  fresh: boolean;
  /** The Hessian and room to factor it, n×n each; empty where products with it are used instead. */
  hessian: Float64Array;
  factored: Float64Array;
  /** Whether the Hessian takes as many products as it has columns, so that fewer may do for a step. */
  readonly full: boolean;
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly product: Float64Array;
  readonly step: Float64Array;
  /** The gradient without the entries that bounds hold. */
  readonly free: Float64Array;
  readonly creeping: Creeping;
  readonly candidates: CandidatePair;
}

/** Where so many products tell the Hessian, it is made; where it takes more, conjugate gradients mostly need fewer. */
const MOST_PRODUCTS = 4;
/** Beyond so many variables it is not made, whatever it takes: its eigenvalues would take too long. */
const MOST_DENSE = 60;
/** Conjugate gradients leave at most this part of the gradient, … */
const LOOSE = 0.1;
/** … and in the first step, up to `MOST_DENSE` variables, no more than this: a quadratic takes one step. */
const EXACT = 1e-10;
/** Where the Hessian could be had for the few products that conjugate gradients save, they leave no more than this. */
const SHARP = 1e-3;
/** Until a radius is known, no step is so many times as long as the one before: where f goes flat, Newton's may be as long as one likes. */
const LEAP = 10;
/** A change of f below this part of f is lost in rounding. */
const ROUNDING = 1e-13;
/** The least part of the fall that the model promises and f must keep for a step to be taken. */
const LEAST_RATIO = 1e-4;
const MOST_TRIALS = 60;
/** Where f is lost in rounding, a step must make the gradient smaller by this factor. */
const FLATTER = 0.9;

/**
 * Newton's method in a trust region: the step to the minimum of the quadratic model f + gᵀp + ½pᵀHp among all steps no longer than a
 * radius that grows and shrinks with the model's success; so it goes downhill also where the Hessian is indefinite. Where few products with
 * vectors tell the Hessian, up to 60 variables, the model is minimized exactly, else by conjugate gradients. Until a step has failed no radius
 * is known: there the step is Newton's, if it is no more than ten times as long as the last, and where f is not convex −|H|⁻¹∇f, from step to step twice
 * as far while f falls even farther than promised.
 */
export const newton: Solver<NewtonState> = {
  kind: 'solver',
  name: 'newton',
  title: 'Newton, trust region',
  formula: String.raw`x_{k+1} = x_k + p_k, \quad p_k = \operatorname*{arg\,min}_{\lVert p\rVert \le \Delta_k} \nabla f(x_k)^{\mathsf T}p + \tfrac12\,p^{\mathsf T}\nabla^2 f(x_k)\,p`,
  hyperparameters: [
    {
      name: 'radius',
      symbol: String.raw`\Delta_0`,
      default: Number.POSITIVE_INFINITY,
      range: { minimum: 0, maximum: Number.POSITIVE_INFINITY, open: 'minimum' },
      meaning:
        'the longest first step; without a bound the first step is Newton’s where f is convex, and elsewhere as long as the sizes of its curvatures ask for',
    },
  ],
  order: 2,
  begin: ({ x }, { hyperparameters }, evaluator) => {
    const n = x.length;
    const products = evaluator.hessianProducts();
    const state: NewtonState = {
      radius: hyperparameters.radius as number,
      stride: 1,
      length: Number.POSITIVE_INFINITY,
      bend: Number.NaN,
      fresh: true,
      hessian: new Float64Array(0),
      factored: new Float64Array(0),
      full: products === n,
      residual: new Float64Array(n),
      direction: new Float64Array(n),
      product: new Float64Array(n),
      step: new Float64Array(n),
      free: new Float64Array(n),
      creeping: noCreeping(),
      candidates: candidatePair(n),
    };
    if (n <= MOST_DENSE && products <= MOST_PRODUCTS) makeRoom(state, n);
    return state;
  },
  step: (state, current, evaluator) => {
    const candidate = freeCandidate(state.candidates, current);
    if (atStationaryPoint(state, current, evaluator)) makeRoom(state, current.x.length);
    if (state.hessian.length > 0) {
      tellHessian(state, current, evaluator);
      if (!allFinite(state.hessian)) return UNCURVED;
    }
    for (let trials = 0; trials < MOST_TRIALS; trials++) {
      const promise = propose(state, current, evaluator);
      const length = norm(state.step);
      if (Number.isNaN(promise)) return UNCURVED;
      if (!(promise > 0)) {
        if (length === 0) return gradientNorm(current, evaluator.bounds) === 0 ? AT_OPTIMUM : STUCK;
        // The border of the box may have turned the step: a short one leads downwards.
        if (!evaluator.bounds || length < 1e-14 * norm(current.x)) return STUCK;
        state.radius = 0.25 * length;
        continue;
      }
      const { point } = candidate;
      moveWithin(point.x, current.x, 1, state.step, evaluator.bounds);
      point.f = evaluator.valueAndGradient(point.x, point.g);
      // Nothing is lower: the loop tells where that is.
      if (point.f === Number.NEGATIVE_INFINITY) return candidate;
      state.fresh = false;
      if (Number.isFinite(point.f) && promise <= ROUNDING * Math.abs(current.f)) {
        // Where the promise drowns in rounding the gradient decides.
        return flatter(current, point, evaluator.bounds) ? candidate : STUCK;
      }
      if (judge(state, current, candidate, promise)) {
        return creeps(state.creeping, current, point) ? IDLE : candidate;
      }
      if (point.x.every((entry, i) => entry === current.x[i])) return STUCK;
    }
    return STUCK;
  },
  reference:
    'Moré & Sorensen 1983, SIAM Journal on Scientific and Statistical Computing 4(3):553–572; Steihaug 1983; Gill, Murray & Wright 1981, section 4.4.2.1; Nocedal & Wright 2006, chapter 4',
};

const UNCURVED = {
  kind: 'stuck',
  message:
    'the Hessian is not finite here; start somewhere else, or use a method of first order such as bfgs()',
} as const;

const AT_OPTIMUM = {
  kind: 'stuck',
  message: 'the gradient is 0, and f curves nowhere such that a step improves it: an optimum',
} as const;

function makeRoom(state: NewtonState, n: number): void {
  state.hessian = new Float64Array(n * n);
  state.factored = new Float64Array(n * n);
}

/** Writes the Hessian, as far as a step needs it; within bounds without what belongs to entries that they hold. */
function tellHessian({ hessian, full, fresh }: NewtonState, current: Point, evaluator: Evaluator): void {
  const { bounds } = evaluator;
  const g = current.g as Float64Array;
  const slope = norm(g);
  // The border of the box turns a step, so that all of the Hessian matters there.
  if (!bounds && full && slope > 0) {
    const multiply = (v: Float64Array, out: Float64Array) => evaluator.hessianVector(current.x, v, out);
    krylovHessian(g, multiply, fresh ? EXACT : precisionAt(slope, SHARP), hessian);
    return;
  }
  evaluator.hessian(current.x, hessian);
  if (bounds) holdRows(hessian, current, bounds);
}

/** The part of a gradient of that norm that a step may leave: less and less towards the end, so that the steps converge superlinearly. */
function precisionAt(slope: number, most: number): number {
  return Math.min(most, Math.sqrt(slope));
}

/** Whether the gradient is 0: conjugate gradients know no way from there, while the Hessian may. */
function atStationaryPoint({ hessian }: NewtonState, current: Point, { bounds }: Evaluator): boolean {
  return hessian.length === 0 && current.x.length <= MOST_DENSE && gradientNorm(current, bounds) === 0;
}

/** Writes the model's step; returns the fall that the model promises, NaN where its products are not finite. */
function propose(state: NewtonState, current: Point, evaluator: Evaluator): number {
  const { hessian, factored, radius, stride, step, product } = state;
  const { bounds } = evaluator;
  const g = freeGradient(current, bounds, state.free);
  const n = g.length;
  const longest = Math.max(1, norm(current.x));
  if (hessian.length > 0) {
    denseTrustStep(g, hessian, factored, { radius, longest, stride }, step);
    const leap = LEAP * state.length;
    if (radius === Number.POSITIVE_INFINITY && norm(step) > leap) {
      denseTrustStep(g, hessian, factored, { radius: leap, longest, stride }, step);
    }
    if (bounds) stayInside(step, current, bounds, product);
    for (let i = 0, at = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++, at++) sum += (hessian[at] as number) * (step[j] as number);
      product[i] = sum;
    }
  } else {
    const multiply = (v: Float64Array, out: Float64Array) => {
      evaluator.hessianVector(current.x, v, out);
      if (bounds) for (let i = 0; i < n; i++) if (isHeld(current, i, bounds)) out[i] = 0;
    };
    const precision = state.fresh && n <= MOST_DENSE ? EXACT : precisionAt(norm(g), LOOSE);
    const change = steihaugStep(g, multiply, { radius, longest, stride, precision }, state, step);
    if (!bounds) {
      state.bend = 2 * (change - dot(g, step));
      return -change;
    }
    stayInside(step, current, bounds, product);
    if (norm(step) > 0) multiply(step, product);
    else product.fill(0);
  }
  state.bend = dot(step, product);
  return -dot(g, step) - 0.5 * state.bend;
}

/** Cuts a step so that it ends in the box, P(x + p) − x. */
function stayInside(step: Float64Array, current: Point, bounds: Bounds, room: Float64Array): void {
  moveWithin(room, current.x, 1, step, bounds);
  cutStep(step, current.x, room);
}

/** Takes the entries that bounds hold out of the model: their rows and columns become those of the identity. */
function holdRows(hessian: Float64Array, current: Point, bounds: Bounds): void {
  const n = current.x.length;
  for (let i = 0; i < n; i++) {
    if (!isHeld(current, i, bounds)) continue;
    for (let j = 0; j < n; j++) {
      hessian[i * n + j] = 0;
      hessian[j * n + i] = 0;
    }
    hessian[i * n + i] = 1;
  }
}

/** Whether f has not risen beyond rounding at a point, and the gradient is smaller there by a fair part, so that a kink is left soon. */
function flatter(current: Point, point: Required<Point>, bounds: Bounds | undefined): boolean {
  if (!(point.f <= current.f + ROUNDING * Math.abs(current.f))) return false;
  return gradientNorm(point, bounds) < FLATTER * gradientNorm(current, bounds);
}

/** Compares f with the model, changes the radius accordingly; whether the step is to be taken. */
function judge(state: NewtonState, current: Point, { point }: Candidate, promise: number): boolean {
  const length = norm(state.step);
  if (!Number.isFinite(point.f) || !allFinite(point.g)) {
    state.radius = 0.25 * length;
    return false;
  }
  const fall = current.f - point.f;
  state.length = length;
  const ratio = fall / promise;
  state.stride = state.bend < 0 && ratio > 1 ? 2 * state.stride : 1;
  if (ratio < 0.25) {
    const along = parabolaMinimizer(current.f, dot(current.g as Float64Array, state.step), 1, point.f);
    state.radius = Math.max(0.1, Math.min(0.5, along || 0.5)) * length;
  } else if (ratio > 0.75 && length >= 0.9 * state.radius) state.radius = 2 * length;
  return ratio > LEAST_RATIO;
}
