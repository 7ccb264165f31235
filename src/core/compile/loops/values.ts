import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { type Shape, sameShape, sizeOf, stridesOf } from '../../graph/shape.ts';
import { broadcastLayout, sliceLayout } from '../layout.ts';
import { live } from '../live.ts';

/** A regular look at an array: entry = base + Σ index·stride. */
export interface View {
  readonly storage: NodeId;
  readonly base: number;
  readonly strides: readonly number[];
}

/** A part of an array that is built by adding up. */
export interface Part {
  readonly node: NodeId;
  readonly base: number;
  readonly strides: readonly number[];
  readonly sign: 1 | -1;
  readonly index?: Int32Array;
}

/** What kind of value a node is: where it lies, and how it comes about. */
export type Kind = 'scalar' | 'leaf' | 'view' | 'compute' | 'sumOfParts' | 'axisSum' | 'product' | 'solve';

/** Sorts the needed nodes of a graph by how loops get at their values. */
export class Values {
  readonly needed: Uint8Array;
  readonly kinds: Kind[];
  readonly views = new Map<NodeId, View>();
  /** Views that are copied to an array of their own: the node and what it copies. */
  readonly copies = new Map<NodeId, View>();
  readonly parts = new Map<NodeId, Part[]>();
  /** Scalars that are another one under another shape. */
  readonly alias = new Map<NodeId, NodeId>();
  /** Computed values that are written to an array. */
  readonly kept = new Set<NodeId>();
  private readonly uses: Uint32Array;
  private readonly absorbedParts = new Set<NodeId>();

  constructor(
    readonly graph: Graph,
    readonly roots: readonly NodeId[],
  ) {
    this.needed = live(graph, roots);
    this.uses = new Uint32Array(graph.length);
    this.kinds = new Array(graph.length);
    const use = (id: NodeId) => {
      this.uses[id] = (this.uses[id] as number) + 1;
    };
    roots.forEach(use);
    const ids = this.ids(() => true);
    for (const id of ids) this.at(id).inputs.forEach(use);
    for (const id of ids) this.kinds[id] = this.classify(id);
    for (const root of roots) this.keep(root, true);
  }

  /** The needed nodes for which something holds, in order. */
  ids(holds: (id: NodeId) => boolean): NodeId[] {
    return Array.from(this.graph, (_, id) => id).filter((id) => this.needed[id] && holds(id));
  }

  at(id: NodeId): Node {
    return this.graph[id] as Node;
  }

  isScalar(id: NodeId): boolean {
    return sizeOf(this.at(id).shape) === 1;
  }

  /** Whether a node's value lies in an array of its own. */
  hasArray(id: NodeId): boolean {
    const kind = this.kinds[id];
    if (kind === 'sumOfParts') return !this.absorbed(id);
    if (kind === 'compute') return this.kept.has(id);
    return kind === 'axisSum' || kind === 'product' || kind === 'solve';
  }

  /** Whether the parts of a sum went into another sum, its only user. */
  absorbed(id: NodeId): boolean {
    return this.absorbedParts.has(id);
  }

  viewOf(id: NodeId): View {
    return this.views.get(id) ?? { storage: id, base: 0, strides: stridesOf(this.at(id).shape) };
  }

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
        this.parts.set(id, this.movedParts(id) ?? [this.partOf(id)]);
        return 'sumOfParts';
      case 'sum':
        return 'axisSum';
      case 'matmul':
        for (const input of inputs) this.keep(input);
        return 'product';
      case 'solve':
      case 'cofactors':
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
    if (op === 'det' || op === 'solve' || op === 'cofactors')
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

  /** The parts of a sum that a `pad` places as a whole behind other rows, as arrays of arrays are put together; undefined for others. */
  private movedParts(id: NodeId): Part[] | undefined {
    const { op, inputs, shape, attributes } = this.at(id);
    let input = inputs[0] as NodeId;
    const rows = this.at(input).shape;
    while (this.at(input).op === 'reshape' && this.uses[input] === 1)
      input = this.at(input).inputs[0] as NodeId;
    if (op !== 'pad' || this.kinds[input] !== 'sumOfParts' || this.uses[input] !== 1) return undefined;
    const [start, step] = [attributes.start as readonly number[], attributes.step as readonly number[]];
    const inside = rows.every((extent, axis) => axis === 0 || extent === shape[axis]);
    if (!inside || step[0] !== 1) return undefined;
    const before = (start[0] as number) * (stridesOf(shape)[0] as number);
    this.absorbedParts.add(input);
    const parts = this.parts.get(input) as Part[];
    this.parts.set(input, []);
    return parts.map((part) => ({ ...part, base: part.base + before }));
  }

  /** Gathers the parts of sums and differences of sums of parts, as reverse mode makes them. */
  private sumsParts(id: NodeId): boolean {
    const { op, inputs, shape } = this.at(id);
    if (op !== 'add' && op !== 'sub' && op !== 'neg') return false;
    const whole = (input: NodeId) => sameShape(this.at(input).shape, shape);
    const single = (input: NodeId) =>
      this.kinds[input] === 'sumOfParts' && this.uses[input] === 1 && whole(input);
    if (!inputs.some(single)) return false;
    if (!inputs.every(whole)) return false;
    const flip = (part: Part): Part => ({ ...part, sign: -part.sign as 1 | -1 });
    const [left, right = []] = inputs.map((input, place) => {
      const negated = op === 'neg' || (op === 'sub' && place === 1);
      const strides = broadcastLayout(this.at(input).shape, shape).strides;
      let parts: Part[] = [{ node: input, base: 0, strides, sign: 1 }];
      if (single(input)) {
        this.absorbedParts.add(input);
        parts = this.parts.get(input) as Part[];
        this.parts.set(input, []);
      }
      return negated ? parts.map(flip) : parts;
    }) as [Part[], Part[]?];
    // They move on from sum to sum: copied for each of thousands of terms, they would fill the memory.
    for (const part of right) left.push(part);
    this.parts.set(id, left);
    return true;
  }
}

function contiguous(shape: Shape, strides: readonly number[]): boolean {
  const dense = stridesOf(shape);
  return shape.every((extent, axis) => extent === 1 || strides[axis] === dense[axis]);
}
