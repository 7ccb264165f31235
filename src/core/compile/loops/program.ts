import type { NodeId } from '../../graph/node.ts';

/** How a kernel's points reach the entries of an array: entry = base + Σ index·stride. */
export interface Access {
  /** The node whose array it is. */
  readonly storage: NodeId;
  readonly base: number;
  readonly strides: readonly number[];
}

/** What a kernel computes at each point, besides constants and scalars. */
export interface Operation {
  readonly node: NodeId;
  /** Read from memory; absent for an elementwise primitive of earlier operations. */
  readonly load?: Access;
  /** For a `gather`: the positions, one for each point. */
  readonly index?: Int32Array;
}

/** A sum of parts that are placed into an array of zeros. */
export interface Placement {
  readonly node: NodeId;
  readonly target: Access;
  readonly sign: 1 | -1;
  /** For a `scatter`: the positions in the target, one for each point. */
  readonly index?: Int32Array;
}

/** A sum over all points: of a value, of the logarithm of 1 + a number between 0 and 1, or of both. */
export interface Sum {
  readonly node?: NodeId;
  readonly logarithmOf?: NodeId;
  readonly result: NodeId;
}

/** A loop over all points of a shape: everything of one level that runs over the same points. */
export interface Kernel {
  readonly kind: 'kernel';
  readonly shape: readonly number[];
  readonly operations: Operation[];
  /** Values written to arrays of the kernel's shape. */
  readonly stores: { readonly node: NodeId; readonly storage: NodeId }[];
  /** Values summed over all points into a scalar. */
  readonly sums: Sum[];
  /** Values summed along one axis into an array; its strides are 0 along that axis. */
  readonly axisSums: { readonly node: NodeId; readonly target: Access }[];
  readonly placements: Placement[];
}

/** A product of matrices (or a vector on either side, with one row or column). */
export interface Product {
  readonly kind: 'product';
  readonly result: NodeId;
  readonly left: Access;
  readonly right: Access;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** A scalar node, evaluated once. */
export interface ScalarStep {
  readonly kind: 'scalar';
  readonly node: NodeId;
  /** Read from an array. */
  readonly load?: { readonly storage: NodeId; readonly place: number };
}

/** A whole-array operation that is not generated but called: `solve`, `det` or `cofactors`. */
export interface Call {
  readonly kind: 'call';
  readonly node: NodeId;
  readonly inputs: readonly Access[];
}

export type Step = Kernel | Product | ScalarStep | Call;

/** A graph as steps over arrays and scalars, in an order in which they can run. */
export interface Program {
  readonly steps: readonly Step[];
  /** The nodes that have an array of their own, besides constants and the parameters' x. */
  readonly arrays: readonly NodeId[];
  /** Arrays that parts are added to: they are set to zero first. */
  readonly zeroed: ReadonlySet<NodeId>;
  /** A scalar that is another one under another shape. */
  readonly alias: ReadonlyMap<NodeId, NodeId>;
  /** For each root where its value is: a scalar, or an array's entries from `base` on, without gaps. */
  readonly roots: readonly {
    readonly node: NodeId;
    readonly scalar: boolean;
    readonly storage: NodeId;
    readonly base: number;
  }[];
}
