import type { Graph, Node, NodeId } from '../graph/node.ts';
import type { CompiledGraph } from './compile-graph.ts';
import { live } from './live.ts';
import { makeFunction } from './make-function.ts';
import { mayLeaveRange } from './may-leave-range.ts';
import type { RangeGuard } from './range-guard.ts';
import { scalarize } from './scalarize.ts';
import { straightLine } from './straight-line.ts';
import { suspicions } from './suspicions.ts';

/** A function of more operations than this would pass V8's limit for optimized functions (60 KB of bytecode). */
const OPERATIONS_PER_FUNCTION = 4000;
/** The most operations that are written out at all. */
const MOST_OPERATIONS = 200_000;

type Piece = (x: Float64Array, out: Float64Array, r: Float64Array) => number;

/**
 * Compiles a graph entry by entry to straight-line JavaScript; long ones in several functions, one after the other, that
 * leave what others need in an array.
 *
 * @param checked - The length that x and `out` are checked for; absent where they are known to be right.
 * @param mend - Called where not all results are finite, or where they are suspicious.
 * @returns Undefined for graphs too large for that, and where code may not be generated.
 */
export function compileStraightLine(
  graph: Graph,
  roots: readonly NodeId[],
  checked?: number,
  mend?: RangeGuard,
): CompiledGraph | undefined {
  const scalar = scalarize(graph, roots, MOST_OPERATIONS);
  if (!scalar) return undefined;
  const flat = scalar.roots.flat();
  const guarded = mend !== undefined && mayLeaveRange(scalar.graph, flat);
  const doubts = guarded ? suspicions(scalar.graph, flat) : undefined;
  const graphOfAll = doubts?.graph ?? scalar.graph;
  const all = doubts ? [...flat, doubts.ofAny, doubts.ofFirst] : flat;
  const groups = groupByLength(graphOfAll, all);
  const code = straightLine(
    graphOfAll,
    all,
    (offset) => `x[${offset}]`,
    (id) => groups.of[id] as number,
    groups.count,
  );
  const slots = new Map(code.exported.flat().map((id, slot) => [id, slot]));
  const imports = importsOf(graphOfAll, all, groups);
  const pieces: Piece[] = [];
  for (let group = 0; group < groups.count; group++) {
    const last = group === groups.count - 1;
    const body = [
      ...(group === 0 && checked !== undefined ? [guard(checked, flat.length > 1)] : []),
      ...Array.from(imports[group] as ReadonlySet<NodeId>, (id) => `const t${id} = r[${slots.get(id)}];`),
      ...(code.statements[group] as readonly string[]),
      ...(code.exported[group] as readonly NodeId[]).map((id) => `r[${slots.get(id)}] = t${id};`),
      ...(last
        ? results(code.roots.slice(0, flat.length), guarded, code.roots.slice(flat.length))
        : ['return 0;']),
    ];
    const piece = makeFunction<Piece>('x, out, r', body.join('\n'), last && guarded ? { mend } : {});
    if (!piece) return undefined;
    pieces.push(piece);
  }
  const final = pieces.pop() as Piece;
  const r = new Float64Array(slots.size);
  if (pieces.length === 0) return (x, out) => final(x, out, r);
  return (x, out) => {
    for (const piece of pieces) piece(x, out, r);
    return final(x, out, r);
  };
}

/**
 * The check of the vectors' lengths. Reading the last entry, which the code reads anyway, tells as much as asking for the length
 * and costs nothing, where that is a fifth of a small gradient.
 */
function guard(n: number, writes: boolean): string {
  const short = [`x[${n - 1}] === undefined`, ...(writes ? [`out[${n - 1}] === undefined`] : [])];
  return `if (${short.join(' || ')}) checkLengths(${n}, x${writes ? ', out' : ''});`;
}

/** The most results that are added up one by one, to see whether they are finite. */
const MOST_ADDED = 16;

/**
 * The statements that hand over the roots.
 *
 * @param doubts - Whether any of them is suspicious, and whether the first one is; empty where none ever is.
 */
function results(
  roots: readonly string[],
  guarded: boolean,
  [ofAny, ofFirst = 'false']: readonly string[],
): string[] {
  const [value, ...others] = roots as readonly [string, ...string[]];
  if (!guarded) return [...others.map((root, i) => `out[${i}] = ${root};`), `return ${value};`];
  const few = others.length <= MOST_ADDED;
  const wrong = ['sum - sum !== 0', ...(ofAny === undefined ? [] : [ofAny])].join(' || ');
  return [
    `const value = ${value};`,
    ...others.map((root, i) => (few ? `const o${i} = ${root};\nout[${i}] = o${i};` : `out[${i}] = ${root};`)),
    few ? `const sum = ${sumCode(['value', ...others.map((_, i) => `o${i}`)])};` : 'let sum = value;',
    ...(few ? [] : [`for (let i = 0; i < ${others.length}; i++) sum += out[i];`]),
    `if (${wrong}) return mend(x, out, value, Boolean(${ofFirst}));`,
    'return value;',
  ];
}

/** A sum by halves, whose parts do not wait for each other. */
function sumCode(terms: readonly string[]): string {
  if (terms.length === 1) return terms[0] as string;
  const half = terms.length >> 1;
  return `(${sumCode(terms.slice(0, half))} + ${sumCode(terms.slice(half))})`;
}

interface Groups {
  readonly of: Uint32Array;
  readonly count: number;
}

/** Cuts the needed operations, in their order, into groups of even length. */
function groupByLength(graph: Graph, roots: readonly NodeId[]): Groups {
  const needed = live(graph, roots);
  const of = new Uint32Array(graph.length);
  let operations = 0;
  for (let id = 0; id < graph.length; id++) {
    of[id] = Math.floor(operations / OPERATIONS_PER_FUNCTION);
    if (needed[id] && (graph[id] as Node).inputs.length > 0) operations++;
  }
  return { of, count: Math.floor(Math.max(0, operations - 1) / OPERATIONS_PER_FUNCTION) + 1 };
}

/** For each group the nodes that it reads from earlier ones. */
function importsOf(graph: Graph, roots: readonly NodeId[], { of, count }: Groups): ReadonlySet<NodeId>[] {
  const imports = Array.from({ length: count }, () => new Set<NodeId>());
  const needed = live(graph, roots);
  const use = (id: NodeId, group: number) => {
    if (of[id] !== group && (graph[id] as Node).op !== 'constant') imports[group]?.add(id);
  };
  for (let id = 0; id < graph.length; id++) {
    if (needed[id]) for (const input of (graph[id] as Node).inputs) use(input, of[id] as number);
  }
  for (const root of roots) use(root, count - 1);
  return imports;
}
