import { tangentsUpTo } from '../autodiff/forward.ts';
import { reverse } from '../autodiff/reverse.ts';
import { interpreter } from '../compile/interpret.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Objective } from '../objective.ts';
import type { BuiltGraph } from './build-expression-graph.ts';
import type { ExpressionNode, NodeNumbers } from './expression-graph.ts';

/** More entries of an array are not read one by one. */
const MOST_ENTRIES = 6;

/**
 * Values, adjoints and dual parts of all nodes of a drawn graph at a point.
 *
 * @param x - The point.
 * @param v - The direction of the dual parts; of the length of x.
 */
export function nodeNumbers(
  { graph, origins }: BuiltGraph,
  objective: Objective,
  x: Float64Array,
  v: ArrayLike<number>,
): NodeNumbers[] {
  const b = new GraphBuilder(objective.graph);
  const { output } = objective;
  const drawn = [
    ...new Set(origins.flatMap((origin) => (origin.kind === 'node' ? [origin.node] : [origin.sum]))),
  ];
  const dots = tangentsUpTo(b, output, seedsOf(b, objective, v));
  const adjoints = new Map(reverse(b, output, drawn).map((adjoint, i) => [drawn[i] as NodeId, adjoint]));
  const slopes = graph.nodes.map((node, id) => slopeNodes(b, graph.nodes, node, origins[id]));
  const roots: NodeId[] = [];
  const root = (id: NodeId): number => roots.push(id) - 1;
  const zero = b.constant(0);
  const places = origins.map((origin, id) => {
    const node = origin.kind === 'node' ? origin.node : origin.sum;
    return {
      value: root(node),
      adjoint: root(adjoints.get(node) ?? zero),
      dual: root(dots.get(node) ?? zero),
      slopes: (slopes[id] as (NodeId | undefined)[]).map((slope) => (slope === undefined ? -1 : root(slope))),
    };
  });
  const values = interpreter(b.nodes, roots)(x);
  const read = (place: number): number[] =>
    Array.from((values[place] as Float64Array).slice(0, MOST_ENTRIES));
  const numbers: NodeNumbers[] = [];
  graph.nodes.forEach((node, id) => {
    const place = places[id] as (typeof places)[number];
    const isPart = origins[id]?.kind === 'terms';
    const added = (of: 'value' | 'dual') => [
      node.inputs.reduce((sum, { node: input, sign }) => sum + sign * (numbers[input]?.[of][0] ?? 0), 0),
    ];
    const varies = node.kind !== 'constant';
    numbers.push({
      value: isPart ? added('value') : read(place.value),
      adjoint: varies ? spread(read(place.adjoint), node) : [],
      dual: !varies ? [] : isPart ? added('dual') : spread(read(place.dual), node),
      slopes: place.slopes.map((slope, i) =>
        slope < 0 ? slopeOfTerm(node, i) : ((values[slope] as Float64Array)[0] as number),
      ),
    });
  });
  return numbers;
}

/** A number stands for all entries. */
function spread(entries: number[], { shape }: ExpressionNode): number[] {
  const size = Math.min(sizeOf(shape), MOST_ENTRIES);
  return entries.length === size ? entries : new Array<number>(size).fill(entries[0] ?? 0);
}

function seedsOf(b: GraphBuilder, { parameters }: Objective, v: ArrayLike<number>): Map<NodeId, NodeId> {
  return new Map(
    parameters.map(({ name, shape, offset, size }) => {
      const part = Float64Array.from({ length: size }, (_, i) => v[offset + i] as number);
      const tangent = shape.length === 0 ? b.constant(part[0] as number) : b.constant(part, shape);
      return [b.parameter(name, shape, offset), tangent];
    }),
  );
}

/** For each input of a drawn node its local derivative as a node; undefined for terms of sums, and where it is no number. */
function slopeNodes(
  b: GraphBuilder,
  nodes: readonly ExpressionNode[],
  drawn: ExpressionNode,
  origin: BuiltGraph['origins'][number] | undefined,
): (NodeId | undefined)[] {
  if (origin?.kind !== 'node' || drawn.inputs.length === 0) return drawn.inputs.map(() => undefined);
  const { op, inputs, shape } = b.node(origin.node) as Node;
  const row = elementwise(op);
  const isScalar = shape.length === 0 && drawn.inputs.every(({ node }) => nodes[node]?.shape.length === 0);
  if (!row || !isScalar || ['add', 'sub', 'neg'].includes(op)) return drawn.inputs.map(() => undefined);
  const maps = row.derivative(b, inputs, origin.node);
  const one = b.constant(1);
  const zero = b.constant(0);
  const all = inputs.map((_, i) => {
    const map = maps[i];
    const taken = row.chosen?.(b, inputs, i);
    if (!map) return zero;
    if (!taken) return map(one);
    return taken.holds ? b.select(taken.condition, one, zero) : b.select(taken.condition, zero, one);
  });
  if (drawn.inputs.length === 1 && inputs[0] === inputs[1])
    return [b.add(all[0] as NodeId, all[1] as NodeId)];
  const constant = (id: NodeId) => b.node(id).op === 'constant';
  const kept = all.filter((_, i) =>
    inputs.length !== drawn.inputs.length ? !constant(inputs[i] as NodeId) : true,
  );
  return kept.length === drawn.inputs.length ? kept : drawn.inputs.map(() => undefined);
}

/** 1 or −1 for the terms of a sum of numbers. */
function slopeOfTerm({ title, shape, inputs }: ExpressionNode, i: number): number {
  const isSum =
    title === 'sum' || title === 'difference' || title === 'negative' || title === 'part of a sum';
  return isSum && shape.length === 0 ? (inputs[i]?.sign ?? Number.NaN) : Number.NaN;
}
