/** A node of an objective's expression, as it is drawn. */
export interface ExpressionNode {
  /** Its place in the list; inputs come before their users. */
  readonly id: number;
  readonly kind: 'parameter' | 'constant' | 'operation';
  /** A short sign: `+`, `sin`, `( )²`, `θ₁`. */
  readonly label: string;
  /** In words: "sum", "power". */
  readonly title: string;
  /** What it stands for, as it is written; `…` where that is too long to be read. */
  readonly formula: string;
  /** The extents of its value; empty for a number. */
  readonly shape: readonly number[];
  /** What it is made of; a term that is subtracted has the sign −1. */
  readonly inputs: readonly { readonly node: number; readonly sign: 1 | -1 }[];
  /** The name of the helper function whose value it is; absent for all others. */
  readonly call?: string;
  /** The nodes that fold into this one, itself included; absent where there are too few to fold. */
  readonly members?: readonly number[];
}

/** The computation graph of an objective, before anything is lowered: one node for each operation that a reader sees. */
export interface ExpressionGraph {
  readonly nodes: readonly ExpressionNode[];
  /** The node that is the objective's value: the last one. */
  readonly output: number;
}

/** The first entries of what a node carries at a point; one for a number. */
export interface NodeNumbers {
  readonly value: readonly number[];
  /** The adjoint ∂f/∂node; empty for constants, which have none. */
  readonly adjoint: readonly number[];
  /** The directional derivative of the node along v: its dual part; empty for constants. */
  readonly dual: readonly number[];
  /** For each input the local derivative ∂node/∂input; NaN where that is no number. */
  readonly slopes: readonly number[];
}

/** The graph with its numbers at a point, or why there is none. */
export interface ExpressionGraphView {
  readonly graph: ExpressionGraph;
  /** For each node. */
  readonly numbers: readonly NodeNumbers[];
  /** Why there is no graph; empty where there is. */
  readonly note: string;
}
