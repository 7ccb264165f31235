import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { elementwise, structural } from '../graph/primitives/table.ts';
import { dependence } from './dependence.ts';
import { findGuards, type Guard } from './guards.ts';

/**
 * Reverse mode: the adjoints ∂output/∂target as nodes of the same graph, so that they simplify, compile and differentiate
 * like any other function (Griewank & Walther 2008, chapter 3).
 *
 * @param b - Holds the output; the adjoints are added to it.
 * @param output - A scalar node.
 * @param targets - Nodes (as a rule parameters) to differentiate by.
 * @param seed - The adjoint of the output; 1 where absent.
 * @returns For each target its adjoint, of the target's shape.
 */
export function reverse(
  b: GraphBuilder,
  output: NodeId,
  targets: readonly NodeId[],
  seed: NodeId = b.constant(1),
): NodeId[] {
  const depends = dependence(b.nodes);
  const guards = findGuards(b, output);
  const adjoints = new Map<NodeId, NodeId>([[output, seed]]);
  for (let id = output; id >= 0; id--) {
    const adjoint = adjoints.get(id);
    if (adjoint === undefined || !depends[id]) continue;
    const { op, inputs, attributes } = b.node(id);
    const row = elementwise(op);
    const maps = row?.derivative(b, inputs, id);
    inputs.forEach((input, place) => {
      if (!depends[input]) return;
      let part: NodeId | undefined;
      if (row) {
        const map = maps?.[place];
        if (map)
          part = b.sumTo(b.broadcast(map(gated(b, id, place, adjoint)), b.shapeOf(id)), b.shapeOf(input));
      } else {
        part = structural(op)?.adjoint(b, { inputs, attributes, out: id }, place, adjoint);
      }
      if (part === undefined) return;
      for (let g = guards.edge(id, place); g && g !== guards.of[input]; g = g.outer) {
        if (!g.disabled) part = gate(b, g, part);
      }
      const there = adjoints.get(input);
      adjoints.set(input, there === undefined ? part : b.add(there, part));
    });
  }
  return targets.map((target) => adjoints.get(target) ?? b.broadcast(b.constant(0), b.shapeOf(target)));

  /** Inside a guarded branch the adjoint goes on unchanged, and is gated where it leaves the branch. */
  function gated(builder: GraphBuilder, id: NodeId, place: number, adjoint: NodeId): NodeId {
    const choice = elementwise(builder.node(id).op)?.chosen;
    if (!choice) return adjoint;
    const guard = guards.edge(id, place);
    const own = guard?.choice === id && guard.input === place;
    return own ? adjoint : through(builder, id, place, adjoint);
  }
}

function gate(b: GraphBuilder, guard: Guard, part: NodeId): NodeId {
  return through(b, guard.choice, guard.input, part);
}

/** The part where the choice falls on that input, else 0. */
function through(b: GraphBuilder, choice: NodeId, input: number, part: NodeId): NodeId {
  const { op, inputs } = b.node(choice);
  const taken = elementwise(op)?.chosen?.(b, inputs, input);
  if (!taken) return part;
  const zero = b.constant(0);
  return taken.holds ? b.select(taken.condition, part, zero) : b.select(taken.condition, zero, part);
}
