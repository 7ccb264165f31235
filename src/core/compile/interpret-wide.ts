import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { type Shape, sizeOf } from '../graph/shape.ts';
import { add, mul, nearest, scaled, type Wide, wide } from '../wide/wide.ts';
import { wideFunction } from '../wide/wide-functions.ts';
import { cofactorsInto } from './cofactors.ts';
import { broadcastLayout, placesOf } from './layout.ts';
import { determinant, solveInto } from './linear-algebra.ts';
import { live } from './live.ts';
import { movesOf } from './moves.ts';

/** The entries of a value, row-major. */
type Entries = readonly Wide[];

type Step = (x: Float64Array) => void;

/** Evaluates the roots of a graph at x as `interpreter` does, without overflow or underflow on the way; each root's entries as doubles. */
export function wideInterpreter(
  graph: Graph,
  roots: readonly NodeId[],
): (x: Float64Array) => readonly Float64Array[] {
  const needed = live(graph, roots);
  const values: Entries[] = new Array(graph.length);
  const steps: Step[] = [];
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    if (node.op === 'constant') {
      const { value } = node.attributes;
      values[id] = typeof value === 'number' ? [wide(value)] : Array.from(value as Float64Array, wide);
      continue;
    }
    const evaluate = evaluation(node, graph);
    steps.push((x) => {
      values[id] = evaluate(
        x,
        node.inputs.map((input) => values[input] as Entries),
      );
    });
  }
  return (x) => {
    for (const step of steps) step(x);
    return roots.map((root) => Float64Array.from(values[root] as Entries, nearest));
  };
}

type Evaluation = (x: Float64Array, inputs: readonly Entries[]) => Entries;

const ZERO = wide(0);

/** How a node's entries follow from those of its inputs. */
function evaluation(node: Node, graph: Graph): Evaluation {
  const { op, inputs, attributes, shape } = node;
  const shapes = inputs.map((input) => (graph[input] as Node).shape);
  const size = sizeOf(shape);
  const [from, other] = shapes as [Shape, Shape];
  const n = from?.[0] as number;
  const first = ([a]: readonly Entries[]) => a as Entries;
  const moves = from && movesOf(node, from);
  if (moves) {
    const { kind, places } = moves;
    if (kind === 'read') return (_, given) => Array.from(places, (place) => first(given)[place] as Wide);
    return (_, given) => {
      const out = new Array<Wide>(size).fill(ZERO);
      first(given).forEach((entry, i) => {
        const place = places[i] as number;
        out[place] = add(out[place] as Wide, entry);
      });
      return out;
    };
  }
  switch (op) {
    case 'parameter':
      return (x) =>
        Array.from({ length: size }, (_, i) => wide(x[(attributes.offset as number) + i] as number));
    case 'reshape':
      return (_, given) => first(given);
    case 'sum':
      return (_, given) => sumOf(first(given), from, attributes.axis, size);
    case 'matmul':
      return (_, [a, c]) => productOf(a as Entries, c as Entries, other, size);
    case 'solve':
      return (_, [a, c]) => {
        const [left, right] = [normalized(a as Entries), normalized(c as Entries)];
        const out = new Float64Array(size);
        solveInto(left.data, right.data, n, size / n, out);
        return Array.from(out, (entry) => scaled(entry, right.e - left.e));
      };
    case 'det':
      return (_, given) => {
        const { data, e } = normalized(first(given));
        return [scaled(determinant(data, n), n * e)];
      };
    case 'cofactors':
      return (_, [a, t]) => {
        const [matrix, tangent] = [normalized(a as Entries), t && normalized(t)];
        const out = new Float64Array(size);
        cofactorsInto(matrix.data, tangent?.data, n, out);
        const e = tangent ? (n - 2) * matrix.e + tangent.e : (n - 1) * matrix.e;
        return Array.from(out, (entry) => scaled(entry, e));
      };
    default:
      return entrywise(node, shapes, size);
  }
}

function entrywise({ op, shape }: Node, shapes: readonly Shape[], size: number): Evaluation {
  if (!elementwise(op)) throw new Error(`there are no wide values of ${op}`);
  const value = wideFunction(op);
  const places = shapes.map((from) => placesOf(shape, broadcastLayout(from, shape)));
  const [p, q, r] = places as [Int32Array, Int32Array, Int32Array];
  const make = (entry: (i: number) => Wide): Entries => {
    const out = new Array<Wide>(size);
    for (let i = 0; i < size; i++) out[i] = entry(i);
    return out;
  };
  const at = (entries: Entries, place: Int32Array, i: number) => entries[place[i] as number] as Wide;
  // A call with an array of arguments would take several times as long.
  if (shapes.length === 1) return (_, [a]) => make((i) => value(at(a as Entries, p, i)));
  if (shapes.length === 2) {
    return (_, [a, c]) => make((i) => value(at(a as Entries, p, i), at(c as Entries, q, i)));
  }
  return (_, [a, c, d]) =>
    make((i) => value(at(a as Entries, p, i), at(c as Entries, q, i), at(d as Entries, r, i)));
}

function sumOf(entries: Entries, shape: Shape, axis: number | undefined, size: number): Entries {
  const extent = axis === undefined ? entries.length : (shape[axis] as number);
  const inner = axis === undefined ? 1 : sizeOf(shape.slice(axis + 1));
  return Array.from({ length: size }, (_, i) => {
    const start = Math.floor(i / inner) * inner * extent + (i % inner);
    let sum = ZERO;
    for (let j = 0; j < extent; j++) sum = add(sum, entries[start + j * inner] as Wide);
    return sum;
  });
}

function productOf(a: Entries, c: Entries, right: Shape, size: number): Entries {
  const [k, n = 1] = right as readonly [number, number?];
  return Array.from({ length: size }, (_, place) => {
    const [row, column] = [Math.floor(place / n), place % n];
    let sum = ZERO;
    for (let l = 0; l < k; l++) sum = add(sum, mul(a[row * k + l] as Wide, c[l * n + column] as Wide));
    return sum;
  });
}

/** Entries as doubles of at most 2, times 2ᵉ. */
function normalized(entries: Entries): { data: Float64Array; e: number } {
  let e = Number.NEGATIVE_INFINITY;
  for (const entry of entries) if (entry.m !== 0) e = Math.max(e, entry.e);
  if (!Number.isFinite(e)) e = 0;
  return { data: Float64Array.from(entries, (entry) => nearest(scaled(entry.m, entry.e - e))), e };
}
