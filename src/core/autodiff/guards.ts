import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { type Shape, sameShape, sizeOf } from '../graph/shape.ts';

/** A branch of a choice: everything that is used inside it alone is computed for nothing where it is not taken. */
export interface Guard {
  /** A number of its own among all guards. */
  readonly number: number;
  /** The branch that this one lies in; undefined at the top. */
  readonly outer: Guard | undefined;
  readonly depth: number;
  /** The node that chooses, and which of its inputs is the branch. */
  readonly choice: NodeId;
  readonly input: number;
  /**
   * The shape of the values that are chosen entry by entry; only such values, entry for entry the same, lie in the guard.
   * Absent: the guard is of the branch as a whole, which counts where any entry of it is taken, and holds values of all shapes.
   */
  readonly entries?: Shape;
  /** Whether one number decides for all that lies in it. */
  readonly single: boolean;
  /** Whether what leaves the guard must be gated. */
  needed: boolean;
}

/** The branch that each node reachable from the output lies in, undefined at the top; and of each edge into a branch. */
export interface Guards {
  readonly of: readonly (Guard | undefined)[];
  readonly edge: (user: NodeId, input: number) => Guard | undefined;
}

/**
 * Finds for every node the innermost branch that contains all its uses. A node used on both sides of a choice, or outside it,
 * belongs to what surrounds the choice; so do the targets, whose adjoints are what is wanted.
 */
export function findGuards(b: GraphBuilder, output: NodeId, targets: readonly NodeId[]): Guards {
  if (!b.nodes.some(({ op }) => elementwise(op)?.chosen)) return { of: [], edge: () => undefined };
  const seen = new Uint8Array(output + 1);
  const of: (Guard | undefined)[] = new Array(output + 1);
  const edges = new Map<number, Guard>();
  const known = new Map<string, Guard>();
  const key = (user: NodeId, input: number) => user * 4 + input;
  seen[output] = 1;
  for (const target of targets) seen[target] = 1;
  for (let id = output; id >= 0; id--) {
    if (!seen[id]) continue;
    const node = b.node(id);
    const row = elementwise(node.op);
    node.inputs.forEach((input, place) => {
      let guard = of[id];
      if (row?.chosen && isBranch(node.op, place)) {
        guard = branchOf(b, id, place, guard, known);
        edges.set(key(id, place), guard);
      }
      const fitting = within(guard, row !== undefined, b.shapeOf(input));
      of[input] = seen[input] ? meet(of[input], fitting) : fitting;
      seen[input] = 1;
    });
  }
  markNeeded(b, of, seen);
  return { of, edge: (user, input) => edges.get(key(user, input)) ?? of[user] };
}

function isBranch(op: string, place: number): boolean {
  return op === 'select' ? place > 0 : true;
}

/**
 * The branch of a choice that an input is. Choices by one condition that lie in the same branch share theirs: a tangent is chosen as its
 * value is, and what both are made of lies in the branch of both.
 */
function branchOf(
  b: GraphBuilder,
  choice: NodeId,
  input: number,
  outer: Guard | undefined,
  known: Map<string, Guard>,
): Guard {
  const { op, inputs, shape } = b.node(choice);
  const taken = elementwise(op)?.chosen?.(b, inputs, input);
  const deciding = op === 'select' ? b.shapeOf(inputs[0] as NodeId) : shape;
  // One number decides for all that lies in the branch.
  const single = sizeOf(deciding) === 1;
  const key = `${outer?.number ?? ''} ${taken?.condition} ${taken?.holds} ${single || shape.join()}`;
  const there = known.get(key);
  if (there) return there;
  const number = 2 * known.size;
  const whole: Guard = {
    outer,
    depth: (outer?.depth ?? 0) + 1,
    choice,
    input,
    single,
    needed: single,
    number,
  };
  const guard: Guard = single
    ? whole
    : {
        outer: whole,
        depth: whole.depth + 1,
        choice,
        input,
        entries: shape,
        single,
        needed: true,
        number: number + 1,
      };
  known.set(key, guard);
  return guard;
}

/** The innermost guard that can hold an input of that shape: entries keep their places in elementwise operations only. */
function within(guard: Guard | undefined, elementwiseUser: boolean, shape: Shape): Guard | undefined {
  let fitting = guard;
  for (let g = guard; g; g = g.outer) {
    if (g.entries && !(elementwiseUser && sameShape(g.entries, shape))) fitting = g.outer;
  }
  return fitting;
}

/** Operations whose derivative is finite wherever their value is wanted or not. */
export const SAFE: ReadonlySet<string> = new Set(['add', 'sub', 'neg', 'abs', 'max', 'min', 'select']);

/**
 * Marks the branches of entrywise choices that hold, besides their entries, something whose derivative may be infinite or
 * NaN (the log of a number that all entries share); only these need a look at whether any entry is taken.
 */
function markNeeded(b: GraphBuilder, of: readonly (Guard | undefined)[], seen: Uint8Array): void {
  of.forEach((guard, id) => {
    const { op } = b.node(id);
    if (!guard || !seen[id] || SAFE.has(op) || !elementwise(op)) return;
    let inner: Guard | undefined;
    for (let g: Guard | undefined = guard; g; inner = g, g = g.outer) {
      if (!g.entries && inner?.choice !== g.choice) g.needed = true;
    }
  });
}

function meet(a: Guard | undefined, c: Guard | undefined): Guard | undefined {
  let [left, right] = [a, c];
  while (left !== right) {
    if ((left?.depth ?? 0) >= (right?.depth ?? 0)) left = left?.outer;
    else right = right?.outer;
  }
  return left;
}
