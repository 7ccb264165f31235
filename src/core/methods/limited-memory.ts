import type { Bounds } from './bounds.ts';
import { secantCorrection } from './secant-correction.ts';
import type { Point } from './solver.ts';
import { addScaled, dot } from './vector.ts';

/** An approximation of the inverse Hessian by the last m pairs s = xₖ₊₁ − xₖ, y = ∇f(xₖ₊₁) − ∇f(xₖ), in rings. */
export interface LimitedMemory {
  readonly steps: readonly Float64Array[];
  readonly turns: readonly Float64Array[];
  /** 1 / sᵀy of each pair. */
  readonly inverses: Float64Array;
  readonly factors: Float64Array;
  /** The number of pairs, and the place of the newest. */
  count: number;
  newest: number;
  /** The inverse Hessian where no pair tells it: a diagonal matrix that has learned from every pair since the memory was empty. */
  readonly diagonal: Float64Array;
}

/** sᵀy must be at least this part of yᵀy (the machine's precision, as in L-BFGS-B), else the pair is not kept. */
const LEAST_CURVATURE = 2.2e-16;

/**
 * sᵀy/yᵀy of the first pair, the usual scale, leans to the steepest curvature that the step has met, so that it is too small for most others;
 * sᵀs/sᵀy is the other end. So many times the one are taken, but no more than the other.
 */
const SCALING = 2;
/** An entry of the diagonal grows in one step by no more than this factor. */
const MOST_GROWTH = 1e10;

/** A memory of m pairs for n variables. */
export function emptyMemory(m: number, n: number): LimitedMemory {
  return {
    steps: Array.from({ length: m }, () => new Float64Array(n)),
    turns: Array.from({ length: m }, () => new Float64Array(n)),
    inverses: new Float64Array(m),
    factors: new Float64Array(m),
    count: 0,
    newest: -1,
    diagonal: new Float64Array(n),
  };
}

/** direction ← −H g, by the two loops of Nocedal & Wright's algorithm 7.4; −g where nothing has been learned. */
export function turnGradient(memory: LimitedMemory, g: Float64Array, direction: Float64Array): void {
  const { steps, turns, inverses, factors, count, newest, diagonal } = memory;
  const room = steps.length;
  for (let i = 0; i < g.length; i++) direction[i] = -(g[i] as number);
  if (count === 0) return;
  for (let back = 0; back < count; back++) {
    const at = (newest - back + room) % room;
    const factor = (inverses[at] as number) * dot(steps[at] as Float64Array, direction);
    factors[at] = factor;
    addScaled(direction, -factor, turns[at] as Float64Array);
  }
  for (let i = 0; i < g.length; i++) direction[i] = (diagonal[i] as number) * (direction[i] as number);
  for (let back = count - 1; back >= 0; back--) {
    const at = (newest - back + room) % room;
    const part = (inverses[at] as number) * dot(turns[at] as Float64Array, direction);
    addScaled(direction, (factors[at] as number) - part, steps[at] as Float64Array);
  }
}

/** Takes in the pair of a step, in the oldest one's place where the memory is full; not where it shows no curvature. */
export function remember(
  memory: LimitedMemory,
  current: Point,
  next: Required<Point>,
  bounds: Bounds | undefined,
): void {
  const room = memory.steps.length;
  const at = (memory.newest + 1) % room;
  const [s, y] = [memory.steps[at] as Float64Array, memory.turns[at] as Float64Array];
  const [x, g] = [current.x, current.g as Float64Array];
  for (let i = 0; i < x.length; i++) {
    s[i] = (next.x[i] as number) - (x[i] as number);
    // An entry that did not move within bounds tells nothing: what the others learn is to hold for them alone.
    y[i] = bounds && s[i] === 0 ? 0 : (next.g[i] as number) - (g[i] as number);
  }
  const [sy, yy] = [dot(s, y), dot(y, y)];
  if (!(sy > LEAST_CURVATURE * yy)) {
    // The oldest pair has been overwritten where the memory is full.
    memory.count = Math.min(memory.count, room - 1);
    return;
  }
  const ss = dot(s, s);
  const gain = secantCorrection(current.f, next.f, dot(g, s) + dot(next.g, s), sy);
  if (gain !== 0) addScaled(y, gain / ss, s);
  const curvature = sy + gain;
  memory.inverses[at] = 1 / curvature;
  adapt(memory, s, y, curvature, Math.min((SCALING * curvature) / dot(y, y), ss / curvature));
  memory.newest = at;
  memory.count = Math.min(memory.count + 1, room);
}

/**
 * Takes a pair into the diagonal D: it is scaled so that yᵀDy = sᵀy, then its inverse becomes the diagonal of what BFGS would make of D⁻¹,
 * 1/Dᵢ + yᵢ²/sᵀy − (sᵢ/Dᵢ)²/sᵀD⁻¹s (Gilbert & Lemaréchal 1989, Mathematical Programming 45:407–435). With the first pair it is a multiple of the identity.
 *
 * @param curvature - sᵀy.
 * @param first - The multiple.
 */
function adapt(
  { diagonal, count }: LimitedMemory,
  s: Float64Array,
  y: Float64Array,
  curvature: number,
  first: number,
): void {
  if (count === 0) {
    diagonal.fill(first);
    return;
  }
  let turned = 0;
  for (let i = 0; i < s.length; i++) turned += (diagonal[i] as number) * (y[i] as number) ** 2;
  const scale = curvature / turned;
  let length = 0;
  for (let i = 0; i < s.length; i++) {
    diagonal[i] = scale * (diagonal[i] as number);
    length += (s[i] as number) ** 2 / (diagonal[i] as number);
  }
  for (let i = 0; i < s.length; i++) {
    const before = diagonal[i] as number;
    const inverse =
      1 / before + (y[i] as number) ** 2 / curvature - ((s[i] as number) / before) ** 2 / length;
    diagonal[i] = 1 / Math.max(inverse, 1 / (MOST_GROWTH * before));
  }
}
