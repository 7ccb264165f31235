import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { type Shape, sizeOf } from '../graph/shape.ts';
import { differencesFromOne } from './differences-from-one.ts';
import { excess } from './excess.ts';
import { factorOut } from './factor-out.ts';
import { broadcastLayout, placesOf } from './layout.ts';
import { live } from './live.ts';
import { LOWERED_HYPERBOLIC, squareOfSech } from './lower-hyperbolic.ts';
import { LOWERED_LOGISTIC } from './lower-logistic.ts';
import { lowerRootShare } from './lower-root-share.ts';
import { movesOf } from './moves.ts';
import { byRoot, multiplyOut } from './powers.ts';
import { scaledRoot } from './scaled-root.ts';

/** A graph of numbers only, and for each root its entries, row-major. */
export interface ScalarGraph {
  readonly graph: Graph;
  readonly roots: readonly (readonly NodeId[])[];
}

/** Nodes that have no formula for a single entry worth writing out. */
const WHOLE = new Set(['solve', 'det', 'cofactors']);

/**
 * What the numbers are for: whole powers become products, which run faster, but stay as they are for reading. For samples of a field, a
 * pair at a time, roots are not written a second time for very large and very small numbers.
 */
export type Purpose = 'running' | 'sampling' | 'differentiating' | 'reading';

/**
 * Rewrites vectors and matrices as their entries, so that small problems run as straight-line code.
 *
 * @param limit - The greatest number of scalar operations.
 * @returns Undefined where there would be more, or where an operation only makes sense as a whole.
 */
export function scalarize(
  original: Graph,
  originalRoots: readonly NodeId[],
  limit: number,
  purpose: Purpose = 'running',
): ScalarGraph | undefined {
  const given = { graph: original, roots: originalRoots };
  const { graph, roots } =
    purpose === 'running' ? differencesFromOne(original, originalRoots, 'straightLine') : given;
  const needed = live(graph, roots);
  const b = new GraphBuilder();
  const entries: NodeId[][] = new Array(graph.length);
  let work = 0;
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    work += workOf(graph, node);
    if (work > 2 * limit || WHOLE.has(node.op)) return undefined;
    entries[id] = numberOf(b, node, entries, purpose) ?? entriesOf(b, node, graph, entries, purpose);
    if (b.nodes.length > 3 * limit) return undefined;
  }
  const scalarRoots = roots.map((root) => entries[root] as NodeId[]);
  const used = live(b.nodes, scalarRoots.flat());
  let operations = 0;
  for (let id = 0; id < used.length; id++) if (used[id] && b.node(id).inputs.length > 0) operations++;
  return operations > limit ? undefined : { graph: b.nodes, roots: scalarRoots };
}

function workOf(graph: Graph, { op, inputs, shape }: Node): number {
  if (op === 'constant' || op === 'parameter') return 0;
  if (op === 'sum') return sizeOf((graph[inputs[0] as NodeId] as Node).shape);
  if (op === 'matmul')
    return 2 * sizeOf(shape) * ((graph[inputs[0] as NodeId] as Node).shape.at(-1) as number);
  return elementwise(op) ? sizeOf(shape) : 0;
}

/** The entry of an elementwise value of numbers; undefined for every other node. */
function numberOf(
  b: GraphBuilder,
  { op, inputs, shape }: Node,
  entries: readonly NodeId[][],
  purpose: Purpose,
): NodeId[] | undefined {
  if (shape.length > 0 || !elementwise(op)) return undefined;
  return [
    entryOf(
      b,
      op,
      inputs.map((input) => entries[input]?.[0] as NodeId),
      purpose,
    ),
  ];
}

function entriesOf(
  b: GraphBuilder,
  node: Node,
  graph: Graph,
  entries: readonly NodeId[][],
  purpose: Purpose,
): NodeId[] {
  const { op, inputs, shape, attributes } = node;
  const size = sizeOf(shape);
  const from = (input: number): NodeId[] => entries[inputs[input] as NodeId] as NodeId[];
  const shapeOf = (input: number): Shape => (graph[inputs[input] as NodeId] as Node).shape;
  const each = (make: (flat: number) => NodeId): NodeId[] =>
    Array.from({ length: size }, (_, flat) => make(flat));
  const moves = inputs.length > 0 ? movesOf(node, shapeOf(0)) : undefined;
  if (moves?.kind === 'read') return each((flat) => from(0)[moves.places[flat] as number] as NodeId);
  if (moves) {
    const out = each(() => b.constant(0));
    from(0).forEach((entry, flat) => {
      const place = moves.places[flat] as number;
      out[place] = b.add(out[place] as NodeId, entry);
    });
    return out;
  }
  switch (op) {
    case 'constant': {
      const { value } = attributes;
      return each((flat) =>
        b.constant(typeof value === 'number' ? value : ((value as Float64Array)[flat] as number)),
      );
    }
    case 'parameter':
      return each((flat) => b.parameter('', [], (attributes.offset as number) + flat));
    case 'reshape':
      return from(0);
    case 'sum':
      return sumEntries(b, from(0), shapeOf(0), attributes.axis);
    case 'matmul':
      return matmulEntries(b, from(0), from(1), shapeOf(0), shapeOf(1));
    default: {
      const places = inputs.map((_, input) => placesOf(shape, broadcastLayout(shapeOf(input), shape)));
      return each((flat) => {
        const parts = inputs.map((_, input) => from(input)[places[input]?.[flat] as number] as NodeId);
        return entryOf(b, op, parts, purpose);
      });
    }
  }
}

function entryOf(b: GraphBuilder, op: string, parts: readonly NodeId[], purpose: Purpose): NodeId {
  const settled =
    purpose === 'running' || purpose === 'sampling' ? lowered(b, op, parts, purpose) : undefined;
  return settled ?? (purpose === 'reading' ? undefined : faster(b, op, parts)) ?? b.apply(op, parts);
}

/** What stands for a number once nothing is differentiated any more: a choice has the slope of one branch. */
function lowered(
  b: GraphBuilder,
  op: string,
  parts: readonly NodeId[],
  purpose: Purpose,
): NodeId | undefined {
  const [first, second, third] = parts as readonly [NodeId, NodeId, NodeId];
  if (op === 'sub') return excess(b, first, second);
  if (op === 'rootShare') return lowerRootShare(b, first, third);
  if (purpose !== 'running') return undefined;
  switch (op) {
    case 'sqrt':
      return scaledRoot(b, first);
    case 'pow':
      return byRoot(b, first, b.constantOf(second));
    case 'mul': {
      const { op: inner, inputs } = b.node(first);
      return first === second && inner === 'sech'
        ? squareOfSech(b, inputs[0] as NodeId, 'straightLine')
        : undefined;
    }
    default:
      return LOWERED_LOGISTIC[op]?.(b, first) ?? LOWERED_HYPERBOLIC[op]?.(b, first, 'straightLine');
  }
}

/** The same number in another way, which runs faster. */
function faster(b: GraphBuilder, op: string, parts: readonly NodeId[]): NodeId | undefined {
  const [first, second] = parts as readonly [NodeId, NodeId];
  if (op === 'pow') return multiplyOut(b, first, b.constantOf(second));
  if (op === 'add' || op === 'sub') return factorOut(b, first, second, op === 'add' ? 1 : -1);
  return undefined;
}

function sumEntries(
  b: GraphBuilder,
  entries: readonly NodeId[],
  shape: Shape,
  axis: number | undefined,
): NodeId[] {
  const total = (parts: readonly NodeId[]) => parts.reduce((sum, part) => b.add(sum, part), b.constant(0));
  if (axis === undefined) return [total(entries)];
  const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
  const extent = shape[axis] as number;
  return Array.from({ length: entries.length / extent }, (_, flat) => {
    const first = Math.floor(flat / inner) * inner * extent + (flat % inner);
    return total(Array.from({ length: extent }, (_entry, i) => entries[first + i * inner] as NodeId));
  });
}

function matmulEntries(
  b: GraphBuilder,
  left: readonly NodeId[],
  right: readonly NodeId[],
  a: Shape,
  c: Shape,
): NodeId[] {
  const k = c[0] as number;
  const [m, n] = [a.length === 2 ? (a[0] as number) : 1, c[1] ?? 1];
  const out: NodeId[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = b.constant(0);
      for (let l = 0; l < k; l++)
        sum = b.add(sum, b.mul(left[i * k + l] as NodeId, right[l * n + j] as NodeId));
      out.push(sum);
    }
  }
  return out;
}
