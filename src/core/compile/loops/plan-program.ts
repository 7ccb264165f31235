import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { elementwise } from '../../graph/primitives/table.ts';
import { type Shape, sameShape, sizeOf, stridesOf } from '../../graph/shape.ts';
import { broadcastLayout, sliceLayout } from '../layout.ts';
import { live } from '../live.ts';
import type { Access, Call, Kernel, Placement, Product, Program, ScalarStep, Step } from './program.ts';

/** A value that several levels need is computed again in each if that costs less than this, else it is kept in an array. */
const WORTH_KEEPING = 8;

interface View {
  readonly storage: NodeId;
  readonly base: number;
  readonly strides: readonly number[];
}

/** A part of an array that is built by adding up. */
interface Part {
  readonly node: NodeId;
  readonly base: number;
  readonly strides: readonly number[];
  readonly sign: 1 | -1;
  readonly index?: Int32Array;
}

type Kind = 'scalar' | 'leaf' | 'view' | 'compute' | 'sumOfParts' | 'axisSum' | 'product' | 'solve';

/**
 * Plans how a graph runs as loops. Entry-by-entry operations over the same points fuse into one loop; a loop ends only where a
 * value is needed as a whole (a finished sum, entries at other places), which begins a new level.
 */
export function planProgram(graph: Graph, roots: readonly NodeId[]): Program {
  return new Planner(graph, roots).plan();
}

class Planner {
  private readonly needed: Uint8Array;
  private readonly uses: Uint32Array;
  private readonly kinds: Kind[];
  private readonly views = new Map<NodeId, View>();
  /** Views that are copied to an array of their own: the node and what it copies. */
  private readonly copies = new Map<NodeId, View>();
  private readonly parts = new Map<NodeId, Part[]>();
  private readonly alias = new Map<NodeId, NodeId>();
  private readonly kept = new Set<NodeId>();
  /** The level of the loop in which a node is computed. */
  private readonly level: Int32Array;
  private readonly kernels = new Map<string, Kernel>();
  private readonly byLevel: { scalars: Step[]; kernels: Kernel[]; others: Step[] }[] = [];

  constructor(
    private readonly graph: Graph,
    private readonly roots: readonly NodeId[],
  ) {
    this.needed = live(graph, roots);
    this.uses = new Uint32Array(graph.length);
    this.kinds = new Array(graph.length);
    this.level = new Int32Array(graph.length);
    for (const root of roots) this.use(root);
    for (let id = 0; id < graph.length; id++)
      if (this.needed[id]) for (const input of this.at(id).inputs) this.use(input);
  }

  plan(): Program {
    for (let id = 0; id < this.graph.length; id++) if (this.needed[id]) this.kinds[id] = this.classify(id);
    for (const root of this.roots) if (!this.isScalar(root)) this.keep(root, true);
    this.assignLevels();
    this.keepShared();
    for (let id = 0; id < this.graph.length; id++) if (this.needed[id]) this.emit(id);
    const steps = this.byLevel.flatMap((level) => [...level.scalars, ...level.kernels, ...level.others]);
    const sums = [...this.parts.keys()].filter((id) => this.kinds[id] === 'sumOfParts' && !this.absorbed(id));
    const axisSums = this.ids((id) => this.kinds[id] === 'axisSum');
    return {
      steps,
      arrays: this.ids((id) => this.hasArray(id)),
      zeroed: new Set([...sums, ...axisSums]),
      alias: this.alias,
      roots: this.roots.map((node) => ({ node, scalar: this.isScalar(node) })),
    };
  }

  private ids(holds: (id: NodeId) => boolean): NodeId[] {
    return Array.from(this.graph, (_, id) => id).filter((id) => this.needed[id] && holds(id));
  }

  private use(id: NodeId): void {
    this.uses[id] = (this.uses[id] as number) + 1;
  }

  private at(id: NodeId): Node {
    return this.graph[id] as Node;
  }

  private isScalar(id: NodeId): boolean {
    return sizeOf(this.at(id).shape) === 1;
  }

  /** Whether a node's value lies in an array of its own. */
  private hasArray(id: NodeId): boolean {
    const kind = this.kinds[id];
    if (kind === 'sumOfParts') return !this.absorbed(id);
    return (
      kind === 'axisSum' ||
      kind === 'product' ||
      kind === 'solve' ||
      (this.kept.has(id) && kind === 'compute')
    );
  }

  private readonly absorbedParts = new Set<NodeId>();

  /** Whether the parts of a sum went into another sum, its only user. */
  private absorbed(id: NodeId): boolean {
    return this.absorbedParts.has(id);
  }

  // 1. What kind of value each node is.

  private classify(id: NodeId): Kind {
    const { op, inputs } = this.at(id);
    if (op === 'constant' || op === 'parameter') {
      if (!this.isScalar(id)) this.views.set(id, this.leafView(id));
      return this.isScalar(id) ? 'scalar' : 'leaf';
    }
    if (this.isScalar(id)) return this.classifyScalar(id);
    switch (op) {
      case 'reshape':
      case 'broadcast':
      case 'permute':
      case 'slice':
        return this.classifyView(id);
      case 'gather':
        this.keep(inputs[0] as NodeId, true);
        return 'compute';
      case 'pad':
      case 'scatter':
        this.parts.set(id, [this.partOf(id)]);
        return 'sumOfParts';
      case 'sum':
        return 'axisSum';
      case 'matmul':
        for (const input of inputs) this.keep(input);
        return 'product';
      case 'solve':
        for (const input of inputs) this.keep(input, true);
        return 'solve';
      default:
        if (this.sumsParts(id)) return 'sumOfParts';
        for (const input of inputs) if (!sameShape(this.at(input).shape, this.at(id).shape)) this.keep(input);
        return 'compute';
    }
  }

  private classifyScalar(id: NodeId): Kind {
    const { op, inputs } = this.at(id);
    const input = inputs[0] as NodeId;
    if (['reshape', 'broadcast', 'permute', 'slice', 'pad', 'gather', 'scatter', 'sum'].includes(op)) {
      if (this.isScalar(input)) this.alias.set(id, this.scalarOf(input));
      else if (op !== 'sum' && op !== 'scatter') this.keep(input, op === 'gather');
    }
    if (op === 'matmul') for (const each of inputs) if (!this.isScalar(each)) this.keep(each);
    if (op === 'det' || op === 'solve')
      for (const each of inputs) if (!this.isScalar(each)) this.keep(each, true);
    return 'scalar';
  }

  private scalarOf(id: NodeId): NodeId {
    return this.alias.get(id) ?? id;
  }

  private leafView(id: NodeId): View {
    const { op, shape, attributes } = this.at(id);
    const base = op === 'parameter' ? (attributes.offset as number) : 0;
    return { storage: id, base, strides: stridesOf(shape) };
  }

  private classifyView(id: NodeId): Kind {
    const { inputs } = this.at(id);
    const input = inputs[0] as NodeId;
    if (this.isScalar(input)) return 'compute';
    this.keep(input);
    let view = this.viewThrough(id, this.viewOf(input));
    if (!view) {
      this.keep(input, true);
      view = this.viewThrough(id, this.viewOf(input)) as View;
    }
    this.views.set(id, view);
    return 'view';
  }

  /** The view of a node whose input is seen so; undefined where the entries do not lie regularly. */
  private viewThrough(id: NodeId, inner: View): View | undefined {
    const { op, inputs, shape, attributes } = this.at(id);
    const from = this.at(inputs[0] as NodeId).shape;
    const { storage, base, strides } = inner;
    switch (op) {
      case 'reshape':
        return contiguous(from, strides) ? { storage, base, strides: stridesOf(shape) } : undefined;
      case 'permute':
        return {
          storage,
          base,
          strides: (attributes.order as readonly number[]).map((axis) => strides[axis] as number),
        };
      case 'broadcast': {
        const lead = shape.length - from.length;
        return {
          storage,
          base,
          strides: shape.map((_, axis) =>
            axis < lead || from[axis - lead] === 1 ? 0 : (strides[axis - lead] as number),
          ),
        };
      }
      default: {
        const [start, step] = [attributes.start as readonly number[], attributes.step as readonly number[]];
        return {
          storage,
          base: base + strides.reduce((sum, stride, axis) => sum + stride * (start[axis] as number), 0),
          strides: strides.map((stride, axis) => stride * (step[axis] as number)),
        };
      }
    }
  }

  private viewOf(id: NodeId): View {
    return this.views.get(id) ?? { storage: id, base: 0, strides: stridesOf(this.at(id).shape) };
  }

  /** Sees to it that the node's value lies in memory; with `dense` without gaps and in order. */
  private keep(id: NodeId, dense = false): void {
    if (this.isScalar(id)) return;
    const kind = this.kinds[id];
    if (kind === 'compute') this.kept.add(id);
    if (kind !== 'view' || !dense) return;
    const view = this.viewOf(id);
    if (contiguous(this.at(id).shape, view.strides)) return;
    this.kinds[id] = 'compute';
    this.kept.add(id);
    this.views.delete(id);
    this.copies.set(id, view);
  }

  /** How a `pad` or `scatter` places the entries of its input. */
  private partOf(id: NodeId): Part {
    const { op, inputs, shape, attributes } = this.at(id);
    const node = inputs[0] as NodeId;
    if (op === 'scatter') {
      const strides = stridesOf(this.at(node).shape);
      return { node, base: 0, strides, sign: 1, index: attributes.index as Int32Array };
    }
    const layout = sliceLayout(
      shape,
      attributes.start as readonly number[],
      attributes.step as readonly number[],
    );
    return { node, base: layout.base, strides: layout.strides, sign: 1 };
  }

  /** Gathers the parts of sums and differences of sums of parts, as reverse mode makes them. */
  private sumsParts(id: NodeId): boolean {
    const { op, inputs, shape } = this.at(id);
    if (op !== 'add' && op !== 'sub' && op !== 'neg') return false;
    const whole = (input: NodeId) => sameShape(this.at(input).shape, shape);
    const single = (input: NodeId) =>
      this.kinds[input] === 'sumOfParts' && this.uses[input] === 1 && whole(input);
    if (!inputs.some(single)) return false;
    const flip = (part: Part): Part => ({ ...part, sign: -part.sign as 1 | -1 });
    const all = inputs.flatMap((input, place) => {
      const negated = op === 'neg' || (op === 'sub' && place === 1);
      let parts: Part[];
      if (single(input)) {
        this.absorbedParts.add(input);
        parts = this.parts.get(input) as Part[];
      } else {
        parts = [{ node: input, base: 0, strides: broadcastTarget(this.at(input).shape, shape), sign: 1 }];
        if (!whole(input)) return [{ node: -1, base: 0, strides: [], sign: 1 as const }];
      }
      return negated ? parts.map(flip) : parts;
    });
    if (all.some(({ node }) => node < 0)) {
      for (const input of inputs) this.absorbedParts.delete(input);
      return false;
    }
    this.parts.set(id, all);
    return true;
  }

  // 2. Levels: when each value can be had.

  private assignLevels(): void {
    for (let id = 0; id < this.graph.length; id++) {
      if (this.needed[id]) this.level[id] = this.computedAt(id);
    }
  }

  private computedAt(id: NodeId): number {
    const { op, inputs, shape } = this.at(id);
    if (this.kinds[id] === 'leaf' || op === 'constant' || op === 'parameter') return 0;
    if (this.kinds[id] === 'view') return this.readyAt(inputs[0] as NodeId);
    if (this.kinds[id] === 'sumOfParts') {
      return Math.max(0, ...(this.parts.get(id) as Part[]).map(({ node }) => this.insideAt(node)));
    }
    if (this.kinds[id] === 'compute' && elementwise(op)) {
      return Math.max(
        0,
        ...inputs.map((input) =>
          sameShape(this.at(input).shape, shape) ? this.insideAt(input) : this.readyAt(input),
        ),
      );
    }
    if (op === 'sum' || (op === 'scatter' && this.isScalar(id))) return this.insideAt(inputs[0] as NodeId);
    return Math.max(0, ...inputs.map((input) => this.readyAt(input)));
  }

  /** The level of a loop over the node's own points that may use it. */
  private insideAt(id: NodeId): number {
    return this.kinds[id] === 'compute' ? (this.level[id] as number) : this.readyAt(id);
  }

  /** The first level that may use the node's value as a whole. */
  private readyAt(id: NodeId): number {
    const { op, inputs } = this.at(id);
    if (op === 'constant' || op === 'parameter') return 0;
    const level = this.level[id] as number;
    if (this.kinds[id] === 'view') return level;
    if (this.kinds[id] !== 'scalar') return level + 1;
    const target = inputs[0] as NodeId;
    const reduces =
      ((op === 'sum' || op === 'scatter') && !this.isScalar(target)) ||
      op === 'matmul' ||
      op === 'det' ||
      op === 'solve';
    return reduces ? level + 1 : level;
  }

  /** Computed values that later levels use again are kept in an array if they cost much. */
  private keepShared(): void {
    const cost = new Float64Array(this.graph.length);
    const latest = Int32Array.from(this.level);
    for (let id = this.graph.length - 1; id >= 0; id--) {
      if (!this.needed[id]) continue;
      const users =
        this.kinds[id] === 'sumOfParts'
          ? (this.parts.get(id) as Part[]).map(({ node }) => node)
          : this.at(id).inputs;
      for (const input of users) latest[input] = Math.max(latest[input] as number, this.level[id] as number);
    }
    for (let id = 0; id < this.graph.length; id++) {
      if (!this.needed[id] || this.kinds[id] !== 'compute' || this.kept.has(id)) continue;
      const { op, inputs } = this.at(id);
      cost[id] = inputs.reduce((sum, input) => sum + (cost[input] as number), elementwise(op)?.cost ?? 1);
      if ((latest[id] as number) > (this.level[id] as number) && (cost[id] as number) >= WORTH_KEEPING) {
        this.kept.add(id);
        cost[id] = 0;
      }
    }
  }

  // 3. The steps.

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
    const { inputs, shape, attributes } = this.at(id);
    switch (this.kinds[id]) {
      case 'scalar':
        this.emitScalar(id);
        break;
      case 'compute':
        if (this.kept.has(id)) {
          const kernel = this.kernel(shape, level);
          this.into(kernel, id, level);
          kernel.stores.push({ node: id, storage: id });
        }
        break;
      case 'sumOfParts':
        if (this.absorbed(id)) break;
        for (const part of this.parts.get(id) as Part[]) {
          const kernel = this.kernel(this.at(part.node).shape, level);
          this.into(kernel, part.node, level);
          const target: Access = { storage: id, base: part.base, strides: part.strides };
          const placement: Placement = { node: part.node, target, sign: part.sign };
          kernel.placements.push(part.index ? { ...placement, index: part.index } : placement);
        }
        break;
      case 'axisSum': {
        const input = inputs[0] as NodeId;
        const from = this.at(input).shape;
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
    if (this.alias.has(id)) return;
    const { op, inputs, attributes } = this.at(id);
    const level = this.level[id] as number;
    const input = inputs[0] as NodeId;
    if (op === 'sum' || op === 'scatter') {
      const kernel = this.kernel(this.at(input).shape, level);
      this.into(kernel, input, level);
      kernel.sums.push({ node: input, result: id });
      return;
    }
    if (op === 'matmul') {
      this.levelOf(level).others.push(this.product(id));
      return;
    }
    if (op === 'det' || op === 'solve') {
      this.levelOf(level).others.push(this.call(id));
      return;
    }
    if (op === 'slice' || op === 'gather' || op === 'reshape') {
      const { storage, base, strides } = this.viewOf(input);
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
    const { storage, base, strides } = this.viewOf(id);
    return { storage, base, strides };
  }

  private product(id: NodeId): Product {
    const [left, right] = this.at(id).inputs as [NodeId, NodeId];
    const [a, c] = [this.at(left).shape, this.at(right).shape];
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
    return { kind: 'call', node: id, inputs: this.at(id).inputs.map((input) => this.access(input)) };
  }

  /** Puts a node, and what it needs at each point, into a kernel over its shape. */
  private into(kernel: Kernel, id: NodeId, level: number): void {
    if (this.isScalar(id) || kernel.operations.some(({ node }) => node === id)) return;
    const { op, inputs, shape, attributes } = this.at(id);
    const computedHere =
      this.kinds[id] === 'compute' && !(this.kept.has(id) && (this.level[id] as number) < level);
    const copied = this.copies.get(id);
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
      if (this.isScalar(input)) {
        kernel.operations.push({ node: id });
        return;
      }
      throw new Error(`${op} cannot be computed point by point`);
    }
    for (const input of inputs) {
      if (this.isScalar(input)) continue;
      if (sameShape(this.at(input).shape, shape)) this.into(kernel, input, level);
      else this.loadRepeated(kernel, input, shape);
    }
    kernel.operations.push({ node: id });
  }

  /** An input of smaller shape, read as if it were repeated. */
  private loadRepeated(kernel: Kernel, id: NodeId, shape: Shape): void {
    if (kernel.operations.some(({ node }) => node === id)) return;
    const { storage, base, strides } = this.access(id);
    const from = this.at(id).shape;
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

function contiguous(shape: Shape, strides: readonly number[]): boolean {
  const dense = stridesOf(shape);
  return shape.every((extent, axis) => extent === 1 || strides[axis] === dense[axis]);
}

function broadcastTarget(from: Shape, to: Shape): readonly number[] {
  return broadcastLayout(from, to).strides;
}
