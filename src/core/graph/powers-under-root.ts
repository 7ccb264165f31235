import type { GraphBuilder } from './builder.ts';
import type { NodeId } from './node.ts';

/** The most parts of a sum that are looked at for a power. */
const MOST_PARTS = 64;

/** Whether a value is a sum with a power in it, Σ uᵢ² or |x|³ + 2·|y|³, which leaves the range of numbers where its root does not. */
export function hasPowers(b: GraphBuilder, sum: NodeId): boolean {
  const open = [sum];
  for (let looked = 0; looked < MOST_PARTS; looked++) {
    const id = open.pop();
    if (id === undefined) return false;
    if (baseOf(b, id) !== undefined) return true;
    open.push(...partsOf(b, id));
  }
  return false;
}

/**
 * A sum of the same shape in which |u| stands for each power of u, and |t| for every other term t: it is 0 where all of these are, and not where
 * their powers underflow.
 */
export function sizesUnderRoot(b: GraphBuilder, sum: NodeId): NodeId {
  const terms: NodeId[] = [];
  const open = [sum];
  // A loop, since written-out sums are deeper than the stack.
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const { op, inputs, attributes } = b.node(id);
    const base = baseOf(b, id);
    if (base !== undefined) terms.push(b.apply('abs', [base]));
    else if (op === 'sum') terms.push(b.sum(sizesUnderRoot(b, inputs[0] as NodeId), attributes.axis));
    else if (partsOf(b, id).length > 0) open.push(...partsOf(b, id));
    else terms.push(b.apply('abs', [id]));
  }
  return b.broadcast(terms.reduce(b.add), b.shapeOf(sum));
}

/** u where the node is u·u, u·√u or a greater power of u, also one that is multiplied out, or one whose exponent varies. */
function baseOf(b: GraphBuilder, id: NodeId): NodeId | undefined {
  const { op, inputs } = b.node(id);
  const [x, y] = inputs as readonly [NodeId, NodeId];
  if (op === 'mul') {
    if (x === y || baseOf(b, y) === x || baseOf(b, x) === y) return x;
    const { op: inner, inputs: under } = b.node(y);
    const root = inner === 'sqrt' ? under[0] : undefined;
    return root !== undefined && (x === root || baseOf(b, x) === root) ? root : undefined;
  }
  return op === 'pow' && (b.uniformOf(y) ?? 2) > 1 ? x : undefined;
}

/** The parts of a sum, or of one times or by a number. */
function partsOf(b: GraphBuilder, id: NodeId): readonly NodeId[] {
  const { op, inputs } = b.node(id);
  const [x, y] = inputs as readonly [NodeId, NodeId];
  if (op === 'add' || op === 'sub') return [x, y];
  if (op === 'sum') return [x];
  if (op === 'mul') return b.uniformOf(x) === undefined ? [] : [y];
  return op === 'div' && b.uniformOf(y) !== undefined ? [x] : [];
}
