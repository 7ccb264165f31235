import type { GraphBuilder } from '../../core/graph/builder.ts';
import type { NodeId } from '../../core/graph/node.ts';
import type { Shape } from '../../core/graph/shape.ts';

/**
 * The meaning of an expression: a node whose first `depth` axes belong to the index variables of the surrounding
 * sums (outermost first, extent 1 where the value does not depend on one), and whose other axes are the value's own.
 */
export interface Value {
  readonly node: NodeId;
  readonly depth: number;
}

/** The value's own shape, without the axes of index variables. */
export function ownShape(b: GraphBuilder, value: Value): Shape {
  return b.shapeOf(value.node).slice(value.depth);
}

/** The same value with more index axes, and own axes of extent 1 in front until it has that rank. */
export function lift(b: GraphBuilder, value: Value, depth: number, rank: number): NodeId {
  const shape = b.shapeOf(value.node);
  if (depth === 0 && value.depth === 0) return value.node;
  const own = shape.slice(value.depth);
  const lead = [...shape.slice(0, value.depth), ...new Array<number>(depth - value.depth).fill(1)];
  if (lead.every((extent) => extent === 1) && own.length === 0) return value.node;
  return b.reshape(value.node, [
    ...lead,
    ...new Array<number>(Math.max(0, rank - own.length)).fill(1),
    ...own,
  ]);
}

/** Whether a value is one number, for all combinations of the index variables. */
export function isNumber(b: GraphBuilder, { node, depth }: Value): boolean {
  return depth === 0 && b.shapeOf(node).length === 0;
}

/** An elementwise primitive of several values. */
export function elementwiseOf(b: GraphBuilder, op: string, values: readonly Value[]): Value {
  // Numbers, as most values of a long text are.
  if (values.every((value) => isNumber(b, value))) {
    return {
      node: b.apply(
        op,
        values.map(({ node }) => node),
      ),
      depth: 0,
    };
  }
  const depth = Math.max(...values.map((value) => value.depth));
  const rank = Math.max(...values.map((value) => ownShape(b, value).length));
  const node = b.apply(
    op,
    values.map((value) => lift(b, value, depth, rank)),
  );
  return { node, depth: Math.min(depth, b.shapeOf(node).length) };
}
