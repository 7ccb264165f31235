import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';

/** A number as c·a. */
interface Product {
  readonly factor: number;
  readonly rest: NodeId;
}

/**
 * 2a + 2b as 2·(a + b), and so for every power of two that two terms share: a multiplication less, and the same to the last bit.
 *
 * @param sign - −1 where the right one is taken away.
 * @returns Undefined where there is no such factor.
 */
export function factorOut(b: GraphBuilder, left: NodeId, right: NodeId, sign: 1 | -1): NodeId | undefined {
  const [one, other] = [productOf(b, left), productOf(b, right)];
  if (!one || !other || Math.abs(one.factor) !== Math.abs(other.factor)) return undefined;
  const [c, d] = [one.factor, sign * other.factor];
  // −2a − 2b stays, since −2·(a + b) may be the other zero.
  if (c < 0 && d < 0) return undefined;
  const inner = c < 0 ? b.sub(other.rest, one.rest) : b.apply(d > 0 ? 'add' : 'sub', [one.rest, other.rest]);
  return b.mul(b.constant(Math.abs(c)), inner);
}

function productOf(b: GraphBuilder, id: NodeId): Product | undefined {
  const { op, inputs } = b.node(id);
  if (op !== 'mul') return undefined;
  const [first, rest] = inputs as readonly [NodeId, NodeId];
  const factor = b.constantOf(first);
  return factor !== undefined && isPowerOfTwo(Math.abs(factor)) ? { factor, rest } : undefined;
}

function isPowerOfTwo(size: number): boolean {
  return size === 2 ** Math.round(Math.log2(size));
}
