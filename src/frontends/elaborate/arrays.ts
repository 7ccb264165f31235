import type { GraphBuilder } from '../../core/graph/builder.ts';
import { describeShape, type Shape } from '../../core/graph/shape.ts';
import { MOST_ENTRIES } from './count-up.ts';
import { lift, ownShape, type Value } from './value.ts';

/** Numbers (or arrays of one shape) as the entries of an array with one more axis in front. */
export function stack(b: GraphBuilder, values: readonly Value[]): Value {
  const depth = Math.max(0, ...values.map((value) => value.depth));
  const shapes = values.map((value) => ownShape(b, value));
  const own = shapes[0] as Shape;
  for (const shape of shapes) {
    if (shape.length !== own.length || shape.some((extent, i) => extent !== own[i])) {
      throw new Error(
        `the entries of an array must be alike, but one is ${describeShape(own)} and one ${describeShape(shape)}`,
      );
    }
  }
  const lifted = values.map((value) => lift(b, value, depth, own.length));
  const lead = Array.from({ length: depth }, (_, i) =>
    Math.max(...lifted.map((node) => b.shapeOf(node)[i] ?? 1)),
  );
  const shape = [...lead, values.length, ...own];
  const constants = lifted.map((node) => b.constantOf(node));
  if (depth === 0 && constants.every((value) => value !== undefined)) {
    return { node: b.constant(Float64Array.from(constants as number[]), shape), depth };
  }
  const rows = lifted.map((entry) => b.reshape(b.broadcast(entry, [...lead, ...own]), [...lead, 1, ...own]));
  return { node: joinRows(b, rows, depth), depth };
}

/** Parts one after the other along an axis, joined in pairs, pairs of pairs and so on: n log n entries are moved, not n². */
function joinRows(b: GraphBuilder, parts: readonly number[], axis: number): number {
  if (parts.length === 1) return parts[0] as number;
  const half = parts.length >> 1;
  const [first, second] = [joinRows(b, parts.slice(0, half), axis), joinRows(b, parts.slice(half), axis)];
  const shape = [...b.shapeOf(first)];
  const before = shape[axis] as number;
  shape[axis] = before + (b.shapeOf(second)[axis] as number);
  const steps = shape.map(() => 1);
  const none = shape.map(() => 0);
  const after = shape.map((_, i) => (i === axis ? before : 0));
  return b.add(b.pad(first, none, steps, shape), b.pad(second, after, steps, shape));
}

/** `concat(a, b, …)`: arrays one after the other along their last axis, or the one named by a number at the end, as in mathjs. */
export function concatenate(b: GraphBuilder, given: readonly Value[]): Value {
  const last = given.at(-1) as Value;
  const named = given.length > 1 && ownShape(b, last).length === 0 ? b.constantOf(last.node) : undefined;
  const values = named === undefined ? given : given.slice(0, -1);
  const shapes = values.map((value) => ownShape(b, value));
  const first = shapes[0] as Shape;
  const axis = named === undefined ? first.length - 1 : named - 1;
  if (first.length === 0) throw new Error('concat joins arrays; put numbers into an array, [a, b]');
  if (!(Number.isInteger(axis) && axis >= 0 && axis < first.length)) {
    throw new Error(
      `concat works along an axis from 1 to ${first.length} here; write one of them, or leave it out`,
    );
  }
  for (const shape of shapes) {
    if (shape.length !== first.length || shape.some((extent, i) => i !== axis && extent !== first[i])) {
      throw new Error(
        `${describeShape(first)} and ${describeShape(shape)} cannot be joined along axis ${axis + 1}; all other sizes must agree`,
      );
    }
  }
  const depth = Math.max(...values.map((value) => value.depth));
  const lifted = values.map((value) => lift(b, value, depth, first.length));
  const lead = Array.from({ length: depth }, (_, i) =>
    Math.max(...lifted.map((node) => b.shapeOf(node)[i] as number)),
  );
  const parts = lifted.map((node, i) => b.broadcast(node, [...lead, ...(shapes[i] as Shape)]));
  return { node: joinRows(b, parts, depth + axis), depth };
}

/** A matrix (or, of one size, a vector) of equal numbers: `zeros(2, 3)`, `ones(4)`. */
export function filled(b: GraphBuilder, name: string, entry: number, sizes: readonly Value[]): Value {
  return {
    node: b.constant(
      entry,
      sizes.map((size) => extentOf(b, name, size)),
    ),
    depth: 0,
  };
}

/** The identity matrix, `identity(3)`. */
export function identityOf(b: GraphBuilder, size: Value): Value {
  const n = extentOf(b, 'identity', size);
  if (n * n > MOST_ENTRIES)
    throw new Error(`identity(${n}) has ${n * n} entries; at most 10 million can be written`);
  return { node: b.identity(n), depth: 0 };
}

function extentOf(b: GraphBuilder, name: string, size: Value): number {
  const extent = b.constantOf(size.node);
  if (extent === undefined || !Number.isInteger(extent) || extent < 1 || extent > MOST_ENTRIES) {
    throw new Error(`${name} takes fixed whole numbers from 1 to 10 million as sizes; write ${name}(3)`);
  }
  return extent;
}
