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

/**
 * The u of σ(2u)·σ(−2u), as the rule of tanh(u) writes a quarter of 1/cosh(u)² for the sake of great u; undefined for other nodes.
 *
 * @param from - The first node that rules made; a tanh(u) stands before it.
 */
export function tanhArgument(graph: Graph, { op, inputs }: Node, from: NodeId): NodeId | undefined {
  if (op !== 'mul') return undefined;
  const factors = inputs.map((input) => graph[input] as Node);
  if (!factors.every((factor) => factor.op === 'sigmoid')) return undefined;
  const doubled = factors.map((factor) => {
    const { op: inner, inputs: parts } = graph[factor.inputs[0] as NodeId] as Node;
    const [size, u] = parts as [NodeId, NodeId];
    if (inner !== 'mul') return undefined;
    return isConstant(graph, size, 2)
      ? ([1, u] as const)
      : isConstant(graph, size, -2)
        ? ([-1, u] as const)
        : undefined;
  });
  const [first, second] = doubled;
  if (!first || !second || first[0] === second[0] || first[1] !== second[1]) return undefined;
  const known = graph.slice(0, from).some((node) => node.op === 'tanh' && node.inputs[0] === first[1]);
  return known ? first[1] : undefined;
}
