import type { Graph, Node, NodeId } from '../graph/node.ts';

/**
 * Whether a node is `d == 0 ? 0 : t/d`, or the same with two values that are both 0, made by a rule of differentiation.
 *
 * @param from - The first node that rules made.
 */
export function isGuard(graph: Graph, { op, inputs }: Node, from: NodeId): boolean {
  if (op !== 'select') return false;
  const [condition, consequent] = inputs as [NodeId, NodeId];
  return condition >= from && isZeroTest(graph, condition) && isConstant(graph, consequent, 0);
}

function isZeroTest(graph: Graph, id: NodeId): boolean {
  const { op, inputs } = graph[id] as Node;
  if (op === 'and') return inputs.every((input) => isZeroTest(graph, input));
  return op === 'eq' && isConstant(graph, inputs[1] as NodeId, 0);
}

function isConstant(graph: Graph, id: NodeId, value: number): boolean {
  const { op, attributes, inputs } = graph[id] as Node;
  if (op === 'broadcast') return isConstant(graph, inputs[0] as NodeId, value);
  return op === 'constant' && attributes.value === value;
}
