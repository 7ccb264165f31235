import type { Graph, NodeId } from '../../graph/node.ts';
import { type FieldFunction, sampleAt } from '../field-function.ts';
import type { FieldGroups } from '../field-groups.ts';
import { live } from '../live.ts';
import { prepareCallees } from './callees.ts';
import { FieldCode } from './field-code.ts';
import { FieldMemory, MOST_COLUMNS, MOST_ROWS } from './field-memory.ts';
import { ModuleBuilder } from './module-builder.ts';
import { webAssembly } from './wasm-environment.ts';

/** Rows of results are copied out together, as many as stay in the processor's nearest cache, but at least two: each copy is a call. */
const BATCH_BYTES = 32768;
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
  groups: FieldGroups,
): ((...args: Parameters<FieldFunction>) => boolean) | undefined {
  const api = webAssembly();
  if (!api) return undefined;
  const needed = live(graph, [root]);
  const places = new FieldMemory(graph, needed, root, groups);
  const module = new ModuleBuilder();
  const { callees, imports } = prepareCallees(module, graph, needed);
  const code = new FieldCode(graph, needed, root, groups, places, callees);
  code.writeColumns(module.function({ parameters: ['i32'], results: [] }, 'columns'));
  code.writeRows(module.function({ parameters: ['i32', 'i32'], results: [] }, 'rows'));
  const memory = new api.Memory({ initial: places.pages });
  const instance = new api.Instance(new api.Module(module.encode(places.pages)), {
    env: { memory, ...imports },
  });
  const { columns: prepare, rows: sample } = instance.exports as unknown as {
    columns: (pairs: number) => void;
    rows: (rounds: number, pairs: number) => void;
  };
  const heap = new Float64Array(memory.buffer);
  const [results, heights] = [places.results / 8, places.heights / 8];
  const { together } = code;
  return (base, x, y, columns, rows, out) => {
    if (columns > MOST_COLUMNS || columns * rows < LEAST_SAMPLES) return false;
    for (let i = 0; i < columns; i++) heap[i] = sampleAt(x, i, columns);
    for (const offset of places.offsets) heap[places.other(offset) / 8] = base[offset] as number;
    const pairs = Math.ceil(columns / 2);
    prepare(pairs);
    const batch = 2 * Math.max(1, Math.min(MOST_ROWS / 2, Math.floor(BATCH_BYTES / (32 * pairs))));
    for (let j = 0; j < rows; j += batch) {
      const count = Math.min(batch, rows - j);
      const rounds = Math.ceil(count / together);
      for (let i = 0; i < rounds * together; i++)
        heap[heights + i] = sampleAt(y, Math.min(j + i, rows - 1), rows);
      sample(rounds, pairs);
      // A row of an odd number of columns has one sample too many at its end.
      const [lines, length] = columns % 2 === 0 ? [1, count * columns] : [count, columns];
      for (let i = 0; i < lines; i++) {
        const from = results + 2 * pairs * i;
        out.set(heap.subarray(from, from + length), j * columns + i * length);
      }
    }
    return true;
  };
}
