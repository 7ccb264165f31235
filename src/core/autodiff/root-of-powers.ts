import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { orderOfRoot } from '../graph/order-of-root.ts';
import { guardedQuotient } from '../graph/primitives/arithmetic.ts';
import type { Shape } from '../graph/shape.ts';
import { type Term, termsOf } from '../graph/terms-of.ts';
import type { Part } from './composite.ts';
import { spread } from './spread.ts';
import { sumOfOthers } from './sum-of-others.ts';

/** The most numbers in a length that are told apart. */
const MOST_LEAVES = 64;

/**
 * The derivative of r = (c₁u₁ᵖ + c₂u₂ᵖ + …)^(1/p) by the uₖ themselves, cₖ(uₖ/r)^(p − 1) with uₖ/r as `rootShare`, whose own derivative
 * subtracts nothing: of √(1 + x²) it is 1/r³, where that of x/r, 1/r − x²/r³, cancels for large x. For derivatives that are differentiated again;
 * as numbers those of first order are the same.
 *
 * @returns Undefined where the node is no root of a sum with such powers in it.
 */
export function rootOfPowers(b: GraphBuilder, root: NodeId): readonly Part[] | undefined {
  const { op, inputs, shape } = b.node(root);
  if (op === 'hypot') return nestedLengths(b, root);
  const order = orderOfRoot(b, root);
  const terms = order === undefined ? undefined : termsOf(b, inputs[0] as NodeId, order);
  if (order === undefined || !terms || terms.every(({ kind }) => kind === 'other')) return undefined;
  if (terms.length === 1 && terms[0]?.kind === 'power') return undefined;
  const values = terms.map(({ node, coefficient }) => b.mul(b.constant(coefficient), node));
  return terms.map((term, i) => underRoot(b, root, shape, order, term, othersOf(b, values, i, 'add')));
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
function nestedLengths(b: GraphBuilder, root: NodeId): readonly Part[] | undefined {
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
    const slope = b.apply('rootShare', [u, b.mul(rest, rest), root]);
    const map = (t: NodeId) => b.mul(t, slope);
    return { input: u, tangent: map, adjoint: map };
  });
}

function underRoot(
  b: GraphBuilder,
  root: NodeId,
  shape: Shape,
  order: number,
  { kind, u, axis, coefficient }: Term,
  others: NodeId | undefined,
): Part {
  const factor = b.constant(coefficient);
  const exponent = b.constant(order - 1);
  if (kind === 'other') {
    const scale = b.constant(coefficient / order);
    const map = (t: NodeId) => guardedQuotient(b, b.mul(scale, t), b.pow(root, exponent));
    return { input: u, tangent: map, adjoint: map };
  }
  const slopeOf = (rest: NodeId, length: NodeId) =>
    b.mul(factor, b.pow(b.apply('rootShare', [u, rest, length]), exponent));
  if (kind === 'power') {
    const slope = slopeOf(others as NodeId, root);
    const map = (t: NodeId) => b.mul(t, slope);
    return { input: u, tangent: map, adjoint: map };
  }
  const whole = b.shapeOf(u);
  const along = (reduced: NodeId) => spread(b, b.broadcast(reduced, shape), whole, axis);
  const powers = order === 2 ? b.mul(u, u) : b.pow(u, b.constant(order));
  const within = b.mul(factor, sumOfOthers(b, powers, axis));
  const slope = slopeOf(others === undefined ? within : b.add(within, along(others)), along(root));
  return {
    input: u,
    tangent: (t) => b.sum(b.mul(slope, t), axis),
    adjoint: (adjoint) => b.mul(along(adjoint), slope),
  };
}
