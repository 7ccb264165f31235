import type { ExpressionGraph, ExpressionNode } from './expression-graph.ts';

/** A node that is drawn: itself, or folded for all its members. */
export interface VisibleNode {
  readonly id: number;
  readonly isFolded: boolean;
  readonly inputs: ExpressionNode['inputs'];
}

/** So many nodes are drawn at first. */
const FIRST_DRAWN = 18;

/**
 * The nodes that are drawn, inputs before users.
 *
 * @param opened - The foldable nodes that are not folded.
 */
export function visibleGraph({ nodes, output }: ExpressionGraph, opened: ReadonlySet<number>): VisibleNode[] {
  const visible = new Map<number, VisibleNode>();
  const open = [output];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (visible.has(id)) continue;
    const node = nodes[id] as ExpressionNode;
    const isFolded = node.members !== undefined && !opened.has(id);
    const inputs = isFolded ? entering(nodes, node) : node.inputs;
    visible.set(id, { id, isFolded, inputs });
    open.push(...inputs.map((input) => input.node));
  }
  return [...visible.values()].sort((a, b) => a.id - b.id);
}

/** What the members of a folded node use that is not among them. */
function entering(
  nodes: readonly ExpressionNode[],
  { members = [] }: ExpressionNode,
): ExpressionNode['inputs'] {
  const inside = new Set(members);
  const outside = new Set<number>();
  for (const id of members) {
    for (const { node } of nodes[id]?.inputs ?? []) if (!inside.has(node)) outside.add(node);
  }
  return [...outside].sort((a, b) => a - b).map((node) => ({ node, sign: 1 }));
}

/** The nodes that are open at first: the largest folded ones, as long as the drawing stays small. */
export function openAtFirst(graph: ExpressionGraph): Set<number> {
  const opened = new Set<number>();
  for (;;) {
    const drawn = visibleGraph(graph, opened);
    const size = ({ id }: VisibleNode) => graph.nodes[id]?.members?.length ?? 0;
    const next = drawn.filter(({ isFolded }) => isFolded).sort((a, b) => size(b) - size(a) || b.id - a.id);
    const fitting = next.find(
      ({ id }) => visibleGraph(graph, new Set([...opened, id])).length <= FIRST_DRAWN,
    );
    if (!fitting) return opened;
    opened.add(fitting.id);
  }
}
