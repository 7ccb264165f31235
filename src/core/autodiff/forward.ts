import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { elementwise, structural } from '../graph/primitives/table.ts';
import { compositeParts } from './composite.ts';

/**
 * Forward mode: the directional derivative of the output along tangents of some nodes, as a node of the same graph; the
 * ε-part of f(θ + εv) = f(θ) + ε ∇f(θ)·v (Griewank & Walther 2008, chapter 3).
 *
 * @param tangents - For each node to vary (as a rule parameters) its tangent, of the node's shape.
 * @param again - Whether the tangent is differentiated in turn: then by rules whose own derivatives keep all digits.
 */
export function forward(
  b: GraphBuilder,
  output: NodeId,
  tangents: ReadonlyMap<NodeId, NodeId>,
  again = false,
): NodeId {
  return (
    tangentsUpTo(b, output, tangents, again).get(output) ?? b.broadcast(b.constant(0), b.shapeOf(output))
  );
}

/** The tangent of every node up to the output, as `forward` makes them; nodes without one do not vary. */
export function tangentsUpTo(
  b: GraphBuilder,
  output: NodeId,
  tangents: ReadonlyMap<NodeId, NodeId>,
  again = false,
): ReadonlyMap<NodeId, NodeId> {
  const dots = new Map<NodeId, NodeId>(tangents);
  for (let id = 0; id <= output; id++) {
    if (dots.has(id)) continue;
    const { op, inputs, attributes, shape } = b.node(id);
    if (!inputs.some((input) => dots.has(input))) continue;
    const row = elementwise(op);
    if (row?.chosen) {
      const dot = chosenTangent(b, id, dots);
      if (dot !== undefined) dots.set(id, dot);
      continue;
    }
    let total: NodeId | undefined;
    const take = (part: NodeId | undefined) => {
      if (part !== undefined) total = total === undefined ? part : b.add(total, part);
    };
    const below = again ? compositeParts(b, id) : undefined;
    const maps = below ? undefined : row?.derivative(b, inputs, id);
    for (const { input, tangent: through } of below ?? []) {
      const tangent = dots.get(input);
      if (tangent !== undefined) take(through(tangent));
    }
    inputs.forEach((input, place) => {
      const tangent = below ? undefined : dots.get(input);
      if (tangent === undefined) return;
      take(
        row
          ? maps?.[place]?.(tangent)
          : structural(op)?.tangent(b, { inputs, attributes, out: id }, place, tangent),
      );
    });
    if (total !== undefined) dots.set(id, b.broadcast(total, shape));
  }
  return dots;
}

/** The tangent of the input that is chosen; the other is not touched. */
function chosenTangent(b: GraphBuilder, id: NodeId, dots: ReadonlyMap<NodeId, NodeId>): NodeId | undefined {
  const { op, inputs, shape } = b.node(id);
  const [first, second] = op === 'select' ? [1, 2] : [0, 1];
  const [x, y] = [inputs[first as number], inputs[second as number]].map((input) =>
    dots.get(input as NodeId),
  );
  if (x === undefined && y === undefined) return undefined;
  const taken = elementwise(op)?.chosen?.(b, inputs, first as number);
  const zero = b.constant(0);
  return b.broadcast(b.select(taken?.condition as NodeId, x ?? zero, y ?? zero), shape);
}
