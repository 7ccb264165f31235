import type { GraphBuilder } from '../builder.ts';
import type { NodeId } from '../node.ts';
import type { Shape } from '../shape.ts';
import { describeShape, sameShape, sizeOf } from '../shape.ts';
import type { Structural } from './primitive.ts';

function linear(
  shape: Structural['shape'],
  tangent: Structural['tangent'],
  adjoint: Structural['adjoint'],
  cost = 1,
): Structural {
  return { kind: 'structural', arity: 1, shape, tangent, adjoint, cost };
}

const given: Structural['shape'] = (_, { shape }) => shape as Shape;

/** Reductions, changes of shape, selections of entries, and linear algebra. */
export const STRUCTURAL: Readonly<Record<string, Structural>> = {
  /** Σ over all entries, or along one axis, which is then gone. */
  sum: linear(
    ([shape], { axis }) => (axis === undefined ? [] : (shape as Shape).filter((_, i) => i !== axis)),
    (b, { attributes }, _, t) => b.sum(t, attributes.axis),
    (b, { inputs, attributes }, _, adjoint) => {
      const shape = b.shapeOf(inputs[0] as number);
      if (attributes.axis === undefined) return b.broadcast(adjoint, shape);
      const kept = shape.map((extent, i) => (i === attributes.axis ? 1 : extent));
      return b.broadcast(b.reshape(adjoint, kept), shape);
    },
  ),
  /** Repeats along axes of extent 1 and along new leading axes. */
  broadcast: linear(
    given,
    (b, { attributes }, _, t) => b.broadcast(t, attributes.shape as Shape),
    (b, { inputs }, _, adjoint) => b.sumTo(adjoint, b.shapeOf(inputs[0] as number)),
  ),
  /** The same entries in the same row-major order. */
  reshape: linear(
    given,
    (b, { attributes }, _, t) => b.reshape(t, attributes.shape as Shape),
    (b, { inputs }, _, adjoint) => b.reshape(adjoint, b.shapeOf(inputs[0] as number)),
    0,
  ),
  permute: linear(
    ([shape], { order }) => (order as readonly number[]).map((axis) => (shape as Shape)[axis] as number),
    (b, { attributes }, _, t) => b.permute(t, attributes.order as readonly number[]),
    (b, { attributes }, _, adjoint) => {
      const order = attributes.order as readonly number[];
      return b.permute(
        adjoint,
        order.map((_axis, i) => order.indexOf(i)),
      );
    },
  ),
  /** Entry (i, j …) of the result is entry (start + step·(i, j …)) of the input. */
  slice: linear(
    given,
    (b, { attributes: { start, step, shape, whole } }, _, t) =>
      b.slice(t, start as readonly number[], step as readonly number[], shape as Shape, whole),
    (b, { inputs, attributes: { start, step, whole } }, _, adjoint) =>
      b.pad(
        adjoint,
        start as readonly number[],
        step as readonly number[],
        b.shapeOf(inputs[0] as number),
        whole,
      ),
  ),
  /** The transpose of `slice`: the input's entries at start + step·(i, j …), zeros elsewhere. */
  pad: linear(
    given,
    (b, { attributes: { start, step, shape, whole } }, _, t) =>
      b.pad(t, start as readonly number[], step as readonly number[], shape as Shape, whole),
    (b, { inputs, attributes: { start, step, whole } }, _, adjoint) =>
      b.slice(
        adjoint,
        start as readonly number[],
        step as readonly number[],
        b.shapeOf(inputs[0] as number),
        whole,
      ),
  ),
  /** Entry i of the result is entry index[i] of the input, both flat. */
  gather: linear(
    given,
    (b, { attributes: { index, shape } }, _, t) => b.gather(t, index as Int32Array, shape as Shape),
    (b, { inputs, attributes: { index } }, _, adjoint) =>
      b.scatter(adjoint, index as Int32Array, b.shapeOf(inputs[0] as number)),
    2,
  ),
  /** The transpose of `gather`: entry i of the input is added to entry index[i] of a result of zeros. */
  scatter: linear(
    given,
    (b, { attributes: { index, shape } }, _, t) => b.scatter(t, index as Int32Array, shape as Shape),
    (b, { inputs, attributes: { index } }, _, adjoint) =>
      b.gather(adjoint, index as Int32Array, b.shapeOf(inputs[0] as number)),
    2,
  ),
  /** The matrix product of a matrix or row (left) with a matrix or column (right). */
  matmul: {
    kind: 'structural',
    arity: 2,
    shape: ([left, right]) => {
      const a = left as Shape;
      const c = right as Shape;
      if (a.length < 1 || a.length > 2 || c.length < 1 || c.length > 2 || a.at(-1) !== c[0]) {
        throw new Error(`${describeShape(a)} cannot be multiplied by ${describeShape(c)}`);
      }
      return [...a.slice(0, -1), ...c.slice(1)];
    },
    tangent: (b, { inputs: [left, right] }, input, t) =>
      input === 0 ? b.matmul(t, right as number) : b.matmul(left as number, t),
    adjoint: (b, { inputs: [left, right] }, input, adjoint) => {
      const a = left as number;
      const c = right as number;
      const [m] = b.shapeOf(a).length === 2 ? b.shapeOf(a) : [undefined];
      const [, n] = b.shapeOf(c);
      const k = b.shapeOf(c)[0] as number;
      if (input === 0) {
        if (n === undefined) return m === undefined ? b.mul(c, adjoint) : b.outer(adjoint, c);
        return b.matmul(adjoint, b.transpose(c));
      }
      if (m === undefined) {
        return n === undefined ? b.mul(a, adjoint) : b.outer(b.reshape(a, [k]), adjoint);
      }
      return b.matmul(b.transpose(a), adjoint);
    },
    cost: 2,
  },
  /** The solution X of A·X = B for a square matrix A; B a vector or a matrix. By LU with partial pivoting. */
  solve: {
    kind: 'structural',
    arity: 2,
    shape: ([left, right]) => {
      const a = left as Shape;
      const c = right as Shape;
      if (a.length !== 2 || a[0] !== a[1] || c.length < 1 || c.length > 2 || c[0] !== a[0]) {
        throw new Error(`a system of ${describeShape(a)} cannot be solved for ${describeShape(c)}`);
      }
      return c;
    },
    tangent: (b, { inputs: [a], out }, input, t) =>
      input === 1 ? b.solve(a as number, t) : b.neg(b.solve(a as number, b.matmul(t, out))),
    adjoint: (b, { inputs: [a], out }, input, adjoint) => {
      const right = b.solve(b.transpose(a as number), adjoint);
      if (input === 1) return right;
      return b.neg(b.shapeOf(out).length === 1 ? b.outer(right, out) : b.matmul(right, b.transpose(out)));
    },
    cost: 10,
  },
  /** The determinant of a square matrix, by LU with partial pivoting. */
  det: {
    kind: 'structural',
    arity: 1,
    shape: ([shape]) => {
      const a = shape as Shape;
      if (a.length !== 2 || a[0] !== a[1]) throw new Error(`${describeShape(a)} has no determinant`);
      return [];
    },
    tangent: (b, { inputs: [a] }, _, t) => b.sum(b.mul(b.cofactors(a as number), t)),
    adjoint: (b, { inputs: [a] }, _, adjoint) => b.mul(adjoint, b.cofactors(a as number)),
    cost: 10,
  },
  /**
   * The matrix of cofactors, ∂det(A)/∂A; with a second input T their derivative along it, a symmetric bilinear form of T and the
   * adjoint, so that tangents and adjoints take the same way.
   */
  cofactors: {
    kind: 'structural',
    arity: 'any',
    shape: ([shape]) => shape as Shape,
    tangent: (b, { inputs: [a, first] }, input, t) => cofactorsAlong(b, a as NodeId, input, first, t),
    adjoint: (b, { inputs: [a, first] }, input, adjoint) =>
      cofactorsAlong(b, a as NodeId, input, first, adjoint),
    cost: 20,
  },
};

function cofactorsAlong(
  b: GraphBuilder,
  a: NodeId,
  input: number,
  first: NodeId | undefined,
  second: NodeId,
): NodeId {
  return input === 1 || first === undefined ? b.cofactors(a, second) : secondChange(b, a, first, second);
}

/** The second derivative of the cofactors of a regular matrix along T and S, by A⁻¹; NaN where A is singular. */
function secondChange(b: GraphBuilder, a: NodeId, t: NodeId, s: NodeId): NodeId {
  const n = b.shapeOf(a)[0] as number;
  const inverse = b.solve(a, b.identity(n));
  const [rt, rs] = [b.solve(a, t), b.solve(a, s)];
  const trace = (x: NodeId) => b.sum(b.diagonal(x));
  const [rtr, rsr] = [b.matmul(rt, inverse), b.matmul(rs, inverse)];
  const mixed = b.sub(b.mul(trace(rt), trace(rs)), trace(b.matmul(rt, rs)));
  const terms = b.sub(
    b.add(b.mul(mixed, inverse), b.add(b.matmul(rt, rsr), b.matmul(rs, rtr))),
    b.add(b.mul(trace(rs), rtr), b.mul(trace(rt), rsr)),
  );
  return b.mul(b.det(a), b.transpose(terms));
}

/** Whether a value of one shape can be repeated to fill the other: equal extents or 1, aligned at the last axis. */
export function broadcastsTo(from: Shape, to: Shape): boolean {
  if (from.length > to.length) return false;
  const lead = to.length - from.length;
  return from.every((extent, axis) => extent === 1 || extent === to[lead + axis]);
}

/** The common shape of values that meet entry by entry; undefined where they do not fit. */
export function commonShape(shapes: readonly Shape[]): Shape | undefined {
  let common: Shape = [];
  for (const shape of shapes) {
    if (sameShape(shape, common)) continue;
    const rank = Math.max(shape.length, common.length);
    const joined: number[] = [];
    for (let i = 0; i < rank; i++) {
      const a = shape[shape.length - rank + i] ?? 1;
      const c = common[common.length - rank + i] ?? 1;
      if (a !== c && a !== 1 && c !== 1) return undefined;
      joined.push(a === 1 ? c : a);
    }
    common = joined;
  }
  return common;
}

/** Whether the entries of a value keep their number under a new shape. */
export function reshapes(from: Shape, to: Shape): boolean {
  return sizeOf(from) === sizeOf(to);
}
