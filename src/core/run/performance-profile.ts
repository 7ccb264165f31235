import type { Trace } from './trace.ts';

/** How often a solver is within a factor of the best: a curve of a performance profile. */
export interface ProfileCurve {
  /** Of each problem the cost relative to the least cost of all solvers, r ≥ 1; ∞ where the solver did not solve it. */
  readonly ratios: readonly number[];
  /** The factors τ at which the curve rises, in order; the first is 1. */
  readonly factors: readonly number[];
  /** ρ(τ) from each factor on: the part of the problems solved at a cost of at most τ times the least. */
  readonly parts: readonly number[];
}

/** Curves of solvers over a set of problems. */
export interface PerformanceProfile {
  /** The number of problems; those that no solver solves are among them. */
  readonly problems: number;
  /** In the order of the solvers. */
  readonly curves: readonly ProfileCurve[];
  /** The greatest finite ratio, at least 1: where the curves end. */
  readonly greatest: number;
}

/**
 * The performance profile of solvers s on problems p with costs t: with the ratios r(p, s) = t(p, s) / minₛ t(p, s), the curve of s is
 * ρₛ(τ) = |{p : r(p, s) ≤ τ}| / |{p}| (Dolan & Moré 2002, Mathematical Programming 91, equations 2.1 and 2.2).
 *
 * @param costs - costs[p][s], positive; not finite where s does not solve p.
 */
export function performanceProfile(costs: readonly (readonly number[])[]): PerformanceProfile {
  const solvers = costs[0]?.length ?? 0;
  const least = costs.map((row) => Math.min(...row.map((cost) => (Number.isFinite(cost) ? cost : Infinity))));
  const curves = Array.from({ length: solvers }, (_, s): ProfileCurve => {
    const ratios = costs.map((row, p) =>
      Number.isFinite(row[s]) ? (row[s] as number) / (least[p] as number) : Number.POSITIVE_INFINITY,
    );
    const factors = [...new Set([1, ...ratios.filter(Number.isFinite)])].sort((a, c) => a - c);
    const parts = factors.map((factor) => ratios.filter((r) => r <= factor).length / costs.length);
    return { ratios, factors, parts };
  });
  return {
    problems: costs.length,
    curves,
    greatest: Math.max(1, ...curves.map(({ factors }) => factors.at(-1) as number)),
  };
}

/** ρ(τ): the part of the problems that a solver solves at a cost of at most τ times the least. */
export function profileAt({ factors, parts }: ProfileCurve, factor: number): number {
  const after = factors.findIndex((each) => each > factor);
  if (after === 0) return 0;
  return parts.at(after < 0 ? -1 : after - 1) ?? 0;
}

/** The part of the way from the start to the best known value that counts as solved where nothing else is said: all but this. */
export const PROFILE_TOLERANCE = 1e-5;

/**
 * What it cost a run to solve its problem: the evaluations (or steps) up to the first iterate with f(x₀) − f(x) ≥ (1 − τ)(f(x₀) − f*),
 * at least 1; ∞ where there is none (Moré & Wild 2009, SIAM J. Optim. 20(1), inequality 2.2).
 *
 * @param best - f*, the best value that any solver has found from this start; or the minimum, where it is known.
 * @param tolerance - τ, between 0 and 1.
 */
export function costToSolve(
  trace: Trace,
  best: number,
  sense: 'minimize' | 'maximize',
  tolerance = PROFILE_TOLERANCE,
  measure: 'evaluations' | 'iteration' = 'evaluations',
): number {
  const sign = sense === 'minimize' ? 1 : -1;
  const start = sign * (trace.f[0] ?? Number.NaN);
  const bound = sign * best + tolerance * Math.max(0, start - sign * best);
  for (let i = 0; i < trace.length; i++) {
    if (sign * trace.f[i]! <= bound) return Math.max(1, trace[measure][i]!);
  }
  return Number.POSITIVE_INFINITY;
}
