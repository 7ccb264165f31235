import { expandDeterminant } from './expand-determinant.ts';
import { FarConstants } from './far-constants.ts';
import { checkEntries, checkWork, GraphTooLarge, MOST_NODES } from './graph-limits.ts';
import { KnownNodes } from './known-nodes.ts';
import type { Attributes, Graph, Node, NodeId } from './node.ts';
import { broadcastsTo, commonShape } from './primitives/structural.ts';
import { elementwise, structural } from './primitives/table.ts';
import { describeShape, SCALAR, type Shape, sameShape, sizeOf } from './shape.ts';
import { isGreatest, simplify } from './simplify.ts';
import { sliceEntries } from './slice-entries.ts';
import { sumConstant } from './sum-constant.ts';

/** What elementwise primitives carry besides their inputs. */
const NONE: Attributes = {};

/** Determinants up to this size are expanded by rows (Laplace); of larger ones elimination keeps more digits. */
const EXPANDED_DETERMINANT = 3;

/**
 * Builds graphs: every operation is simplified, checked for its shape, and shared with an equal one that is there already.
 * Methods named after operations return the node of the result; those that do not fit throw a sentence.
 */
export class GraphBuilder {
  private readonly list: Node[] = [];
  private readonly known = new KnownNodes(this.list);
  /** The constants that no double can hold. */
  readonly far = new FarConstants(this.list);

  /** @param graph - Nodes to begin with; they keep their numbers. */
  constructor(graph: Graph = []) {
    for (const node of graph) this.intern(node);
  }

  /** The nodes so far, in topological order. */
  get nodes(): Graph {
    return this.list;
  }

  node(id: NodeId): Node {
    return this.list[id] as Node;
  }

  shapeOf(id: NodeId): Shape {
    return this.node(id).shape;
  }

  /** The value of a scalar constant; undefined for every other node. */
  constantOf(id: NodeId): number | undefined {
    const { op, attributes } = this.node(id);
    return op === 'constant' && typeof attributes.value === 'number' ? attributes.value : undefined;
  }

  /** The number that every entry of a node is, if it is a constant. */
  uniformOf(id: NodeId): number | undefined {
    const { op, inputs } = this.node(id);
    return op === 'broadcast' ? this.uniformOf(inputs[0] as NodeId) : this.constantOf(id);
  }

  /** A number, or with a shape its entries in row-major order. */
  constant(value: number | Float64Array, shape: Shape = SCALAR): NodeId {
    if (typeof value !== 'number' && sizeOf(shape) !== value.length) {
      throw new Error(`${value.length} entries do not make ${describeShape(shape)}`);
    }
    if (typeof value === 'number' && shape.length > 0) return this.broadcast(this.constant(value), shape);
    const entry = typeof value !== 'number' && shape.length === 0 ? (value[0] as number) : value;
    return this.intern({ op: 'constant', inputs: [], shape, attributes: { value: entry } });
  }

  /** A part of the flat vector x, from `offset` on. */
  parameter(name: string, shape: Shape, offset: number): NodeId {
    return this.intern({ op: 'parameter', inputs: [], shape, attributes: { name, offset } });
  }

  /** An elementwise primitive by name; the inputs broadcast. */
  apply(op: string, inputs: readonly NodeId[]): NodeId {
    let shape: Shape | undefined = SCALAR;
    for (const input of inputs) if (this.shapeOf(input).length > 0) shape = undefined;
    shape ??= commonShape(inputs.map((input) => this.shapeOf(input)));
    if (!shape) {
      const [first, second] = inputs.slice(-2).map((input) => describeShape(this.shapeOf(input)));
      throw new Error(`${first} and ${second} do not fit entry by entry`);
    }
    if (shape.length > 0) {
      // Of repeated numbers the value is a repeated number.
      const numbers = inputs.map((input) => this.numberOf(input));
      if (numbers.every((number) => number !== undefined))
        return this.broadcast(this.apply(op, numbers), shape);
      checkEntries(shape);
    }
    return simplify(this, op, inputs, shape) ?? this.intern({ op, inputs, shape, attributes: NONE });
  }

  /** The number that all entries of a value are, if it is made by repeating one. */
  private numberOf(id: NodeId): NodeId | undefined {
    const { op, inputs, shape } = this.node(id);
    if (shape.length === 0) return id;
    return op === 'broadcast' ? this.numberOf(inputs[0] as NodeId) : undefined;
  }

  add = (x: NodeId, y: NodeId): NodeId => this.apply('add', [x, y]);
  sub = (x: NodeId, y: NodeId): NodeId => this.apply('sub', [x, y]);
  mul = (x: NodeId, y: NodeId): NodeId => this.apply('mul', [x, y]);
  div = (x: NodeId, y: NodeId): NodeId => this.apply('div', [x, y]);
  pow = (x: NodeId, y: NodeId): NodeId => this.apply('pow', [x, y]);
  neg = (x: NodeId): NodeId => this.apply('neg', [x]);
  select = (condition: NodeId, x: NodeId, y: NodeId): NodeId => this.apply('select', [condition, x, y]);

  polygamma(order: number, x: NodeId): NodeId {
    return this.apply('polygamma', [this.constant(order), x]);
  }

  /** Σ of all entries, or along one axis. */
  sum(x: NodeId, axis?: number): NodeId {
    const shape = this.shapeOf(x);
    if (shape.length === 0) return x;
    if (axis !== undefined && shape.length === 1) return this.sum(x);
    const { op, inputs, attributes } = this.node(x);
    // Σ of a repeated number is a product; of a negated value the negated sum.
    if (op === 'broadcast' && axis === undefined && this.shapeOf(inputs[0] as NodeId).length === 0) {
      return this.mul(this.constant(sizeOf(shape)), inputs[0] as NodeId);
    }
    if (op === 'neg') return this.neg(this.sum(inputs[0] as NodeId, axis));
    if (op === 'constant') {
      const total = sumConstant(attributes.value as Float64Array, shape, axis);
      return this.constant(total, axis === undefined ? SCALAR : shape.filter((_, i) => i !== axis));
    }
    return this.structure('sum', [x], axis === undefined ? {} : { axis });
  }

  /** Repeats entries to fill a shape. */
  broadcast(x: NodeId, shape: Shape): NodeId {
    const from = this.shapeOf(x);
    if (from === shape || sameShape(from, shape)) return x;
    if (!broadcastsTo(from, shape)) {
      throw new Error(`${describeShape(from)} cannot be repeated to ${describeShape(shape)}`);
    }
    const { op, inputs } = this.node(x);
    if (op === 'broadcast') return this.broadcast(inputs[0] as NodeId, shape);
    return this.structure('broadcast', [x], { shape });
  }

  /** The transpose of `broadcast`: sums along every axis that was repeated. */
  sumTo(x: NodeId, shape: Shape): NodeId {
    const from = this.shapeOf(x);
    if (from === shape || sameShape(from, shape)) return x;
    if (sizeOf(shape) === 1) return this.reshape(this.sum(x), shape);
    let result = x;
    for (let axis = from.length - 1; axis >= 0; axis--) {
      const target = shape[axis - (from.length - shape.length)];
      if (target === undefined || (target === 1 && from[axis] !== 1)) result = this.sum(result, axis);
    }
    return this.reshape(result, shape);
  }

  reshape(x: NodeId, shape: Shape): NodeId {
    const from = this.shapeOf(x);
    if (sameShape(from, shape)) return x;
    if (sizeOf(from) !== sizeOf(shape)) {
      throw new Error(`${describeShape(from)} cannot be read as ${describeShape(shape)}`);
    }
    const { op, inputs, attributes } = this.node(x);
    if (op === 'reshape') return this.reshape(inputs[0] as NodeId, shape);
    if (op === 'constant' && from.length > 0) return this.constant(attributes.value as Float64Array, shape);
    if (from.length === 0) return this.broadcast(x, shape);
    return this.structure('reshape', [x], { shape });
  }

  permute(x: NodeId, order: readonly number[]): NodeId {
    if (order.every((axis, i) => axis === i)) return x;
    const { op, inputs, attributes } = this.node(x);
    if (op === 'permute') {
      return this.permute(
        inputs[0] as NodeId,
        order.map((axis) => (attributes.order as readonly number[])[axis] as number),
      );
    }
    return this.structure('permute', [x], { order });
  }

  /** Rows become columns; a vector stays as it is, as in mathjs. */
  transpose(x: NodeId): NodeId {
    return this.shapeOf(x).length < 2 ? x : this.permute(x, [1, 0]);
  }

  /**
   * Entries start + step·(i, j …) of x.
   *
   * @param whole - x is read as it is, without looking into how it is made: where many slices of one value would each make it anew.
   */
  slice(
    x: NodeId,
    start: readonly number[],
    step: readonly number[],
    shape: Shape,
    whole: boolean | undefined = false,
  ): NodeId {
    if (whole && this.node(x).op !== 'constant') {
      return this.structure('slice', [x], { start, step, shape, whole });
    }
    const from = this.shapeOf(x);
    if (sameShape(from, shape) && start.every((s) => s === 0) && step.every((s) => s === 1)) return x;
    const { op, inputs, attributes } = this.node(x);
    if (op === 'slice') {
      const outer = attributes as Required<Pick<Attributes, 'start' | 'step'>>;
      return this.slice(
        inputs[0] as NodeId,
        start.map((s, i) => (outer.start[i] as number) + s * (outer.step[i] as number)),
        step.map((s, i) => s * (outer.step[i] as number)),
        shape,
      );
    }
    // x − m with m the greatest: entries are of the whole, whose adjoints then meet before they cancel.
    if (op === 'sub' && isGreatest(this, inputs[1] as NodeId)) {
      return this.structure('slice', [x], { start, step, shape });
    }
    // Entries of an elementwise value are values of the inputs' entries: only leaves are read in parts.
    const row = elementwise(op);
    if (row) {
      const parts = inputs.map((input) => {
        const own = this.shapeOf(input);
        const lead = from.length - own.length;
        const axes = own.map((extent, axis) => (extent === 1 && from[lead + axis] !== 1 ? -1 : lead + axis));
        return this.slice(
          input,
          axes.map((axis) => (axis < 0 ? 0 : (start[axis] as number))),
          axes.map((axis) => (axis < 0 ? 1 : (step[axis] as number))),
          axes.map((axis) => (axis < 0 ? 1 : (shape[axis] as number))),
        );
      });
      return this.broadcast(this.apply(op, parts), shape);
    }
    if (op === 'broadcast' && this.shapeOf(inputs[0] as NodeId).length === 0) {
      return this.broadcast(inputs[0] as NodeId, shape);
    }
    if (op === 'constant') {
      return this.constant(sliceEntries(attributes.value as Float64Array, from, start, step, shape), shape);
    }
    return this.structure('slice', [x], { start, step, shape });
  }

  /** The transpose of `slice`: the entries of x at start + step·(i, j …), zeros elsewhere. */
  pad(
    x: NodeId,
    start: readonly number[],
    step: readonly number[],
    shape: Shape,
    whole: boolean | undefined = false,
  ): NodeId {
    if (sameShape(this.shapeOf(x), shape) && step.every((s, axis) => s === 1 || shape[axis] === 1)) return x;
    return this.structure('pad', [x], { start, step, shape, ...(whole && { whole }) });
  }

  gather(x: NodeId, index: Int32Array, shape: Shape): NodeId {
    if (sizeOf(this.shapeOf(x)) === 1) return this.broadcast(this.reshape(x, []), shape);
    return this.structure('gather', [x], { index, shape });
  }

  scatter(x: NodeId, index: Int32Array, shape: Shape): NodeId {
    return this.structure('scatter', [x], { index, shape });
  }

  /** The matrix product; of two vectors their dot product. */
  matmul(x: NodeId, y: NodeId): NodeId {
    if (this.shapeOf(x).length === 1 && sameShape(this.shapeOf(x), this.shapeOf(y))) {
      return this.sum(this.mul(x, y));
    }
    const [left, right] = [this.shapeOf(x), this.shapeOf(y)];
    const shape = [...left.slice(0, -1), ...right.slice(1)];
    if (left.at(-1) === 1 && right[0] === 1) {
      const [rows, columns] = [this.reshape(x, [sizeOf(left), 1]), this.reshape(y, [1, sizeOf(right)])];
      return this.reshape(this.mul(rows, columns), shape);
    }
    if (sizeOf(shape) === 1 && left.at(-1) === right[0]) {
      const n = right[0] as number;
      return this.reshape(this.sum(this.mul(this.reshape(x, [n]), this.reshape(y, [n]))), shape);
    }
    return this.structure('matmul', [x, y], {});
  }

  /** The matrix xᵢ·yⱼ. */
  outer(x: NodeId, y: NodeId): NodeId {
    return this.mul(
      this.reshape(x, [sizeOf(this.shapeOf(x)), 1]),
      this.reshape(y, [1, sizeOf(this.shapeOf(y))]),
    );
  }

  solve(a: NodeId, right: NodeId): NodeId {
    if (sizeOf(this.shapeOf(a)) === 1) return this.div(right, this.reshape(a, []));
    return this.structure('solve', [a, right], {});
  }

  /** The determinant; of small matrices as a polynomial in the entries, whose derivatives know no singular matrix. */
  det(a: NodeId): NodeId {
    const n = this.shapeOf(a)[0] as number;
    if (this.shapeOf(a).length !== 2 || n > EXPANDED_DETERMINANT) return this.structure('det', [a], {});
    return expandDeterminant(this, a);
  }

  /** The matrix of cofactors of a square matrix, or with a tangent their derivative along it. */
  cofactors(a: NodeId, tangent?: NodeId): NodeId {
    return this.structure('cofactors', tangent === undefined ? [a] : [a, tangent], {});
  }

  identity(n: number): NodeId {
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) data[i * n + i] = 1;
    return this.constant(data, [n, n]);
  }

  /** The entries (i, i) of a matrix. */
  diagonal(x: NodeId): NodeId {
    const [m, n] = this.shapeOf(x) as [number, number];
    return this.slice(this.reshape(x, [m * n]), [0], [n + 1], [Math.min(m, n)]);
  }

  /** A structural node or leaf of another graph, its inputs already here. */
  copy(node: Node): NodeId {
    return this.intern(node);
  }

  private structure(op: string, inputs: readonly NodeId[], attributes: Attributes): NodeId {
    const row = structural(op);
    if (!row) throw new Error(`there is no structural primitive ${op}`);
    const shape = row.shape(
      inputs.map((input) => this.shapeOf(input)),
      attributes,
    );
    if (op !== 'broadcast') checkEntries(shape);
    if (op === 'matmul') checkWork(this.shapeOf(inputs[0] as NodeId), this.shapeOf(inputs[1] as NodeId));
    return this.intern({ op, inputs, shape, attributes });
  }

  /** The node itself, or the equal one that is there. */
  private intern(node: Node): NodeId {
    const id = this.known.numberOf(node);
    if (id < this.list.length) return id;
    if (id >= MOST_NODES) throw new GraphTooLarge(MOST_NODES);
    this.list.push(node);
    this.far.note(id, node);
    return id;
  }
}
