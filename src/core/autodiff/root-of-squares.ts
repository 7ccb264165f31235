import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { guardedQuotient } from '../graph/primitives/arithmetic.ts';
import type { Shape } from '../graph/shape.ts';
import { type Term, termsOf } from '../graph/terms-of.ts';
import { hasSumOfOthers, sumOfOthers } from './sum-of-others.ts';

/** A part of what stands under a root: an input of it, and how the root's tangent and adjoint pass it by. */
export interface UnderRoot {
  readonly input: NodeId;
  /** The part of the root's tangent that a tangent of the input makes. */
  readonly tangent: (t: NodeId) => NodeId;
  /** The transpose of that: the adjoint of the input, which may still have to be summed up to its shape. */
  readonly adjoint: (adjoint: NodeId) => NodeId;
}

/** The most numbers in a length that are told apart. */
const MOST_LEAVES = 64;

/**
 * The derivative of r = √(c₁u₁² + c₂u₂² + …) by the uₖ themselves, as `rootSlope`, whose own derivative subtracts nothing: of
 * √(1 + x²) it is 1/r³, where that of x/r, 1/r − x²/r³, cancels for large x. For derivatives that are differentiated again; as numbers
 * those of first order are the same.
 *
 * @returns Undefined where the node is no root of a sum with squares in it.
 */
export function rootOfSquares(b: GraphBuilder, root: NodeId): readonly UnderRoot[] | undefined {
  const { op, inputs, shape } = b.node(root);
  if (op === 'hypot') return nestedLengths(b, root);
  if (op !== 'sqrt') return undefined;
  const terms = termsOf(b, inputs[0] as NodeId);
  if (!terms || terms.every(({ kind }) => kind === 'other')) return undefined;
  if (terms.length === 1 && terms[0]?.kind === 'square') return undefined;
  const isLong = ({ kind, u, axis }: Term) => kind === 'squares' && !hasSumOfOthers(b.shapeOf(u), axis);
  if (terms.some(isLong)) return undefined;
  const values = terms.map(({ node, coefficient }) => b.mul(b.constant(coefficient), node));
  return terms.map((term, i) => underRoot(b, root, shape, term, othersOf(b, values, i, 'add')));
}

/** All values but one put together by `add` or `hypot`; nodes are shared among the results for all of them. */
function othersOf(
  b: GraphBuilder,
  values: readonly NodeId[],
  except: number,
  op: 'add' | 'hypot',
): NodeId | undefined {
  const join = (x: NodeId | undefined, y: NodeId | undefined) =>
    x === undefined || y === undefined ? (x ?? y) : b.apply(op, [x, y]);
  const before = values.slice(0, except).reduce<NodeId | undefined>(join, undefined);
  const after = values
    .slice(except + 1)
    .reduceRight<NodeId | undefined>((rest, each) => join(each, rest), undefined);
  return join(before, after);
}

/** The derivative of a length of three and more numbers, hypot(hypot(x, y), z), by these; undefined for two, whose own rule is exact. */
function nestedLengths(b: GraphBuilder, root: NodeId): readonly UnderRoot[] | undefined {
  const leaves: NodeId[] = [];
  const open = [root];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { op, inputs } = b.node(top);
    if (op === 'hypot') open.push(inputs[1] as NodeId, inputs[0] as NodeId);
    else leaves.push(top);
    if (leaves.length + open.length > MOST_LEAVES) return undefined;
  }
  if (leaves.length < 3) return undefined;
  return leaves.map((u, i) => {
    const rest = othersOf(b, leaves, i, 'hypot') as NodeId;
    const slope = b.apply('rootSlope', [u, b.mul(rest, rest), root]);
    const map = (t: NodeId) => b.mul(t, slope);
    return { input: u, tangent: map, adjoint: map };
  });
}

function underRoot(
  b: GraphBuilder,
  root: NodeId,
  shape: Shape,
  { kind, u, axis, coefficient }: Term,
  others: NodeId | undefined,
): UnderRoot {
  const factor = b.constant(coefficient);
  if (kind === 'other') {
    const map = (t: NodeId) => guardedQuotient(b, b.mul(b.constant(0.5 * coefficient), t), root);
    return { input: u, tangent: map, adjoint: map };
  }
  if (kind === 'square') {
    const rest = others as NodeId;
    const slope = b.mul(factor, b.apply('rootSlope', [u, rest, root]));
    const map = (t: NodeId) => b.mul(t, slope);
    return { input: u, tangent: map, adjoint: map };
  }
  const whole = b.shapeOf(u);
  const kept = axis === undefined ? [] : whole.map((extent, i) => (i === axis ? 1 : extent));
  const along = (reduced: NodeId) =>
    axis === undefined
      ? b.broadcast(reduced, whole)
      : b.broadcast(b.reshape(b.broadcast(reduced, shape), kept), whole);
  const within = b.mul(factor, sumOfOthers(b, b.mul(u, u), axis));
  const rest = others === undefined ? within : b.add(within, along(others));
  const slope = b.mul(factor, b.apply('rootSlope', [u, rest, along(root)]));
  return {
    input: u,
    tangent: (t) => b.sum(b.mul(slope, t), axis),
    adjoint: (adjoint) => b.mul(along(adjoint), slope),
  };
}
