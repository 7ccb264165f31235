import { type CompiledObjective, compileObjective } from '../compile/compile-objective.ts';
import type { Objective } from '../objective.ts';
import { SCHEMES } from './difference.ts';
import { makeGradient } from './make-gradient.ts';

/** How far finite differences are from the exact gradient, for one scheme. */
export interface DifferenceErrors {
  /** A scheme of the source `difference`. */
  readonly scheme: string;
  /** ‖ĝ − g‖ / ‖g‖ for each h of the ladder; absolute where the gradient is 0. */
  readonly error: Float64Array;
  /** The h with the least error, and that error. */
  readonly best: { readonly h: number; readonly error: number };
}

/** The error of finite differences against h: truncation on the left, rounding on the right, the best h between. */
export interface DifferenceLadder {
  /** From large to small. */
  readonly h: Float64Array;
  readonly schemes: readonly DifferenceErrors[];
}

const DECADES = 16;

/**
 * Compares every scheme with the exact gradient at a point, for h from 1 down to 1e-16.
 *
 * @param perDecade - The number of h for each factor of ten.
 */
export function differenceLadder(
  objective: Objective,
  x: Float64Array,
  compiled: CompiledObjective = compileObjective(objective),
  perDecade = 1,
): DifferenceLadder {
  const [truth, g] = [new Float64Array(x.length), new Float64Array(x.length)];
  compiled.valueAndGradient(x, truth);
  const h = Float64Array.from({ length: DECADES * perDecade + 1 }, (_, i) =>
    // Whole powers as decimals, which are exact.
    i % perDecade === 0 ? Number(`1e-${i / perDecade}`) : 10 ** (-i / perDecade),
  );
  const schemes = Object.keys(SCHEMES).map((scheme): DifferenceErrors => {
    const error = h.map((step) => {
      makeGradient(
        { name: 'difference', settings: { scheme, h: step } },
        objective,
        compiled,
      ).valueAndGradient(x, g);
      return relativeError(g, truth);
    });
    let best = { h: h[0] as number, error: Number.POSITIVE_INFINITY };
    error.forEach((each, i) => {
      if (each < best.error) best = { h: h[i] as number, error: each };
    });
    return { scheme, error, best };
  });
  return { h, schemes };
}

function relativeError(g: Float64Array, truth: Float64Array): number {
  let [apart, length] = [0, 0];
  for (let i = 0; i < g.length; i++) {
    apart += ((g[i] as number) - (truth[i] as number)) ** 2;
    length += (truth[i] as number) ** 2;
  }
  return Math.sqrt(apart) / (Math.sqrt(length) || 1);
}
