import type { Graph, NodeId } from '../../graph/node.ts';
import { elementwise } from '../../graph/primitives/table.ts';
import { type Shape, sameShape, stridesOf } from '../../graph/shape.ts';
import { assignLevels } from './assign-levels.ts';
import { logarithmIn } from './logarithm-in.ts';
import type { Access, Call, Kernel, Placement, Product, Program, ScalarStep, Step } from './program.ts';
import { type Part, Values } from './values.ts';

/**
 * Plans how a graph runs as loops. Entry-by-entry operations over the same points fuse into one loop; a loop ends only where a
 * value is needed as a whole (a finished sum, entries at other places), which begins a new level.
 */
export function planProgram(graph: Graph, roots: readonly NodeId[]): Program {
  return new Planner(new Values(graph, roots)).plan();
}

class Planner {
  /** The level of the loop in which a node is computed. */
  private readonly level: Int32Array;
  private readonly kernels = new Map<string, Kernel>();
  private readonly byLevel: { scalars: Step[]; kernels: Kernel[]; others: Step[] }[] = [];

  constructor(private readonly values: Values) {
    this.level = assignLevels(values);
  }

  plan(): Program {
    const { values } = this;
    for (const id of values.ids(() => true)) this.emit(id);
    const built = (id: NodeId) => values.kinds[id] === 'sumOfParts' && !values.absorbed(id);
    return {
      steps: this.byLevel.flatMap((level) => [...level.scalars, ...level.kernels, ...level.others]),
      arrays: values.ids((id) => values.hasArray(id)),
      zeroed: new Set(values.ids((id) => built(id) || values.kinds[id] === 'axisSum')),
      alias: values.alias,
      roots: values.roots.map((node) => {
        const { storage, base } = values.viewOf(node);
        return { node, scalar: values.isScalar(node), storage, base };
      }),
    };
  }

  private levelOf(level: number) {
    while (this.byLevel.length <= level) this.byLevel.push({ scalars: [], kernels: [], others: [] });
    return this.byLevel[level] as { scalars: Step[]; kernels: Kernel[]; others: Step[] };
  }

  private kernel(shape: Shape, level: number): Kernel {
    const key = `${level}:${shape.join()}`;
    const there = this.kernels.get(key);
    if (there) return there;
    const kernel: Kernel = {
      kind: 'kernel',
      shape,
      operations: [],
      stores: [],
      sums: [],
      axisSums: [],
      placements: [],
    };
    this.kernels.set(key, kernel);
    this.levelOf(level).kernels.push(kernel);
    return kernel;
  }

  private emit(id: NodeId): void {
    const level = this.level[id] as number;
    const { inputs, shape, attributes } = this.values.at(id);
    switch (this.values.kinds[id]) {
      case 'scalar':
        this.emitScalar(id);
        break;
      case 'compute':
        if (this.values.kept.has(id)) {
          const kernel = this.kernel(shape, level);
          this.into(kernel, id, level);
          kernel.stores.push({ node: id, storage: id });
        }
        break;
      case 'sumOfParts':
        if (this.values.absorbed(id)) break;
        for (const part of this.values.parts.get(id) as Part[]) {
          const kernel = this.kernel(this.values.at(part.node).shape, level);
          this.into(kernel, part.node, level);
          const target: Access = { storage: id, base: part.base, strides: part.strides };
          const placement: Placement = { node: part.node, target, sign: part.sign };
          kernel.placements.push(part.index ? { ...placement, index: part.index } : placement);
        }
        break;
      case 'axisSum': {
        const input = inputs[0] as NodeId;
        const from = this.values.at(input).shape;
        const kernel = this.kernel(from, level);
        this.into(kernel, input, level);
        const own = stridesOf(shape);
        const strides = from.map((_, axis) => {
          if (axis === attributes.axis) return 0;
          return own[axis > (attributes.axis as number) ? axis - 1 : axis] as number;
        });
        kernel.axisSums.push({ node: input, target: { storage: id, base: 0, strides } });
        break;
      }
      case 'product':
        this.levelOf(level).others.push(this.product(id));
        break;
      case 'solve':
        this.levelOf(level).others.push(this.call(id));
        break;
    }
  }

  private emitScalar(id: NodeId): void {
    if (this.values.alias.has(id)) return;
    const { op, inputs, attributes } = this.values.at(id);
    const level = this.level[id] as number;
    const input = inputs[0] as NodeId;
    if (op === 'sum' || op === 'scatter') {
      const kernel = this.kernel(this.values.at(input).shape, level);
      const parts = this.values.kept.has(input) ? { node: input } : logarithmIn(this.values, input);
      for (const part of Object.values(parts)) this.into(kernel, part, level);
      kernel.sums.push({ ...parts, result: id });
      return;
    }
    if (op === 'matmul') {
      this.levelOf(level).others.push(this.product(id));
      return;
    }
    if (op === 'det' || op === 'solve' || op === 'cofactors') {
      this.levelOf(level).others.push(this.call(id));
      return;
    }
    if (op === 'slice' || op === 'gather' || op === 'reshape') {
      const { storage, base, strides } = this.values.viewOf(input);
      const start = attributes.start ?? [];
      const place =
        op === 'gather'
          ? base + ((attributes.index as Int32Array)[0] as number)
          : base + strides.reduce((sum, stride, axis) => sum + stride * (start[axis] ?? 0), 0);
      const step: ScalarStep = { kind: 'scalar', node: id, load: { storage, place } };
      this.levelOf(level).scalars.push(step);
      return;
    }
    this.levelOf(level).scalars.push({ kind: 'scalar', node: id });
  }

  private access(id: NodeId): Access {
    const { storage, base, strides } = this.values.viewOf(id);
    return { storage, base, strides };
  }

  private product(id: NodeId): Product {
    const [left, right] = this.values.at(id).inputs as [NodeId, NodeId];
    const [a, c] = [this.values.at(left).shape, this.values.at(right).shape];
    const pair = ({ storage, base, strides }: Access, vector: 'row' | 'column'): Access => {
      if (strides.length === 2) return { storage, base, strides };
      return {
        storage,
        base,
        strides: vector === 'row' ? [0, strides[0] as number] : [strides[0] as number, 0],
      };
    };
    return {
      kind: 'product',
      result: id,
      left: pair(this.access(left), 'row'),
      right: pair(this.access(right), 'column'),
      rows: a.length === 2 ? (a[0] as number) : 1,
      inner: c[0] as number,
      columns: c[1] ?? 1,
    };
  }

  private call(id: NodeId): Call {
    return { kind: 'call', node: id, inputs: this.values.at(id).inputs.map((input) => this.access(input)) };
  }

  /** Puts a node, and what it needs at each point, into a kernel over its shape. */
  private into(kernel: Kernel, id: NodeId, level: number): void {
    if (this.values.isScalar(id) || kernel.operations.some(({ node }) => node === id)) return;
    const { op, inputs, shape, attributes } = this.values.at(id);
    const computedHere =
      this.values.kinds[id] === 'compute' &&
      !(this.values.kept.has(id) && (this.level[id] as number) < level);
    const copied = this.values.copies.get(id);
    if (!computedHere || copied) {
      kernel.operations.push({ node: id, load: computedHere && copied ? copied : this.access(id) });
      return;
    }
    if (op === 'gather') {
      const access = this.access(inputs[0] as NodeId);
      kernel.operations.push({ node: id, load: access, index: attributes.index as Int32Array });
      return;
    }
    if (!elementwise(op)) {
      // A change of shape of a single number, or of entries that lie irregularly.
      const input = inputs[0] as NodeId;
      if (this.values.isScalar(input)) {
        kernel.operations.push({ node: id });
        return;
      }
      throw new Error(`${op} cannot be computed point by point`);
    }
    for (const input of inputs) {
      if (this.values.isScalar(input)) continue;
      if (sameShape(this.values.at(input).shape, shape)) this.into(kernel, input, level);
      else this.loadRepeated(kernel, input, shape);
    }
    kernel.operations.push({ node: id });
  }

  /** An input of smaller shape, read as if it were repeated. */
  private loadRepeated(kernel: Kernel, id: NodeId, shape: Shape): void {
    if (kernel.operations.some(({ node }) => node === id)) return;
    const { storage, base, strides } = this.access(id);
    const from = this.values.at(id).shape;
    const lead = shape.length - from.length;
    kernel.operations.push({
      node: id,
      load: {
        storage,
        base,
        strides: shape.map((_, axis) =>
          axis < lead || from[axis - lead] === 1 ? 0 : (strides[axis - lead] as number),
        ),
      },
    });
  }
}
