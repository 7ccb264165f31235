import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { sameShape } from '../graph/shape.ts';

/** A branch of a choice: everything that is used inside it alone is computed for nothing where it is not taken. */
export interface Guard {
  /** The branch that this one lies in; undefined at the top. */
  readonly outer: Guard | undefined;
  readonly depth: number;
  /** The node that chooses, and which of its inputs is the branch. */
  readonly choice: NodeId;
  readonly input: number;
  /** Set where the branch cannot be gated as a whole, see `dropMisshapen`. */
  disabled: boolean;
}

/** The branch that each node reachable from the output lies in, undefined at the top; and of each edge into a branch. */
export interface Guards {
  readonly of: readonly (Guard | undefined)[];
  readonly edge: (user: NodeId, input: number) => Guard | undefined;
}

/**
 * Finds for every node the innermost branch that contains all its uses. A node used on both sides of a choice, or outside it,
 * belongs to what surrounds the choice.
 */
export function findGuards(b: GraphBuilder, output: NodeId): Guards {
  const seen = new Uint8Array(output + 1);
  const of: (Guard | undefined)[] = new Array(output + 1);
  const edges = new Map<number, Guard>();
  const key = (user: NodeId, input: number) => user * 4 + input;
  seen[output] = 1;
  for (let id = output; id >= 0; id--) {
    if (!seen[id]) continue;
    const node = b.node(id);
    const choice = elementwise(node.op)?.chosen;
    node.inputs.forEach((input, place) => {
      let guard = of[id];
      if (choice && isBranch(node.op, place)) {
        guard = { outer: guard, depth: (guard?.depth ?? 0) + 1, choice: id, input: place, disabled: false };
        edges.set(key(id, place), guard);
      }
      of[input] = seen[input] ? meet(of[input], guard) : guard;
      seen[input] = 1;
    });
  }
  dropMisshapen(b, of, seen, edges);
  return { of, edge: (user, input) => edges.get(key(user, input)) ?? of[user] };
}

function isBranch(op: string, place: number): boolean {
  return op === 'select' ? place > 0 : true;
}

function meet(a: Guard | undefined, c: Guard | undefined): Guard | undefined {
  let [left, right] = [a, c];
  while (left !== right) {
    if ((left?.depth ?? 0) >= (right?.depth ?? 0)) left = left?.outer;
    else right = right?.outer;
  }
  return left;
}

/**
 * A choice made entry by entry can only gate values of its own shape. A branch that holds others (a sum inside an elementwise
 * choice, a number that is repeated) is left out, and its adjoint is gated at the choice itself.
 */
function dropMisshapen(
  b: GraphBuilder,
  of: (Guard | undefined)[],
  seen: Uint8Array,
  edges: Map<number, Guard>,
): void {
  const check = (guard: Guard | undefined, id: NodeId) => {
    if (b.node(id).op === 'constant') return;
    for (let g = guard; g; g = g.outer) {
      const { op, inputs, shape } = b.node(g.choice);
      const deciding = op === 'select' ? b.shapeOf(inputs[0] as NodeId) : shape;
      if (deciding.length > 0 && !sameShape(deciding, b.shapeOf(id))) g.disabled = true;
    }
  };
  of.forEach((guard, id) => {
    if (!seen[id] || !guard) return;
    check(guard, id);
    for (const input of b.node(id).inputs) check(guard, input);
  });
  for (const guard of edges.values()) check(guard, b.node(guard.choice).inputs[guard.input] as NodeId);
  of.forEach((guard, id) => {
    let g = guard;
    while (g?.disabled) g = g.outer;
    of[id] = g;
  });
  for (const [edge, guard] of edges) if (guard.disabled) edges.delete(edge);
}
