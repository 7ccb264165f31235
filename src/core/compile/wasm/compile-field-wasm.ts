import type { Graph, Node, NodeId } from '../../graph/node.ts';
import { type FieldFunction, sampleAt } from '../field-function.ts';
import type { FieldGroups } from '../field-groups.ts';
import { live } from '../live.ts';
import { prepareCallees } from './callees.ts';
import { ElementwiseCode } from './elementwise-code.ts';
import { I } from './instructions.ts';
import { type FunctionBody, ModuleBuilder } from './module-builder.ts';
import { type Local, VectorCode } from './vector-code.ts';
import { webAssembly } from './wasm-environment.ts';

/** The widest field whose columns fit into the module's memory. */
const MOST_COLUMNS = 4096;
const ARRAY = 8 * MOST_COLUMNS;
/**
 * The row of results lies half a page off: copied to a buffer that begins with a page, as large ones do, loads would else wait for stores
 * whose addresses end alike ("4K aliasing"), which made the copy five times slower than the computation.
 */
const OFF_PAGE = 2048;
/** Below this many samples the module is not worth its compilation. */
const LEAST_SAMPLES = 4096;

/**
 * A scalar graph of two coordinates as a WebAssembly module that samples two columns at a time.
 *
 * @returns Undefined where there is no WebAssembly. The function returns false for fields that it does not take: very wide or
 * very small ones.
 */
export function compileFieldWasm(
  graph: Graph,
  root: NodeId,
  { group, vertical }: FieldGroups,
): ((...args: Parameters<FieldFunction>) => boolean) | undefined {
  const api = webAssembly();
  if (!api) return undefined;
  const needed = live(graph, [root]);
  const kept = keptColumns(graph, needed, group, root);
  const parameters = graph.flatMap(({ op, attributes }, id) =>
    op === 'parameter' && needed[id] && group[id] === 0 ? [attributes.offset as number] : [],
  );
  // Memory: the columns' coordinate, the kept values of each column, a row of results, the other entries of x.
  const address = (place: number) => ARRAY * place;
  const result = address(kept.length + 1) + OFF_PAGE;
  const others = result + ARRAY;
  const module = new ModuleBuilder();
  const { callees, imports } = prepareCallees(module, graph, needed);

  const scalarsInto = (body: FunctionBody, groups: readonly number[], row?: Local) => {
    const v = new VectorCode(body, 1);
    const code = new ElementwiseCode(v, callees);
    const values = new Map<NodeId, Local>();
    graph.forEach(({ op, inputs, attributes }, id) => {
      if (!needed[id] || !(op === 'constant' || groups.includes(group[id] as number))) return;
      if (op === 'constant') {
        body.emit(...I.f64Const(attributes.value as number));
        values.set(id, v.keep());
      } else if (op === 'parameter' && attributes.offset === vertical) {
        values.set(id, row as Local);
      } else if (op === 'parameter') {
        body.emit(
          ...I.i32Const(0),
          ...I.f64Load(others + 8 * parameters.indexOf(attributes.offset as number)),
        );
        values.set(id, v.keep());
      } else {
        values.set(
          id,
          code.write(
            op,
            inputs.map((input) => values.get(input) as Local),
          ),
        );
      }
    });
    return values;
  };

  /** A loop over pairs of columns that computes one group from what was computed before. */
  const pairsLoop = (
    body: FunctionBody,
    pairs: Local,
    own: number,
    singles: ReadonlyMap<NodeId, Local>,
    finish: (value: (id: NodeId) => Local, v: VectorCode, pointer: Local) => void,
  ) => {
    const splats = new Map<NodeId, Local>();
    for (const [id, single] of singles) {
      body.emit(...I.localGet(single), ...I.f64x2Splat);
      const pair = body.local('v128');
      body.emit(...I.localSet(pair));
      splats.set(id, pair);
    }
    const pointer = body.local('i32');
    body.emit(...I.i32Const(0), ...I.localSet(pointer), ...I.loop);
    const v = new VectorCode(body, 2);
    const code = new ElementwiseCode(v, callees);
    const values = new Map<NodeId, Local>();
    const read = (place: number) => {
      body.emit(...I.localGet(pointer), ...I.v128Load(address(place)));
      return v.keep();
    };
    const value = (id: NodeId): Local => {
      const there = values.get(id) ?? splats.get(id);
      if (there !== undefined) return there;
      const { op } = graph[id] as Node;
      const loaded = read(op === 'parameter' ? 0 : 1 + kept.indexOf(id));
      values.set(id, loaded);
      return loaded;
    };
    graph.forEach(({ op, inputs }, id) => {
      if (!needed[id] || group[id] !== own || op === 'parameter' || op === 'constant') return;
      values.set(id, code.write(op, inputs.map(value)));
    });
    finish(value, v, pointer);
    body.emit(...I.localGet(pointer), ...I.i32Const(16), ...I.i32Add, ...I.localTee(pointer));
    body.emit(...I.localGet(pairs), ...I.i32Const(4), ...I.i32Shl, ...I.i32LtU, ...I.brIf(0), ...I.end);
  };

  const columnsBody = module.function({ parameters: ['i32'], results: [] }, 'columns');
  pairsLoop(columnsBody, 0, 1, scalarsInto(columnsBody, [0]), (value, _, pointer) => {
    kept.forEach((id, place) => {
      columnsBody.emit(...I.localGet(pointer), ...I.localGet(value(id)), ...I.v128Store(address(place + 1)));
    });
  });
  const rowBody = module.function({ parameters: ['f64', 'i32'], results: [] }, 'row');
  pairsLoop(rowBody, 1, 3, scalarsInto(rowBody, [0, 2], 0), (value, _, pointer) => {
    rowBody.emit(...I.localGet(pointer), ...I.localGet(value(root)), ...I.v128Store(result));
  });

  const pages = Math.ceil((others + 8 * parameters.length) / 65536) + 1;
  const memory = new api.Memory({ initial: pages });
  const { exports } = new api.Instance(new api.Module(module.encode(pages)), { env: { memory, ...imports } });
  const { columns: prepare, row } = exports as unknown as {
    columns: (pairs: number) => void;
    row: (v: number, pairs: number) => void;
  };
  const heap = new Float64Array(memory.buffer);
  return (base, x, y, columns, rows, out) => {
    if (columns > MOST_COLUMNS || columns * rows < LEAST_SAMPLES) return false;
    for (let i = 0; i < columns; i++) heap[i] = sampleAt(x, i, columns);
    parameters.forEach((offset, i) => {
      heap[others / 8 + i] = base[offset] as number;
    });
    const pairs = Math.ceil(columns / 2);
    prepare(pairs);
    const line = heap.subarray(result / 8, result / 8 + columns);
    for (let j = 0; j < rows; j++) {
      row(sampleAt(y, j, rows), pairs);
      out.set(line, j * columns);
    }
    return true;
  };

  /** The values of a column that samples need, besides its coordinate. */
  function keptColumns(nodes: Graph, live_: Uint8Array, groups: Uint8Array, top: NodeId): NodeId[] {
    const wanted = new Set<NodeId>();
    const want = (id: NodeId) => {
      if (groups[id] === 1 && (nodes[id] as Node).op !== 'parameter') wanted.add(id);
    };
    nodes.forEach(({ inputs }, id) => {
      if (live_[id] && groups[id] === 3) inputs.forEach(want);
    });
    want(top);
    return [...wanted];
  }
}
