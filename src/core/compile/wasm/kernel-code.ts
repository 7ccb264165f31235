import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { stridesOf } from '../../graph/shape.ts';
import { collapse } from '../loops/collapse.ts';
import { type GroupedPlacements, groupPlacements } from '../loops/group-placements.ts';
import type { Access, Kernel } from '../loops/program.ts';
import { CarryCode } from './carry-code.ts';
import { type Callees, ElementwiseCode } from './elementwise-code.ts';
import { I } from './instructions.ts';
import { LogSumCode } from './log-sum-code.ts';
import { advance, countedLoop } from './loop-code.ts';
import type { FunctionBody } from './module-builder.ts';
import { addTo, gatherFrom, loadFrom, type Pointer, type Stream, scatterTo, storeTo } from './stream-code.ts';
import { type Local, VectorCode } from './vector-code.ts';

/** What a kernel's code reads from its surroundings. */
export interface KernelSurroundings {
  readonly graph: Graph;
  readonly body: FunctionBody;
  readonly callees: Callees;
  /** The address of the first entry of a node's array. */
  readonly address: (storage: NodeId) => number;
  /** The address of positions (32-bit numbers) that a kernel reads. */
  readonly positions: (index: Int32Array) => number;
  /** The local with the value of a scalar node. */
  readonly scalar: (node: NodeId) => Local;
  readonly setScalar: (node: NodeId, local: Local) => void;
  /** The number of placements into each array, in all kernels. */
  readonly placementCounts: ReadonlyMap<NodeId, number>;
}

/** The locals of a sum. */
interface Total {
  readonly pair: Local;
  readonly single: Local;
  readonly logarithms?: LogSumCode;
}

/** Writes a kernel as nested loops; the innermost takes two points at a time, and one at the end where their number is odd. */
export function writeKernel(kernel: Kernel, surroundings: KernelSurroundings): void {
  new KernelWriter(kernel, surroundings).write();
}

class KernelWriter {
  private readonly shape: readonly number[];
  private readonly pointers = new Map<string, Pointer>();
  private readonly loads = new Map<NodeId, Stream>();
  private readonly gathers = new Map<NodeId, Stream>();
  private readonly stores: Stream[];
  private readonly grouped: GroupedPlacements;
  private readonly carries: readonly { readonly carry: CarryCode; readonly stream: Stream }[];
  private readonly placements: (Stream & { readonly index?: Stream })[];
  private readonly axisSums: Stream[];
  private readonly splats = new Map<NodeId, Record<1 | 2, Local>>();
  private readonly body: FunctionBody;
  /** Sums over pairs and over single numbers, by the place of the sum in the kernel. */
  private readonly totals: readonly Total[];

  constructor(
    private readonly kernel: Kernel,
    private readonly around: KernelSurroundings,
  ) {
    this.body = around.body;
    const dense = stridesOf(kernel.shape);
    const accesses: (readonly number[])[] = [];
    const claim = (strides: readonly number[]) => accesses.push(strides) - 1;
    const loads = kernel.operations.map((operation) => {
      if (operation.index) return claim(dense);
      return operation.load ? claim(operation.load.strides) : -1;
    });
    const stores = kernel.stores.map(() => claim(dense));
    this.grouped = groupPlacements(kernel, around.placementCounts);
    const { groups, single } = this.grouped;
    const placements = single.map(({ target, index }) => claim(index ? dense : target.strides));
    const carried = groups.map(({ target }) => claim(target.strides));
    const axisSums = kernel.axisSums.map(({ target }) => claim(target.strides));
    const collapsed = collapse(kernel.shape, accesses.length > 0 ? accesses : [dense]);
    this.shape = collapsed.shape;
    const stream = (claimed: number, address: number, size = 8) =>
      this.stream(collapsed.strides[claimed] as readonly number[], address, size);
    const at = (access: Access) => this.addressOf(access);
    kernel.operations.forEach(({ node, load, index }, i) => {
      if (index) this.gathers.set(node, stream(loads[i] as number, around.positions(index), 4));
      else if (load) this.loads.set(node, stream(loads[i] as number, at(load)));
    });
    this.stores = kernel.stores.map(({ storage }, i) => stream(stores[i] as number, around.address(storage)));
    this.carries = groups.map((group, i) => ({
      carry: new CarryCode(this.body, group),
      stream: stream(carried[i] as number, at(group.target)),
    }));
    this.placements = single.map(({ target, index }, i) => {
      if (!index) return stream(placements[i] as number, at(target));
      const positions = stream(placements[i] as number, around.positions(index), 4);
      return { ...positions, offset: at(target), index: positions };
    });
    this.axisSums = kernel.axisSums.map(({ target }, i) => stream(axisSums[i] as number, at(target)));
    this.totals = kernel.sums.map(({ logarithmOf }) => {
      const [pair, single] = [this.body.local('v128'), this.body.local('f64')];
      if (logarithmOf === undefined) return { pair, single };
      return { pair, single, logarithms: new LogSumCode(this.body, pair) };
    });
  }

  write(): void {
    const { body, around, kernel } = this;
    this.prepareScalars();
    for (const { pair, single, logarithms } of this.totals) {
      body.emit(...I.v128Const(0), ...I.localSet(pair), ...I.f64Const(0), ...I.localSet(single));
      logarithms?.begin();
    }
    for (const { carry } of this.carries) carry.begin();
    this.loopOver(0);
    kernel.sums.forEach(({ result }, i) => {
      const { pair, single, logarithms } = this.totals[i] as Total;
      logarithms?.settle(new ElementwiseCode(new VectorCode(body, 2), around.callees));
      const local = body.local('f64');
      body.emit(
        ...I.localGet(pair),
        ...I.f64x2ExtractLane(0),
        ...I.localGet(pair),
        ...I.f64x2ExtractLane(1),
        ...I.f64Add,
        ...I.localGet(single),
        ...I.f64Add,
        ...I.localSet(local),
      );
      around.setScalar(result, local);
    });
  }

  /** The pointer for strides; arrays with the same strides share one, unless an entry lies before the first. */
  private stream(strides: readonly number[], address: number, size: number): Stream {
    const backward = strides.some((stride) => stride < 0);
    const key = `${size}:${strides.join()}:${backward ? address : ''}`;
    let pointer = this.pointers.get(key);
    if (!pointer) {
      pointer = {
        local: this.body.local('i32'),
        strides: strides.map((stride) => stride * size),
        start: backward ? address : 0,
      };
      this.pointers.set(key, pointer);
    }
    return { pointer, offset: backward ? 0 : address, stride: strides.at(-1) ?? 1 };
  }

  /** Scalars and numbers that the loops use, in every lane. */
  private prepareScalars(): void {
    const { body, around, kernel } = this;
    const inside = new Set(kernel.operations.map(({ node }) => node));
    const wanted = new Set<NodeId>();
    const want = (id: NodeId) => {
      if (!inside.has(id)) wanted.add(id);
    };
    for (const { node, load } of kernel.operations) {
      if (!load) for (const input of (around.graph[node] as Node).inputs) want(input);
    }
    for (const { node } of [...kernel.stores, ...kernel.axisSums, ...kernel.placements]) want(node);
    for (const { node } of kernel.sums) if (node !== undefined) want(node);
    for (const id of wanted) {
      const single = around.scalar(id);
      // A single point knows no pairs.
      const pair = this.shape.length === 0 ? single : body.local('v128');
      if (pair !== single) body.emit(...I.localGet(single), ...I.f64x2Splat, ...I.localSet(pair));
      this.splats.set(id, { 1: single, 2: pair });
    }
  }

  private loopOver(axis: number): void {
    const { body, shape } = this;
    const own = [...this.pointers.values()];
    if (axis === 0) for (const { local, start } of own) body.emit(...I.i32Const(start), ...I.localSet(local));
    if (shape.length === 0) {
      this.flush(1, this.point(1));
      return;
    }
    const extent = shape[axis] as number;
    if (axis === shape.length - 1) {
      const pairs = Math.floor(extent / 2);
      countedLoop(body, pairs, () => {
        this.point(2);
        this.move(axis, 2);
      });
      const last = extent % 2 === 1 ? this.point(1) : undefined;
      this.flush(extent % 2, last);
      this.move(axis, -2 * pairs);
      return;
    }
    countedLoop(body, extent, () => {
      this.loopOver(axis + 1);
      this.move(axis, 1);
    });
    this.move(axis, -extent);
  }

  private move(axis: number, points: number): void {
    for (const { local, strides } of this.pointers.values()) {
      advance(this.body, local, (strides[axis] as number) * points);
    }
  }

  /** Writes what groups still carry after the pairs: for the single last point, if there is one, and the entries beyond. */
  private flush(singles: number, last: ((node: NodeId) => Local) | undefined): void {
    this.carries.forEach(({ carry, stream }, i) => {
      const { greatestDelay, alone } = this.grouped.groups[i] as GroupedPlacements['groups'][number];
      for (let beyond = 0; beyond < singles + greatestDelay; beyond++) {
        const v = new VectorCode(this.body, 1);
        const value = carry.single(v, beyond, last);
        if (value === undefined) continue;
        const entry = { ...stream, offset: stream.offset + 8 * stream.stride * beyond };
        if (alone) storeTo(v, entry, value);
        else addTo(v, entry, value, 1);
      }
    });
  }

  private addressOf({ storage, base }: Access): number {
    return this.around.address(storage) + 8 * base;
  }

  /** Everything at one point, or at two neighbours; the local of each value. What groups carry is written for pairs alone. */
  private point(lanes: 1 | 2): (node: NodeId) => Local {
    const { kernel, around, body } = this;
    const v = new VectorCode(body, lanes);
    const code = new ElementwiseCode(v, around.callees);
    const values = new Map<NodeId, Local>();
    const value = (id: NodeId): Local =>
      values.get(id) ?? (this.splats.get(id) as Record<1 | 2, Local>)[lanes];
    for (const { node, load, index } of kernel.operations) {
      const { op, inputs } = around.graph[node] as Node;
      if (index)
        values.set(node, gatherFrom(v, this.gathers.get(node) as Stream, this.addressOf(load as Access)));
      else if (load) values.set(node, loadFrom(v, this.loads.get(node) as Stream));
      else if (op === 'broadcast' || op === 'reshape') values.set(node, value(inputs[0] as NodeId));
      else values.set(node, code.write(op, inputs.map(value)));
    }
    for (const [i, { node }] of kernel.stores.entries()) storeTo(v, this.stores[i] as Stream, value(node));
    kernel.sums.forEach(({ node, logarithmOf }, i) => {
      const { pair, single, logarithms } = this.totals[i] as Total;
      const add = (term: Local) => {
        const total = lanes === 2 ? pair : single;
        v.get(v.add(total, term));
        body.emit(...I.localSet(total));
      };
      if (node !== undefined) add(value(node));
      if (logarithmOf === undefined) return;
      if (lanes === 2) logarithms?.add(code, value(logarithmOf));
      else add(code.write('log1p', [value(logarithmOf)]));
    });
    for (const [i, { node }] of kernel.axisSums.entries()) {
      addTo(v, this.axisSums[i] as Stream, value(node), 1);
    }
    if (lanes === 2) {
      this.carries.forEach(({ carry, stream }, i) => {
        const total = carry.pair(v, value);
        if (this.grouped.groups[i]?.alone) storeTo(v, stream, total);
        else addTo(v, stream, total, 1);
      });
    }
    this.grouped.single.forEach(({ node, sign }, i) => {
      const placement = this.placements[i] as Stream & { index?: Stream };
      if (placement.index) scatterTo(v, placement.index, placement.offset, value(node), sign);
      else addTo(v, placement, value(node), sign);
    });
    return value;
  }
}
