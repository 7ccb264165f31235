import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { complementOf, numberOf } from './complement.ts';
import { type CodeKind, exponentials } from './exponentials.ts';
import { live } from './live.ts';

/** A node as c·(1 − f). */
interface Difference {
  readonly factor: number;
  readonly f: NodeId;
}

/**
 * Differences from 1 by formulas that do not cancel: exp(x) − 1, 1 − cos(x), √(1 + x) − 1, 1 − tanh(x)², xʸ − 1, 1 − x², and log(1 − x). Done
 * when nothing is differentiated or written down any more: the derivatives of what is written are as accurate, and read better.
 *
 * Values agree with those of the formulas as written to a few units in the last place, where these do not cancel. (1 − exp(x) and
 * log(1 − exp(x)) after Mächler 2012, "Accurately computing log(1 − exp(−|a|))"; 1 − 1/(1 + x), √(1 + x) − 1 after Higham 2002, section 1.7.)
 *
 * @returns The graph as it is where it has no such differences.
 */
export function differencesFromOne(
  graph: Graph,
  roots: readonly NodeId[],
  kind: CodeKind,
): { graph: Graph; roots: readonly NodeId[] } {
  const differences = new Map<NodeId, Difference>();
  for (let id = 0; id < graph.length; id++) {
    const { op, inputs } = graph[id] as Node;
    const isLogarithm = op === 'log';
    const difference = differenceOf(graph, isLogarithm ? (inputs[0] as NodeId) : id);
    if (!difference) continue;
    if (isLogarithm ? difference.factor === 1 : complementOf(graph, difference.f, kind))
      differences.set(id, difference);
  }
  return differences.size === 0 ? { graph, roots } : rewritten(graph, roots, differences, kind);
}

/** @param differences - The nodes that are differences, or logarithms of one. */
function rewritten(
  graph: Graph,
  roots: readonly NodeId[],
  differences: ReadonlyMap<NodeId, Difference>,
  kind: CodeKind,
): { graph: Graph; roots: readonly NodeId[] } {
  const needed = live(graph, roots);
  // Of these exponentials the differences are computed, too.
  const paired = new Set(
    Array.from(differences.values(), ({ f }) => f).filter((f) => graph[f]?.op === 'exp'),
  );
  const b = new GraphBuilder();
  const place: NodeId[] = new Array(graph.length);
  const at = (id: NodeId) => place[id] as NodeId;
  const complement = (f: NodeId) => complementOf(graph, f, kind)?.(b, at, f);
  const logarithm = (f: NodeId): NodeId => {
    const near = b.apply('log1p', [b.neg(at(f))]);
    const other = complement(f);
    if (other === undefined) return near;
    return b.select(b.apply('lt', [at(f), b.constant(0.5)]), near, b.apply('log', [other]));
  };
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const difference = differences.get(id);
    const made = paired.has(id)
      ? exponentials(b, at(node.inputs[0] as NodeId), kind).whole
      : difference &&
        (node.op === 'log'
          ? logarithm(difference.f)
          : b.mul(b.constant(difference.factor), complement(difference.f) as NodeId));
    place[id] =
      made === undefined ? b.copy({ ...node, inputs: node.inputs.map(at) }) : b.broadcast(made, node.shape);
  }
  return { graph: b.nodes, roots: roots.map(at) };
}

/** A node as c·(1 − f): of sums and differences with a number. */
function differenceOf(graph: Graph, id: NodeId): Difference | undefined {
  const { op, inputs } = graph[id] as Node;
  if (op !== 'sub' && op !== 'add') return undefined;
  const [x, y] = inputs as readonly [NodeId, NodeId];
  const left = numberOf(graph, x);
  const right = left === undefined ? numberOf(graph, y) : undefined;
  const constant = left ?? (op === 'sub' && right !== undefined ? -right : right);
  if (constant === undefined) return undefined;
  const term = left === undefined ? x : y;
  const sign = op === 'sub' && left !== undefined ? -1 : 1;
  const { op: inner, inputs: parts } = graph[term] as Node;
  const scale = inner === 'mul' ? numberOf(graph, parts[0] as NodeId) : undefined;
  if (constant === 0 || !Number.isFinite(constant) || sign * (scale ?? 1) !== -constant) return undefined;
  return { factor: constant, f: scale === undefined ? term : (parts[1] as NodeId) };
}
