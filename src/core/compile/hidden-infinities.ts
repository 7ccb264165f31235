import type { Graph, Node, NodeId } from '../graph/node.ts';
import { live } from './live.ts';
import { isPlain } from './range-guard.ts';

/** What is looked at for all roots: more would cost more than it is worth. */
const MOST = 32;
/** What overflows for arguments of a few hundred; sums and products do so only far out. */
const STEEP: ReadonlySet<string> = new Set(['exp', 'expm1', 'sinh', 'cosh', 'gamma', 'pow']);

/**
 * The numbers whose overflow a finite result can hide: a divisor, and the base of a negative power, make 0 of an infinity, as
 * exp(y)/(exp(x) + exp(y)) at (710, 709) does. Those that are made of exponentials and the like.
 *
 * @param graph - A graph of numbers.
 * @returns None where there are choices: what is not chosen may be infinite, and is not even computed.
 */
export function hiddenInfinities(graph: Graph, roots: readonly NodeId[]): readonly NodeId[] {
  const needed = live(graph, roots);
  const found = new Set<NodeId>();
  const steep = new Uint8Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    if (isChoice(graph, node)) return [];
    steep[id] = STEEP.has(node.op) || node.inputs.some((input) => steep[input]) ? 1 : 0;
    const hides = node.op === 'div' || (node.op === 'pow' && exponentOf(graph, node) < 0);
    const hidden = node.inputs[node.op === 'div' ? 1 : 0] as NodeId;
    if (hides && steep[hidden] && !isPlain(graph, node)) found.add(hidden);
  }
  return found.size > MOST ? [] : [...found];
}

function exponentOf(graph: Graph, { inputs }: Node): number {
  const { op, attributes } = graph[inputs[1] as NodeId] as Node;
  return op === 'constant' ? (attributes.value as number) : Number.NaN;
}

/** Whether a node chooses, otherwise than between a quotient and its value at 0, and between ways to a root. */
function isChoice(graph: Graph, { op, inputs }: Node): boolean {
  if (op === 'max' || op === 'min') return true;
  if (op !== 'select') return false;
  const [condition, first, second] = inputs.map((input) => graph[input] as Node) as [Node, Node, Node];
  const guarded = condition.op === 'eq' && first.op === 'constant' && first.attributes.value === 0;
  return !guarded && !(first.op === 'sqrt' && second.op === 'hypot');
}
