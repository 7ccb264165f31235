import type { Point } from './solver.ts';

/** A step's outcome that can be filled again. */
export interface Candidate {
  readonly kind: 'candidate';
  readonly point: { readonly x: Float64Array; f: number; readonly g: Float64Array };
  rate: number;
}

/** Two candidates to be filled by turns: while one is the current point, the next is made in the other. */
export type CandidatePair = readonly [Candidate, Candidate];

/** A pair for x of n entries. */
export function candidatePair(n: number): CandidatePair {
  const make = (): Candidate => ({
    kind: 'candidate',
    point: { x: new Float64Array(n), f: Number.NaN, g: new Float64Array(n) },
    rate: Number.NaN,
  });
  return [make(), make()];
}

/** The candidate of the pair that is not the current point. */
export function freeCandidate(pair: CandidatePair, current: Point): Candidate {
  return pair[0].point.x === current.x ? pair[1] : pair[0];
}
