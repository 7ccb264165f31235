import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { type Term, termsOf } from '../graph/terms-of.ts';

/** The most squares under a root whose lengths are written out beside it. */
const MOST_SQUARES = 12;
/** Sums of squares between these are free of overflow, and of underflow that could be seen in the root. */
export const [LEAST_SQUARES, GREATEST_SQUARES] = [1e-290, 1e300];

/**
 * √(x² + y² + …) without overflow or underflow on the way: as it is where the sum lies within the range of doubles, else by `hypot`,
 * which costs two comparisons. Undefined for other roots.
 */
export function scaledRoot(b: GraphBuilder, sum: NodeId): NodeId | undefined {
  const terms = termsOf(b, sum);
  if (!terms || terms.length > MOST_SQUARES) return undefined;
  const parts = terms.map((term) => lengthOf(b, term));
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.length === 1) return b.apply('abs', [parts[0] as NodeId]);
  const within = b.apply('and', [
    b.apply('gt', [sum, b.constant(LEAST_SQUARES)]),
    b.apply('lt', [sum, b.constant(GREATEST_SQUARES)]),
  ]);
  const length = parts.reduce((left, right) => b.apply('hypot', [left, right]));
  return b.select(within, b.apply('sqrt', [sum]), length);
}

/** The number whose square a term is, but for its sign; undefined where it is none. */
function lengthOf(b: GraphBuilder, { kind, u, coefficient }: Term): NodeId | undefined {
  const constant = b.constantOf(u);
  if (kind === 'power' && coefficient > 0) return b.mul(b.constant(Math.sqrt(coefficient)), u);
  if (kind !== 'other' || constant === undefined || !(coefficient * constant >= 0)) return undefined;
  return b.constant(Math.sqrt(coefficient * constant));
}
