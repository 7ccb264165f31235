import type { Graph, NodeId } from '../../graph/node.ts';
import type { FieldGroups } from '../field-groups.ts';
import { type Callees, ElementwiseCode } from './elementwise-code.ts';
import type { FieldMemory } from './field-memory.ts';
import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import { type Local, VectorCode } from './vector-code.ts';

/** Where a sample takes no more operations than this, two rows are sampled together, so that they share what is read of the columns. */
const FEW_OPERATIONS = 60;

/** The locals of nodes that are numbers in a row, or for a pair of columns. */
type Values = ReadonlyMap<NodeId, Local>;

/** Writes the functions of a module that samples a scalar graph of two coordinates at two columns at a time. */
export class FieldCode {
  /** How many rows are sampled together. */
  readonly together: 1 | 2;

  constructor(
    private readonly graph: Graph,
    private readonly needed: Uint8Array,
    private readonly root: NodeId,
    private readonly groups: FieldGroups,
    private readonly memory: FieldMemory,
    private readonly callees: Callees,
  ) {
    const { group } = groups;
    const operations = graph.filter((_, id) => needed[id] && group[id] === 3).length;
    this.together = operations <= FEW_OPERATIONS ? 2 : 1;
  }

  /** (pairs) → (): what samples need of each column, from the columns' coordinate. */
  writeColumns(body: FunctionBody): void {
    const { memory } = this;
    this.pairsLoop(body, 0, 1, [this.scalars(body, 0)], (value, pointer) => {
      for (const id of memory.kept) {
        body.emit(...I.localGet(pointer), ...I.localGet(value(id, 0)), ...I.v128Store(memory.column(id)));
      }
    });
  }

  /** (rounds, pairs) → (): samples `together` rows in each round, from the rows' coordinate, written one after the other. */
  writeRows(body: FunctionBody): void {
    const { memory, together, root } = this;
    const [rounds, pairs] = [0, 1];
    const shared = this.scalars(body, 0);
    const [height, next] = [body.local('i32'), body.local('i32')];
    body.emit(...I.i32Const(0), ...I.localSet(height), ...I.i32Const(0), ...I.localSet(next), ...I.loop);
    const rows = Array.from({ length: together }, (_, row) => {
      const begin = body.local('i32');
      body.emit(
        ...I.localGet(next),
        ...I.localTee(begin),
        ...bytesOf(pairs),
        ...I.i32Add,
        ...I.localSet(next),
      );
      const coordinate = body.local('f64');
      body.emit(...I.localGet(height), ...I.f64Load(memory.heights + 8 * row), ...I.localSet(coordinate));
      return { begin, values: this.scalars(body, 2, shared, coordinate) };
    });
    const singles = rows.map(({ values }) => values);
    this.pairsLoop(body, pairs, 3, singles, (value, pointer) => {
      rows.forEach(({ begin }, row) => {
        body.emit(...I.localGet(pointer), ...I.localGet(begin), ...I.i32Add);
        body.emit(...I.localGet(value(root, row)), ...I.v128Store(memory.results));
      });
    });
    const step = 8 * together;
    body.emit(...I.localGet(height), ...I.i32Const(step), ...I.i32Add, ...I.localTee(height));
    body.emit(...I.localGet(rounds), ...I.i32Const(step), ...I.i32Mul, ...I.i32LtU, ...I.brIf(0), ...I.end);
  }

  /** The constants and the values of a group as numbers, besides those that are known. */
  private scalars(body: FunctionBody, own: number, known: Values = new Map(), row?: Local): Values {
    const { graph, needed, groups, memory } = this;
    const code = new ElementwiseCode(new VectorCode(body, 1), this.callees);
    const values = new Map(known);
    graph.forEach(({ op, inputs, attributes }, id) => {
      if (!needed[id] || values.has(id) || (op !== 'constant' && groups.group[id] !== own)) return;
      if (op === 'constant') body.emit(...I.f64Const(attributes.value as number));
      else if (op === 'parameter' && attributes.offset === groups.vertical)
        body.emit(...I.localGet(row as Local));
      else if (op === 'parameter') {
        body.emit(...I.i32Const(0), ...I.f64Load(memory.other(attributes.offset as number)));
      } else {
        const local = code.write(
          op,
          inputs.map((input) => values.get(input) as Local),
        );
        values.set(id, local);
        return;
      }
      values.set(id, code.v.keep());
    });
    return values;
  }

  /** A loop over pairs of columns that computes one group, for each of some rows, from what was computed before. */
  private pairsLoop(
    body: FunctionBody,
    pairs: Local,
    own: number,
    rows: readonly Values[],
    finish: (value: (id: NodeId, row: number) => Local, pointer: Local) => void,
  ): void {
    const { graph, needed, groups, memory } = this;
    const splats = inPairs(body, rows);
    const pointer = body.local('i32');
    body.emit(...I.i32Const(0), ...I.localSet(pointer), ...I.loop);
    const code = new ElementwiseCode(new VectorCode(body, 2), this.callees);
    const read = new Map<NodeId, Local>();
    const computed = rows.map(() => new Map<NodeId, Local>());
    const value = (id: NodeId, row: number): Local => {
      const there = computed[row]?.get(id) ?? splats[row]?.get(id) ?? read.get(id);
      if (there !== undefined) return there;
      const address = graph[id]?.op === 'parameter' ? memory.coordinate : memory.column(id);
      body.emit(...I.localGet(pointer), ...I.v128Load(address));
      const loaded = code.v.keep();
      read.set(id, loaded);
      return loaded;
    };
    graph.forEach(({ op, inputs }, id) => {
      if (!needed[id] || groups.group[id] !== own || op === 'parameter' || op === 'constant') return;
      computed.forEach((values, row) => {
        const operands = inputs.map((input) => value(input, row));
        values.set(id, code.write(op, operands));
      });
    });
    finish(value, pointer);
    body.emit(...I.localGet(pointer), ...I.i32Const(16), ...I.i32Add, ...I.localTee(pointer));
    body.emit(...bytesOf(pairs), ...I.i32LtU, ...I.brIf(0), ...I.end);
  }
}

/** The bytes of so many pairs of numbers. */
const bytesOf = (pairs: Local) => [...I.localGet(pairs), ...I.i32Const(4), ...I.i32Shl];

/** The numbers of rows in both lanes; one that they share is there once. */
function inPairs(body: FunctionBody, rows: readonly Values[]): Values[] {
  const pairs = new Map<Local, Local>();
  const pairOf = (single: Local): Local => {
    let pair = pairs.get(single);
    if (pair === undefined) {
      pair = body.local('v128');
      pairs.set(single, pair);
      body.emit(...I.localGet(single), ...I.f64x2Splat, ...I.localSet(pair));
    }
    return pair;
  };
  return rows.map((singles) => new Map([...singles].map(([id, single]) => [id, pairOf(single)])));
}
