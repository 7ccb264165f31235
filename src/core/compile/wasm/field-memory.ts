import type { Graph, Node, NodeId } from '../../graph/node.ts';
import type { FieldGroups } from '../field-groups.ts';

/** The widest field whose columns fit into the module's memory. */
export const MOST_COLUMNS = 4096;
/** The most rows that are sampled at once. */
export const MOST_ROWS = 64;
const ARRAY = 8 * MOST_COLUMNS;
/**
 * The rows of results lie half a page off: copied to a buffer that begins with a page, as large ones do, loads would else wait for stores
 * whose addresses end alike ("4K aliasing"), which made the copy five times slower than the computation.
 */
const OFF_PAGE = 2048;

/**
 * What the memory of a field's module holds, one after the other: the columns' coordinate, the values of each column that samples need, two
 * full rows of results, the rows' coordinate, the entries of x that neither varies. All places are in bytes.
 */
export class FieldMemory {
  /** The values of a column that samples need, besides its coordinate. */
  readonly kept: readonly NodeId[];
  /** The entries of x that neither coordinate varies. */
  readonly offsets: readonly number[];
  readonly results: number;
  readonly heights: number;
  readonly others: number;
  readonly pages: number;

  constructor(graph: Graph, needed: Uint8Array, root: NodeId, { group }: FieldGroups) {
    this.kept = keptColumns(graph, needed, group, root);
    this.offsets = graph.flatMap(({ op, attributes }, id) =>
      op === 'parameter' && needed[id] && group[id] === 0 ? [attributes.offset as number] : [],
    );
    this.results = ARRAY * (this.kept.length + 1) + OFF_PAGE;
    this.heights = this.results + 2 * ARRAY;
    this.others = this.heights + 8 * MOST_ROWS;
    this.pages = Math.ceil((this.others + 8 * this.offsets.length) / 65536);
  }

  /** The columns' coordinate. */
  get coordinate(): number {
    return 0;
  }

  /** A kept value of the columns. */
  column(id: NodeId): number {
    return ARRAY * (1 + this.kept.indexOf(id));
  }

  /** An entry of x that neither coordinate varies. */
  other(offset: number): number {
    return this.others + 8 * this.offsets.indexOf(offset);
  }
}

function keptColumns(graph: Graph, needed: Uint8Array, group: Uint8Array, root: NodeId): NodeId[] {
  const wanted = new Set<NodeId>();
  const want = (id: NodeId) => {
    if (group[id] === 1 && (graph[id] as Node).op !== 'parameter') wanted.add(id);
  };
  graph.forEach(({ inputs }, id) => {
    if (needed[id] && group[id] === 3) inputs.forEach(want);
  });
  want(root);
  return [...wanted];
}
