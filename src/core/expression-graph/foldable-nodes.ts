import type { ExpressionNode } from './expression-graph.ts';

/** Fewer operations are not worth folding. */
const LEAST_FOLDED = 3;
/** So many parameters stay in sight whatever is folded. */
const MOST_LOOSE_PARAMETERS = 8;

/**
 * Finds what may fold into one node: everything that reaches the output only through it (what it dominates, in the graph turned
 * towards the inputs). So a folded part has one value, one adjoint, and hides no node that others use.
 *
 * @param output - The last node of the list that counts.
 * @returns The nodes, those that can be folded with their members.
 */
export function foldableNodes(nodes: readonly ExpressionNode[], output: number): ExpressionNode[] {
  const dominator = dominators(nodes, output);
  const loose = nodes.filter(({ kind }) => kind === 'parameter').length <= MOST_LOOSE_PARAMETERS;
  const members: number[][] = nodes.map(() => []);
  for (let id = 0; id <= output; id++) {
    if (loose && nodes[id]?.kind === 'parameter') continue;
    for (let at = id; at >= 0; at = dominator[at] as number) members[at]?.push(id);
  }
  return nodes.map((node) => {
    const own = members[node.id] as number[];
    const operations = own.filter((id) => nodes[id]?.kind === 'operation').length;
    const least = node.call === undefined ? LEAST_FOLDED : 2;
    return operations >= least && node.id !== output ? { ...node, members: own } : node;
  });
}

/** For each node the nearest one that all its ways to the output lead through; −1 for the output and what does not reach it. */
function dominators(nodes: readonly ExpressionNode[], output: number): Int32Array {
  const dominator = new Int32Array(nodes.length).fill(-1);
  const depth = new Int32Array(nodes.length).fill(-1);
  depth[output] = 0;
  for (let user = output; user >= 0; user--) {
    if ((depth[user] as number) < 0) continue;
    // All users of this node come later in the list: its dominator is known by now.
    if (user !== output) depth[user] = (depth[dominator[user] as number] as number) + 1;
    for (const { node } of (nodes[user] as ExpressionNode).inputs) {
      dominator[node] =
        (depth[node] as number) < 0 ? user : meet(dominator[node] as number, user, dominator, depth);
      if ((depth[node] as number) < 0) depth[node] = 0;
    }
  }
  return dominator;
}

function meet(a: number, c: number, dominator: Int32Array, depth: Int32Array): number {
  let [left, right] = [a, c];
  while (left !== right) {
    if ((depth[left] as number) >= (depth[right] as number)) left = dominator[left] as number;
    else right = dominator[right] as number;
  }
  return left;
}
