import { evaluateConstant } from '../../core/compile/interpret.ts';
import type { GraphBuilder } from '../../core/graph/builder.ts';
import type { NodeId } from '../../core/graph/node.ts';
import { sizeOf } from '../../core/graph/shape.ts';

/** The entries of a node that depends on no parameter, row-major; undefined where it does. */
export function known(b: GraphBuilder, node: NodeId): Float64Array | undefined {
  const { op, attributes, shape } = b.node(node);
  if (op === 'constant') {
    const { value } = attributes;
    return typeof value === 'number' ? new Float64Array(sizeOf(shape)).fill(value) : value;
  }
  return depends(b, node) ? undefined : evaluateConstant(b.nodes.slice(0, node + 1), node);
}

/** The number that a node is, if it is one number and depends on no parameter. */
export function knownNumber(b: GraphBuilder, node: NodeId): number | undefined {
  return sizeOf(b.shapeOf(node)) === 1 ? known(b, node)?.[0] : undefined;
}

function depends(b: GraphBuilder, node: NodeId): boolean {
  const seen = new Set<NodeId>();
  const open = [node];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const { op, inputs } = b.node(id);
    if (op === 'parameter') return true;
    open.push(...inputs);
  }
  return false;
}
