import type { Graph, Node, NodeId } from '../graph/node.ts';
import { live } from './live.ts';

/**
 * Operations on which a finite result does not depend by way of an infinite or a vanished number: sums and products overflow only where
 * the result does, or where the same points are out of reach for all of it.
 */
const PLAIN: ReadonlySet<string> = new Set(
  // biome-ignore format: a list of names
  ['constant', 'parameter', 'add', 'sub', 'mul', 'neg', 'abs', 'sign', 'max', 'min', 'floor', 'ceil', 'fix', 'round', 'mod', 'select',
    'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not', 'sin', 'cos', 'sum', 'broadcast', 'reshape', 'permute', 'slice', 'pad',
    'gather', 'scatter', 'matmul', 'hypot', 'direction'],
);

const EXTREME = 1e100;

/** Whether a root depends on an operation that makes finite numbers of infinite ones, or the other way round. */
export function mayLeaveRange(graph: Graph, roots: readonly NodeId[]): boolean {
  const needed = live(graph, roots);
  const safe = new Set<NodeId>();
  graph.forEach((node, id) => {
    if (needed[id] && isScaledRoot(graph, node)) safe.add(node.inputs[1] as NodeId);
  });
  return graph.some((node, id) => needed[id] && !safe.has(id) && !isPlain(graph, node));
}

/** Whether a node is what `scaledRoot` makes of a root. */
function isScaledRoot(graph: Graph, { op, inputs }: Node): boolean {
  if (op !== 'select') return false;
  const [, root, length] = inputs.map((input) => graph[input] as Node) as [Node, Node, Node];
  return root.op === 'sqrt' && length.op === 'hypot';
}

/** Whether a finite result of an operation cannot be due to an infinite input, see `PLAIN`. */
export function isPlain(graph: Graph, { op, inputs }: Node): boolean {
  if (op !== 'div' && op !== 'pow' && op !== 'mul') return PLAIN.has(op);
  const [first, second] = inputs.map((input) => constantOf(graph, input));
  if (op === 'mul') return !isExtreme(first) && !isExtreme(second);
  if (op === 'div') {
    // c/r·x is a part of x/r; other quotients may be divided again.
    const divisor = graph[inputs[1] as NodeId] as Node;
    return second === undefined ? first !== undefined && isLength(graph, divisor) : !isExtreme(second);
  }
  return typeof second === 'number' && Number.isInteger(second) && second >= 0;
}

/** Whether a factor may bring back what is out of range. */
function isExtreme(factor: number | Float64Array | undefined): boolean {
  const size = typeof factor === 'number' ? Math.abs(factor) : 1;
  return size !== 0 && (size < 1 / EXTREME || size > EXTREME);
}

/** Whether a number is a length, or a multiple of one: neither 0 nor infinite by overflow alone. */
function isLength(graph: Graph, node: Node): boolean {
  const { op, inputs } = node;
  if (op !== 'mul') return op === 'hypot' || isScaledRoot(graph, node);
  return (
    constantOf(graph, inputs[0] as NodeId) !== undefined &&
    isLength(graph, graph[inputs[1] as NodeId] as Node)
  );
}

function constantOf(graph: Graph, id: NodeId): number | Float64Array | undefined {
  const { op, inputs, attributes } = graph[id] as Node;
  return op === 'broadcast' ? constantOf(graph, inputs[0] as NodeId) : attributes.value;
}
