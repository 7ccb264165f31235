import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { type Shape, sizeOf, stridesOf } from '../graph/shape.ts';
import { broadcastLayout, placesOf } from './layout.ts';
import { live } from './live.ts';
import { movesOf } from './moves.ts';

/** Entries of x, ascending, that another value depends on. */
export type DependencySet = readonly number[];

const NONE: DependencySet = [];
/** The most entries of all values together that are looked at. */
const LIMIT = 4_000_000;

/**
 * For each entry of the roots the entries of x that it may change with, by propagation through the graph (Griewank &
 * Walther 2008, section 7.1). Steps and conditions, whose derivative is zero, pass nothing on.
 *
 * @param greatest - The size from which sets are of no use.
 * @returns Undefined where a set is greater, or there is too much to look at.
 */
export function dependencySets(
  graph: Graph,
  roots: readonly NodeId[],
  greatest: number,
): DependencySet[] | undefined {
  const needed = live(graph, roots);
  const total = graph.reduce((sum, { shape }, id) => sum + (needed[id] ? sizeOf(shape) : 0), 0);
  if (total > LIMIT) return undefined;
  const sets: DependencySet[][] = new Array(graph.length);
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const inputs = node.inputs.map((input) => sets[input] as DependencySet[]);
    const shapes = node.inputs.map((input) => (graph[input] as Node).shape);
    const own = setsOf(node, inputs, shapes);
    if (own.some((set) => set.length > greatest)) return undefined;
    sets[id] = own;
  }
  return roots.flatMap((root) => sets[root] as DependencySet[]);
}

function setsOf(node: Node, inputs: readonly DependencySet[][], shapes: readonly Shape[]): DependencySet[] {
  const { op, shape, attributes } = node;
  const size = sizeOf(shape);
  const [first] = inputs as [DependencySet[]];
  const [from] = shapes as [Shape];
  const { axis } = attributes;
  const added = (places: Int32Array) => {
    const out = new Array<DependencySet>(size).fill(NONE);
    first.forEach((set, flat) => {
      const place = places[flat] as number;
      out[place] = union(out[place] as DependencySet, set);
    });
    return out;
  };
  const moves = from && movesOf(node, from);
  if (moves?.kind === 'read') return Array.from(moves.places, (place) => first[place] as DependencySet);
  if (moves) return added(moves.places);
  switch (op) {
    case 'constant':
      return new Array<DependencySet>(size).fill(NONE);
    case 'parameter':
      return Array.from({ length: size }, (_, flat) => [(attributes.offset as number) + flat]);
    case 'reshape':
      return first;
    case 'sum': {
      // Along an axis, the stride of that axis in the result is 0.
      const strides = stridesOf(shape);
      if (axis === undefined) strides.splice(0, strides.length, ...from.map(() => 0));
      else strides.splice(axis, 0, 0);
      return added(placesOf(from, { base: 0, strides }));
    }
    case 'matmul':
      return productSets(inputs as [DependencySet[], DependencySet[]], shapes as [Shape, Shape]);
    default: {
      const row = elementwise(op);
      // Every entry of a solution or a determinant depends on all of its inputs.
      if (!row) return new Array<DependencySet>(size).fill(inputs.flat().reduce(union, NONE));
      return elementwiseSets(op, shape, inputs, shapes);
    }
  }
}

/** Entry (i, k) of a product depends on row i of the left and column k of the right. */
function productSets(
  [left, right]: readonly [DependencySet[], DependencySet[]],
  [leftShape, rightShape]: readonly [Shape, Shape],
): DependencySet[] {
  const inner = rightShape[0] as number;
  const width = rightShape[1] ?? 1;
  const rows = Array.from({ length: leftShape.length === 2 ? (leftShape[0] as number) : 1 }, (_, i) =>
    left.slice(i * inner, (i + 1) * inner).reduce(union, NONE),
  );
  const columns = Array.from({ length: width }, (_, k) =>
    right.filter((_set, place) => place % width === k).reduce(union, NONE),
  );
  return rows.flatMap((row) => columns.map((column) => union(row, column)));
}

const passing = new Map<string, readonly boolean[]>();

/** For each input of an elementwise primitive whether its rule passes a derivative on; computed once. */
function passesOn(op: string, arity: number): readonly boolean[] {
  let known = passing.get(op);
  if (!known) {
    const b = new GraphBuilder();
    const inputs = Array.from({ length: arity }, (_, offset) => b.parameter('', [], offset));
    known =
      elementwise(op)
        ?.derivative(b, inputs, inputs[0] as NodeId)
        .map((map) => map !== undefined) ?? [];
    passing.set(op, known);
  }
  return known;
}

function elementwiseSets(
  op: string,
  shape: Shape,
  inputs: readonly DependencySet[][],
  shapes: readonly Shape[],
): DependencySet[] {
  const out = new Array<DependencySet>(sizeOf(shape)).fill(NONE);
  const passes = passesOn(op, inputs.length);
  inputs.forEach((sets, input) => {
    if (!passes[input]) return;
    const places = placesOf(shape, broadcastLayout(shapes[input] as Shape, shape));
    for (let flat = 0; flat < out.length; flat++) {
      out[flat] = union(out[flat] as DependencySet, sets[places[flat] as number] as DependencySet);
    }
  });
  return out;
}

function union(a: DependencySet, c: DependencySet): DependencySet {
  if (a === c || c.length === 0) return a;
  if (a.length === 0) return c;
  const merged: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < c.length) {
    const [left, right] = [a[i] ?? Number.POSITIVE_INFINITY, c[j] ?? Number.POSITIVE_INFINITY];
    merged.push(Math.min(left, right));
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return merged.length === a.length ? a : merged;
}
