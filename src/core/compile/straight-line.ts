import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { live } from './live.ts';

/** Expressions longer than this get a name of their own, so that the source nests only so deep. */
const LONGEST = 400;

/** Statements of JavaScript by group and, for each root, the expression that is its value after them. */
export interface StraightLine {
  /** For each group its statements `const t… = …;`, in order. */
  readonly statements: readonly (readonly string[])[];
  readonly roots: readonly string[];
  /** The nodes of each group that later groups read, by the name that they read: `t` and the node's number. */
  readonly exported: readonly (readonly NodeId[])[];
}

/**
 * Writes a graph of numbers as straight-line JavaScript. Names are numbered and never come from the user's text.
 *
 * @param leaf - The code that reads entry `offset` of x.
 * @param groupOf - Sorts the nodes into groups that run one after the other; a node's inputs lie in its own or earlier groups.
 * @param groups - The number of groups.
 */
export function straightLine(
  graph: Graph,
  roots: readonly NodeId[],
  leaf: (offset: number) => string,
  groupOf: (id: NodeId) => number = () => 0,
  groups = 1,
): StraightLine {
  const needed = live(graph, roots);
  const uses = new Uint32Array(graph.length);
  const crosses = new Uint8Array(graph.length);
  for (const root of roots) {
    uses[root] = (uses[root] as number) + 1;
    if (groupOf(root) !== groups - 1) crosses[root] = 1;
  }
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    for (const input of (graph[id] as Node).inputs) {
      uses[input] = (uses[input] as number) + 1;
      if (groupOf(input) !== groupOf(id)) crosses[input] = 1;
    }
  }
  const statements = Array.from({ length: groups }, (): string[] => []);
  const exported = Array.from({ length: groups }, (): NodeId[] => []);
  const names: string[] = new Array(graph.length);
  const partial = partialSums(graph, roots[0] as NodeId);
  for (const id of inOrderOfUse(graph, roots)) {
    const { op, inputs, attributes } = graph[id] as Node;
    if (op === 'constant') {
      names[id] = literal(attributes.value as number);
      continue;
    }
    const code =
      op === 'parameter'
        ? leaf(attributes.offset as number)
        : (elementwise(op)?.code(...inputs.map((input) => names[input] as string)) as string);
    const shared = (uses[id] as number) > 1 || crosses[id] === 1;
    if (shared || op === 'parameter' || partial.has(id) || code.length > LONGEST) {
      const group = groupOf(id);
      names[id] = `t${id}`;
      statements[group]?.push(`const t${id} = ${code};`);
      if (crosses[id]) exported[group]?.push(id);
    } else {
      names[id] = code;
    }
  }
  return { statements, roots: roots.map((root) => names[root] as string), exported };
}

/**
 * The nodes that the roots need, each right before it is first used: the numbers of one term are then done with when the next one
 * begins, and stay in registers.
 */
function inOrderOfUse(graph: Graph, roots: readonly NodeId[]): readonly NodeId[] {
  const order: NodeId[] = [];
  const seen = new Uint8Array(graph.length);
  // Of each node how many inputs have been looked after; a loop, since graphs are deeper than the stack.
  const looked = new Uint32Array(graph.length);
  for (const root of roots) {
    const path = [root];
    while (path.length > 0) {
      const id = path.at(-1) as NodeId;
      const { inputs } = graph[id] as Node;
      const at = looked[id] as number;
      const input = inputs[at];
      if (seen[id] || input === undefined) {
        if (!seen[id]) order.push(id);
        seen[id] = 1;
        path.pop();
      } else {
        looked[id] = at + 1;
        if (!seen[input]) path.push(input);
      }
    }
  }
  return order;
}

/** The sums s₁ + s₂, s₁ + s₂ + s₃ … within a long sum; with names of their own they are added up as the terms come. */
function partialSums(graph: Graph, sum: NodeId): ReadonlySet<NodeId> {
  const partial = new Set<NodeId>();
  for (
    let { op, inputs } = graph[sum] as Node;
    op === 'add';
    { op, inputs } = graph[inputs[0] as NodeId] as Node
  ) {
    const first = inputs[0] as NodeId;
    if (graph[first]?.op === 'add') partial.add(first);
  }
  return partial;
}

/** A number as JavaScript reads it back to the last bit; negative ones in parentheses. */
export function literal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '(-Infinity)';
  return value < 0 || Object.is(value, -0) ? `(-${Math.abs(value)})` : String(value);
}
