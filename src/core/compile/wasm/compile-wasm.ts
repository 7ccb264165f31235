import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { sizeOf } from '../../graph/shape.ts';
import { cofactorsInto } from '../cofactors.ts';
import type { CompiledGraph } from '../compile-graph.ts';
import { determinant, solveInto } from '../linear-algebra.ts';
import { live } from '../live.ts';
import { countPlacements, coveredArrays } from '../loops/group-placements.ts';
import { lowerPrimitives } from '../loops/lower-primitives.ts';
import { planProgram } from '../loops/plan-program.ts';
import type { Access, Call, Program } from '../loops/program.ts';
import { allFinite, type RangeGuard } from '../range-guard.ts';
import { suspicions } from '../suspicions.ts';
import { BLOCKED_PRODUCT_BYTES, blockedPart } from './blocked-product-code.ts';
import { prepareCallees } from './callees.ts';
import { ElementwiseCode } from './elementwise-code.ts';
import { I } from './instructions.ts';
import { writeKernel } from './kernel-code.ts';
import { ModuleBuilder } from './module-builder.ts';
import { writeProduct } from './product-code.ts';
import { VectorCode } from './vector-code.ts';
import { webAssembly } from './wasm-environment.ts';

/** The most memory for the arrays of one objective, in bytes. */
const MEMORY_LIMIT = 2 ** 31;
/** Up to this many entries a loop copies faster than `set`, whose call costs some 15 ns. */
const COPY_BY_HAND = 8;

/**
 * Compiles roots of a graph to WebAssembly: fused loops on pairs of numbers. The first root is a number, the others are written
 * one after the other.
 *
 * @param mend - Called where not all results are finite, or where they are suspicious.
 * @returns Undefined where there is no WebAssembly, or the arrays would not fit into memory.
 */
export function compileWasm(
  original: Graph,
  originalRoots: readonly NodeId[],
  mend?: RangeGuard,
): CompiledGraph | undefined {
  const api = webAssembly();
  if (!api) return undefined;
  const doubts = mend ? suspicions(original, originalRoots) : undefined;
  const conditions = doubts ? [doubts.ofAny, doubts.ofFirst] : [];
  const { graph, roots } = lowerPrimitives(doubts?.graph ?? original, [...originalRoots, ...conditions]);
  const program = planProgram(graph, roots);
  const layout = new Layout(graph, program, conditions.length);
  const { bytes, calls, imports } = assemble(graph, program, layout);
  if (layout.size > MEMORY_LIMIT) return undefined;
  const module = compileModule(api, bytes);
  if (!module) return undefined;
  const memory = new api.Memory({ initial: layout.pages });
  const heap = new Float64Array(memory.buffer);
  layout.fill(memory.buffer);
  const env: Record<string, unknown> = { memory, ...imports };
  calls.forEach((call, i) => {
    env[`call${i}`] = wholeCall(call, graph, layout, heap);
  });
  const { run } = new api.Instance(module, { env }).exports as { run: () => number };
  const [from, size] = [layout.input / 8, layout.inputSize];
  const input = heap.subarray(from, from + size);
  const results = layout.results.map((result) => ({
    ...result,
    entries: heap.subarray(result.from, result.from + result.size),
  }));
  const small = size <= COPY_BY_HAND;
  const { count } = layout;
  const [any, first] = conditions.map((_, i) => layout.conditions / 8 + i);
  const holds = (place: number | undefined) => place !== undefined && heap[place] !== 0;
  return (x, out) => {
    if (small) for (let i = 0; i < size; i++) heap[from + i] = x[i] as number;
    else input.set(x.length === size ? x : x.subarray(0, size));
    const value = run();
    for (let r = 0; r < results.length; r++) {
      const { from: source, to, size: count, entries } = results[r] as (typeof results)[number];
      if (count <= COPY_BY_HAND) for (let i = 0; i < count; i++) out[to + i] = heap[source + i] as number;
      else out.set(entries, to);
    }
    if (!mend || (allFinite(value, out, count) && !holds(any))) return value;
    return mend(x, out, value, holds(first));
  };
}

/** Undefined for functions beyond the engine's limits (50,000 locals, 7 MB of code). */
function compileModule(
  api: NonNullable<ReturnType<typeof webAssembly>>,
  bytes: Uint8Array<ArrayBuffer>,
): object | undefined {
  try {
    return new api.Module(bytes);
  } catch {
    return undefined;
  }
}

/** Entries of the heap that go to the output. */
interface Result {
  from: number;
  readonly to: number;
  size: number;
}

/** Where everything lies in memory. */
class Layout {
  readonly addresses = new Map<NodeId, number>();
  readonly input: number;
  readonly inputSize: number;
  /** For each root but the first: where its entries are in the heap and where they go in the output. */
  readonly results: Result[] = [];
  private readonly positionAddresses = new Map<Int32Array, number>();
  private readonly constants: { address: number; data: Float64Array | Int32Array }[] = [];
  private end = 16;

  /** @param conditions - How many of the last roots are conditions, numbers that are not handed over. */
  constructor(graph: Graph, program: Program, conditions: number) {
    const parameters = graph.filter(({ op }) => op === 'parameter');
    this.inputSize = Math.max(
      0,
      ...parameters.map(({ attributes, shape }) => (attributes.offset as number) + sizeOf(shape)),
    );
    this.input = this.reserve(8 * this.inputSize);
    let results = 0;
    const others = program.roots.slice(1, program.roots.length - conditions);
    for (const { node } of others) results += sizeOf((graph[node] as Node).shape);
    const first = this.reserve(8 * (results + conditions));
    this.count = results;
    this.conditions = first + 8 * results;
    const places = new Map<Result, Program['roots'][number]>();
    let to = 0;
    for (const root of others) {
      const { node, scalar } = root;
      const size = sizeOf((graph[node] as Node).shape);
      const own = program.arrays.includes(node) && !this.addresses.has(node);
      if (own) this.addresses.set(node, first + 8 * to);
      if (own || scalar) this.join(first / 8 + to, to, size);
      else {
        const elsewhere = { from: Number.NaN, to, size };
        places.set(elsewhere, root);
        this.results.push(elsewhere);
      }
      to += size;
    }
    this.firstResult = first;
    for (const node of program.arrays) {
      if (!this.addresses.has(node))
        this.addresses.set(node, this.reserve(8 * sizeOf((graph[node] as Node).shape)));
    }
    graph.forEach(({ op, shape, attributes }, id) => {
      if (shape.length === 0) return;
      if (op === 'parameter') this.addresses.set(id, this.input);
      if (op === 'constant') this.addresses.set(id, this.place(attributes.value as Float64Array));
    });
    const blocked = program.steps.some((step) => step.kind === 'product' && blockedPart(step));
    this.scratch = this.reserve(blocked ? BLOCKED_PRODUCT_BYTES : 0);
    for (const [result, { storage, base }] of places) result.from = this.address(storage) / 8 + base;
  }

  readonly firstResult: number;
  /** How many numbers are handed over besides the first, and the address of the conditions behind them. */
  readonly count: number;
  readonly conditions: number;
  /** Memory for products in blocks, one after the other. */
  readonly scratch: number;

  get size(): number {
    return this.end;
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.end / 65536));
  }

  /** Neighbouring results are copied in one piece. */
  private join(from: number, to: number, size: number): void {
    const last = this.results.at(-1);
    if (last && last.from + last.size === from) last.size += size;
    else this.results.push({ from, to, size });
  }

  private reserve(bytes: number): number {
    const address = this.end;
    this.end = Math.ceil((address + bytes) / 16) * 16;
    return address;
  }

  private place(data: Float64Array | Int32Array): number {
    const address = this.reserve(data.byteLength);
    this.constants.push({ address, data });
    return address;
  }

  positions(index: Int32Array): number {
    const there = this.positionAddresses.get(index);
    if (there !== undefined) return there;
    const address = this.place(index);
    this.positionAddresses.set(index, address);
    return address;
  }

  address(storage: NodeId): number {
    const address = this.addresses.get(storage);
    if (address === undefined) throw new Error(`node ${storage} has no array`);
    return address;
  }

  fill(buffer: ArrayBuffer): void {
    for (const { address, data } of this.constants) {
      if (data instanceof Int32Array) new Int32Array(buffer).set(data, address / 4);
      else new Float64Array(buffer).set(data, address / 8);
    }
  }
}

function assemble(graph: Graph, program: Program, layout: Layout) {
  const module = new ModuleBuilder();
  const calls = program.steps.filter((step) => step.kind === 'call');
  const called = calls.map((_, i) => module.import(`call${i}`, { parameters: [], results: ['f64'] }));
  const { callees, imports } = prepareCallees(
    module,
    graph,
    live(
      graph,
      program.roots.map(({ node }) => node),
    ),
  );
  const body = module.function({ parameters: [], results: ['f64'] }, 'run');
  const v = new VectorCode(body, 1);
  const scalars = new Map<NodeId, number>();
  const code = new ElementwiseCode(v, callees);
  const scalar = (node: NodeId): number => {
    const id = program.alias.get(node) ?? node;
    const there = scalars.get(id);
    if (there !== undefined) return there;
    const { op, attributes } = graph[id] as Node;
    if (op === 'constant') {
      const { value } = attributes;
      body.emit(...I.f64Const(typeof value === 'number' ? value : ((value as Float64Array)[0] as number)));
    } else if (op === 'parameter') {
      body.emit(...I.i32Const(0), ...I.f64Load(layout.input + 8 * (attributes.offset as number)));
    } else {
      throw new Error(`${op} is not computed yet`);
    }
    const local = v.keep();
    scalars.set(id, local);
    return local;
  };
  const placementCounts = countPlacements(program);
  const covered = coveredArrays(program, placementCounts, (storage) =>
    sizeOf((graph[storage] as Node).shape),
  );
  for (const node of program.zeroed) {
    if (covered.has(node)) continue;
    const bytes = 8 * sizeOf((graph[node] as Node).shape);
    body.emit(...I.i32Const(layout.address(node)), ...I.i32Const(0), ...I.i32Const(bytes), ...I.memoryFill);
  }
  // Numbers known from the start are set before any loop.
  graph.forEach(({ op, shape }, id) => {
    if ((op === 'constant' || op === 'parameter') && sizeOf(shape) === 1) scalar(id);
  });
  const entry = ({ storage, base }: Access) => layout.address(storage) + 8 * base;
  for (const step of program.steps) {
    switch (step.kind) {
      case 'scalar': {
        if (step.load) {
          body.emit(...I.i32Const(0), ...I.f64Load(layout.address(step.load.storage) + 8 * step.load.place));
          scalars.set(step.node, v.keep());
          break;
        }
        const { op, inputs } = graph[step.node] as Node;
        if (op === 'constant' || op === 'parameter') break;
        scalars.set(step.node, code.write(op, inputs.map(scalar)));
        break;
      }
      case 'kernel':
        writeKernel(step, {
          graph,
          body,
          callees,
          address: (storage) => layout.address(storage),
          positions: (index) => layout.positions(index),
          scalar,
          setScalar: (node, local) => scalars.set(node, local),
          placementCounts,
        });
        break;
      case 'product': {
        const result = layout.address(step.result);
        const bytes = 8 * step.rows * step.columns;
        body.emit(...I.i32Const(result), ...I.i32Const(0), ...I.i32Const(bytes), ...I.memoryFill);
        writeProduct(body, step, entry, result, layout.scratch);
        break;
      }
      case 'call':
        body.emit(...I.call(called[calls.indexOf(step)] as number));
        scalars.set(step.node, v.keep());
        break;
    }
  }
  let at = 0;
  for (const { node, scalar: single } of program.roots.slice(1)) {
    if (single)
      body.emit(...I.i32Const(0), ...I.localGet(scalar(node)), ...I.f64Store(layout.firstResult + 8 * at));
    at += sizeOf((graph[node] as Node).shape);
  }
  body.emit(...I.localGet(scalar((program.roots[0] as { node: NodeId }).node)));
  return { bytes: module.encode(layout.pages), calls, imports };
}

/** A whole-array operation on the heap; a `det` returns its value. */
function wholeCall({ node, inputs }: Call, graph: Graph, layout: Layout, heap: Float64Array): () => number {
  const { op, shape } = graph[node] as Node;
  const dense = inputs.map((access, i) => {
    const size = sizeOf((graph[(graph[node] as Node).inputs[i] as NodeId] as Node).shape);
    const from = layout.address(access.storage) / 8 + access.base;
    return heap.subarray(from, from + size);
  });
  const [a, right] = dense as [Float64Array, Float64Array];
  const n = (graph[(graph[node] as Node).inputs[0] as NodeId] as Node).shape[0] as number;
  if (op === 'det') return () => determinant(a, n);
  const out = layout.address(node) / 8;
  const size = sizeOf(shape);
  const solution = new Float64Array(size);
  return () => {
    if (op === 'cofactors') cofactorsInto(a, dense[1], n, solution);
    else solveInto(a, right, n, size / n, solution);
    heap.set(solution, out);
    return 0;
  };
}
