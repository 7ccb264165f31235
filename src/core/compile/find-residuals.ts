import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { sizeOf } from '../graph/shape.ts';

/**
 * The residuals of a sum of squares: nodes r, numbers or arrays, so that the sum of the squares of all their entries is the output.
 * Factors are taken into the residuals, Σ wᵢrᵢ² = Σ (√wᵢ rᵢ)².
 *
 * @param b - Holds the output; what is missing is added to it.
 * @returns Undefined where the output is not written as a sum of squares.
 */
export function findResiduals(b: GraphBuilder, output: NodeId): NodeId[] | undefined {
  const found: NodeId[] = [];
  // Each entry stands for the sum of all entries of a node, times a factor.
  const waiting: { node: NodeId; factor: number }[] = [{ node: output, factor: 1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, factor } = next;
    const parts = summandsOf(b, node, factor);
    if (parts) {
      waiting.push(...parts.reverse());
      continue;
    }
    const root = factor >= 0 ? rootOf(b, node) : undefined;
    if (root === undefined) return undefined;
    found.push(b.mul(b.constant(Math.sqrt(factor)), root));
  }
  return found;
}

/** What a node is the sum of; undefined where it is no sum. */
function summandsOf(
  b: GraphBuilder,
  node: NodeId,
  factor: number,
): { node: NodeId; factor: number }[] | undefined {
  const { op, inputs, shape } = b.node(node);
  const times = (input: NodeId, by = 1) => ({
    node: input,
    factor: factor * by * (sizeOf(shape) / sizeOf(b.shapeOf(input))),
  });
  const [x, y] = inputs as [NodeId, NodeId];
  switch (op) {
    case 'add':
      return [times(x), times(y)];
    case 'sum':
      return [{ node: x, factor }];
    case 'reshape':
    case 'permute':
    case 'broadcast':
      return [times(x)];
    case 'mul': {
      const [left, right] = [b.constantOf(x), b.constantOf(y)];
      if (left !== undefined) return [times(y, left)];
      return right === undefined ? undefined : [times(x, right)];
    }
    case 'div': {
      const divisor = b.constantOf(y);
      return divisor === undefined ? undefined : [times(x, 1 / divisor)];
    }
    default:
      return undefined;
  }
}

/** A node whose square is the given one, entry by entry; undefined where it is not written as a square. */
function rootOf(b: GraphBuilder, node: NodeId): NodeId | undefined {
  const { op, inputs, attributes } = b.node(node);
  const [x, y] = inputs as [NodeId, NodeId];
  switch (op) {
    case 'constant': {
      const entries =
        typeof attributes.value === 'number' ? [attributes.value] : [...(attributes.value ?? [])];
      return entries.every((entry) => entry >= 0) ? b.apply('sqrt', [node]) : undefined;
    }
    case 'pow': {
      const exponent = b.constantOf(y);
      const even = exponent !== undefined && exponent > 0 && exponent % 2 === 0;
      return even ? b.pow(x, b.constant(exponent / 2)) : undefined;
    }
    case 'mul':
    case 'div': {
      if (op === 'mul' && x === y) return x;
      const [left, right] = [rootOf(b, x), rootOf(b, y)];
      return left === undefined || right === undefined ? undefined : b.apply(op, [left, right]);
    }
    case 'broadcast': {
      const root = rootOf(b, x);
      return root === undefined ? undefined : b.broadcast(root, b.shapeOf(node));
    }
    default:
      return undefined;
  }
}
