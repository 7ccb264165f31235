import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';

/** exp(u) and exp(u) − 1. */
export interface Exponentials {
  readonly whole: NodeId;
  readonly excess: NodeId;
}

/** What the code is for: loops on pairs of numbers have functions that give two results at once, straight-line code has choices that cost nothing. */
export type CodeKind = 'loops' | 'straightLine';

/**
 * exp(u) and exp(u) − 1 by one call. In straight-line code of expm1, and where that is nearer −1 than 0, of exp; the other one is then 1 away
 * from it, to the last digit.
 */
export function exponentials(b: GraphBuilder, u: NodeId, kind: CodeKind): Exponentials {
  // Loops compute both together when expm1 comes first.
  const excess = b.apply('expm1', [u]);
  const whole = b.apply('exp', [u]);
  if (kind === 'loops') return { whole, excess };
  const one = b.constant(1);
  const isSmall = b.apply('lt', [u, b.constant(-Math.LN2)]);
  const either = b.select(isSmall, whole, excess);
  return {
    whole: b.select(isSmall, either, b.add(either, one)),
    excess: b.select(isSmall, b.apply('sub', [either, one]), either),
  };
}
