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
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const { op, inputs, attributes } = graph[id] as Node;
    if (op === 'constant') {
      names[id] = literal(attributes.value as number);
      continue;
    }
    const code =
      op === 'parameter'
        ? leaf(attributes.offset as number)
        : (elementwise(op)?.code(...inputs.map((input) => names[input] as string)) as string);
    if ((uses[id] as number) > 1 || crosses[id] || op === 'parameter' || code.length > LONGEST) {
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

/** A number as JavaScript reads it back to the last bit; negative ones in parentheses. */
export function literal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '(-Infinity)';
  return value < 0 || Object.is(value, -0) ? `(-${Math.abs(value)})` : String(value);
}
