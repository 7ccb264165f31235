import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import type { CompiledGraph } from './compile-graph.ts';
import { live } from './live.ts';
import { allFinite, type RangeGuard } from './range-guard.ts';
import { scalarize } from './scalarize.ts';
import { suspicions } from './suspicions.ts';

/** The longest tape: beyond it whole vectors are interpreted at a time. */
const LONGEST = 200_000;

/** Operations that the loop knows by number; all others are called through the table of primitives. */
const CODES = [
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'exp',
  'log',
  'sin',
  'cos',
  'sqrt',
  'pow',
  'abs',
  'select',
  'max',
  'min',
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
] as const;
const UNARY = CODES.length;
const BINARY = UNARY + 1;

/**
 * Writes a graph as a tape of numbers that a loop runs down: no code is generated, so it works under every content policy.
 *
 * @param mend - Called where not all results are finite, or where they are suspicious.
 * @returns Undefined for graphs too large to be written out number by number.
 */
export function compileTape(
  graph: Graph,
  roots: readonly NodeId[],
  mend?: RangeGuard,
): CompiledGraph | undefined {
  const scalar = scalarize(graph, roots, LONGEST);
  if (!scalar) return undefined;
  const flat = scalar.roots.flat();
  const doubts = mend ? suspicions(scalar.graph, flat) : undefined;
  const graphOfAll = doubts?.graph ?? scalar.graph;
  const needed = live(graphOfAll, doubts ? [...flat, doubts.ofAny, doubts.ofFirst] : flat);
  const place = new Int32Array(graphOfAll.length);
  const leaves: number[] = [];
  const offsets: number[] = [];
  const sources: number[] = [];
  const operations: Node[] = [];
  graphOfAll.forEach(({ op, attributes }, id) => {
    if (!needed[id]) return;
    if (op === 'constant') place[id] = leaves.push(attributes.value as number) - 1;
    else if (op === 'parameter') {
      place[id] = leaves.push(0) - 1;
      offsets.push(attributes.offset as number);
      sources.push(place[id] as number);
    }
  });
  graphOfAll.forEach((node, id) => {
    if (needed[id] && node.inputs.length > 0) place[id] = leaves.length + operations.push(node) - 1;
  });
  const count = operations.length;
  const first = leaves.length;
  const codes = new Uint8Array(count);
  const inputs = new Int32Array(3 * count);
  const calls: ((...values: number[]) => number)[] = [];
  operations.forEach(({ op, inputs: own }, i) => {
    const known = CODES.indexOf(op as (typeof CODES)[number]);
    codes[i] = known >= 0 ? known : own.length === 1 ? UNARY : BINARY;
    own.forEach((input, j) => {
      inputs[3 * i + j] = place[input] as number;
    });
    if (known < 0) calls[i] = elementwise(op)?.value as (...values: number[]) => number;
  });
  const registers = new Float64Array(first + count);
  registers.set(leaves);
  const results = Int32Array.from(flat, (id) => place[id] as number);
  const holds = (condition: NodeId | undefined) =>
    condition !== undefined && Boolean(registers[place[condition] as number]);
  return (x, out) => {
    for (let i = 0; i < offsets.length; i++)
      registers[sources[i] as number] = x[offsets[i] as number] as number;
    runTape(codes, inputs, calls, registers, first);
    for (let i = 1; i < results.length; i++) out[i - 1] = registers[results[i] as number] as number;
    const value = registers[results[0] as number] as number;
    if (!mend || (allFinite(value, out, results.length - 1) && !holds(doubts?.ofAny))) return value;
    return mend(x, out, value, holds(doubts?.ofFirst));
  };
}

function runTape(
  codes: Uint8Array,
  inputs: Int32Array,
  calls: readonly ((...values: number[]) => number)[],
  r: Float64Array,
  first: number,
): void {
  for (let i = 0, j = 0; i < codes.length; i++, j += 3) {
    const a = r[inputs[j] as number] as number;
    const c = r[inputs[j + 1] as number] as number;
    let value: number;
    // The numbers are the places in CODES.
    switch (codes[i]) {
      case 0:
        value = a + c;
        break;
      case 1:
        value = a - c;
        break;
      case 2:
        value = a * c;
        break;
      case 3:
        value = a / c;
        break;
      case 4:
        value = -a;
        break;
      case 5:
        value = Math.exp(a);
        break;
      case 6:
        value = Math.log(a);
        break;
      case 7:
        value = Math.sin(a);
        break;
      case 8:
        value = Math.cos(a);
        break;
      case 9:
        value = Math.sqrt(a);
        break;
      case 10:
        value = a ** c;
        break;
      case 11:
        value = Math.abs(a);
        break;
      case 12:
        value = a ? c : (r[inputs[j + 2] as number] as number);
        break;
      case 13:
        value = Math.max(a, c);
        break;
      case 14:
        value = Math.min(a, c);
        break;
      case 15:
        value = a < c ? 1 : 0;
        break;
      case 16:
        value = a <= c ? 1 : 0;
        break;
      case 17:
        value = a > c ? 1 : 0;
        break;
      case 18:
        value = a >= c ? 1 : 0;
        break;
      case 19:
        value = a === c ? 1 : 0;
        break;
      case UNARY:
        value = (calls[i] as (x: number) => number)(a);
        break;
      default:
        value = (calls[i] as (x: number, y: number) => number)(a, c);
    }
    r[first + i] = value;
  }
}
