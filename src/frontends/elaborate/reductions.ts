import type { GraphBuilder } from '../../core/graph/builder.ts';
import { sizeOf } from '../../core/graph/shape.ts';
import { ownShape, type Value } from './value.ts';

/** The value's own axes counted from 1 → an axis of the node; all own axes where absent. */
export function axisOf(
  b: GraphBuilder,
  value: Value,
  dimension: Value | undefined,
  name: string,
): number | undefined {
  if (!dimension) return undefined;
  const axis = b.constantOf(dimension.node);
  const rank = ownShape(b, value).length;
  if (axis === undefined || !Number.isInteger(axis) || axis < 1 || axis > rank) {
    throw new Error(
      `${name} works along an axis from 1 to ${rank} here; write one of them, or leave it out for all entries`,
    );
  }
  return value.depth + axis - 1;
}

/** Σ over the own axes, or one of them. */
export function sumOf(b: GraphBuilder, value: Value, axis?: number): Value {
  if (axis !== undefined) return { node: b.sum(value.node, axis), depth: value.depth };
  let node = value.node;
  if (value.depth === 0) return { node: b.sum(node), depth: 0 };
  for (let at = b.shapeOf(node).length - 1; at >= value.depth; at--) node = b.sum(node, at);
  return { node, depth: value.depth };
}

/** Up to so many entries every entry is written out in the end, which a small function is fastest with. */
const LONGEST_WRITTEN_OUT = 64;

/** Combines entries by halves, x[1..m] with x[m+1..2m] and so on: a tree of ⌈log₂ n⌉ steps whose derivative is safe at zeros. */
export function fold(b: GraphBuilder, op: string, value: Value, axis?: number): Value {
  if (axis === undefined) {
    const own = ownShape(b, value);
    const lead = b.shapeOf(value.node).slice(0, value.depth);
    const flat = { node: b.reshape(value.node, [...lead, sizeOf(own)]), depth: value.depth };
    return fold(b, op, flat, value.depth);
  }
  let node = value.node;
  let rest: number | undefined;
  const isLong = (b.shapeOf(node)[axis] as number) > LONGEST_WRITTEN_OUT;
  const part = (from: number, start: number, count: number) => {
    const shape = b.shapeOf(from);
    return b.slice(
      from,
      shape.map((_, i) => (i === axis ? start : 0)),
      shape.map(() => 1),
      shape.map((extent, i) => (i === axis ? count : extent)),
      isLong,
    );
  };
  for (let extent = b.shapeOf(node)[axis] as number; extent > 1; extent = b.shapeOf(node)[axis] as number) {
    const half = Math.floor(extent / 2);
    if (extent % 2 === 1) {
      const last = part(node, extent - 1, 1);
      rest = rest === undefined ? last : b.apply(op, [last, rest]);
    }
    node = b.apply(op, [part(node, 0, half), part(node, half, half)]);
  }
  if (rest !== undefined) node = b.apply(op, [node, rest]);
  const shape = b.shapeOf(node);
  return {
    node: b.reshape(
      node,
      shape.filter((_, i) => i !== axis),
    ),
    depth: value.depth,
  };
}
