import type { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import { elementwise, structural } from '../graph/primitives/table.ts';
import { compositeParts } from './composite.ts';
import { dependence } from './dependence.ts';
import { findGuards, type Guard, SAFE } from './guards.ts';

/**
 * Reverse mode: the adjoints ∂output/∂target as nodes of the same graph, so that they simplify, compile and differentiate
 * like any other function (Griewank & Walther 2008, chapter 3).
 *
 * @param b - Holds the output; the adjoints are added to it.
 * @param output - A scalar node.
 * @param targets - Nodes (as a rule parameters) to differentiate by.
 * @param seed - The adjoint of the output; 1 where absent.
 * @param again - Whether the adjoints are differentiated in turn: then by rules whose own derivatives keep all digits.
 * @returns For each target its adjoint, of the target's shape.
 */
export function reverse(
  b: GraphBuilder,
  output: NodeId,
  targets: readonly NodeId[],
  seed: NodeId = b.constant(1),
  again = false,
): NodeId[] {
  const depends = dependence(b.nodes);
  const guards = findGuards(b, output, targets);
  const adjoints: (NodeId | undefined)[] = new Array(output + 1);
  adjoints[output] = seed;
  const chains = new Map<Guard, NodeId>();
  const partial = guards.of.length > 0 ? partialNodes(b) : new Uint8Array(0);
  // Nodes that only choices use, but no single branch holds: where none of them falls on the node, its adjoint is 0.
  const onlyChosen = new Set<NodeId>();
  const add = (input: NodeId, part: NodeId, gated: boolean) => {
    const there = adjoints[input];
    if (!gated) onlyChosen.delete(input);
    else if (there === undefined) onlyChosen.add(input);
    adjoints[input] = there === undefined ? part : b.add(there, part);
  };
  for (let id = output; id >= 0; id--) {
    const adjoint = adjoints[id];
    if (adjoint === undefined || !depends[id]) continue;
    const { op, inputs, attributes, shape } = b.node(id);
    const row = elementwise(op);
    const chosen = onlyChosen.has(id);
    // Where none of the choices falls on the node, 0 times its derivative, which may be NaN there, is 0.
    const idle = chosen && !SAFE.has(op) && partial[id] === 1;
    const below = again && !idle ? compositeParts(b, id) : undefined;
    const ways = below?.map((part) => ({ ...part, left: leaving(guards.of[id], guards.of[part.input]) }));
    if (ways?.every(({ left }) => left.every(({ entries }) => !entries))) {
      for (const { input, adjoint: through, left } of ways) {
        if (depends[input])
          add(input, gate(b, left, b.sumTo(through(adjoint), b.shapeOf(input)), chains), left.length > 0);
      }
      continue;
    }
    const maps = row?.derivative(b, inputs, id);
    inputs.forEach((input, place) => {
      if (!depends[input]) return;
      const left = leaving(guards.edge(id, place), guards.of[input]);
      const entrywise = left.length === 0 ? left : left.filter(({ entries }) => entries);
      let part: NodeId | undefined;
      if (row) {
        const map = maps?.[place];
        // Gated before entries are summed up: 0 times an infinite derivative would be NaN.
        if (map) {
          const mapped = b.broadcast(idle ? unlessZero(b, adjoint, map(adjoint)) : map(adjoint), shape);
          part = b.sumTo(gate(b, entrywise, mapped, chains), b.shapeOf(input));
        }
      } else {
        part = structural(op)?.adjoint(
          b,
          { inputs, attributes, out: id },
          place,
          gate(b, entrywise, adjoint, chains),
        );
        if (idle && part !== undefined && PRODUCTS.has(op)) part = unlessAllZero(b, adjoint, part);
      }
      if (part === undefined) return;
      if (left.length > 0) {
        const whole = left.filter(({ entries }) => !entries);
        part = gate(b, whole, part, chains);
      }
      add(input, part, left.length > 0 || chosen);
    });
  }
  return targets.map((target) => adjoints[target] ?? b.broadcast(b.constant(0), b.shapeOf(target)));
}

/** For each node whether it, or something that it is made of, has a value in a domain only: 1 or 0. */
function partialNodes(b: GraphBuilder): Uint8Array {
  const partial = new Uint8Array(b.nodes.length);
  b.nodes.forEach(({ op, inputs }, id) => {
    const own = op === 'solve' || elementwise(op)?.domain !== undefined;
    if (own || inputs.some((input) => partial[input])) partial[id] = 1;
  });
  return partial;
}

/** The part, but 0 where the adjoint is: 0 times a derivative outside the domain would be NaN. */
function unlessZero(b: GraphBuilder, adjoint: NodeId, part: NodeId): NodeId {
  const zero = b.constant(0);
  return b.select(b.apply('eq', [adjoint, zero]), zero, part);
}

/** Structural operations that multiply an adjoint by values, which may be NaN; others only move it. */
const PRODUCTS: ReadonlySet<string> = new Set(['matmul', 'solve', 'det', 'cofactors']);

/** The part, but 0 where all of the adjoint is. */
function unlessAllZero(b: GraphBuilder, adjoint: NodeId, part: NodeId): NodeId {
  const size = b.sum(b.apply('abs', [adjoint]));
  return b.select(b.apply('eq', [size, b.constant(0)]), b.constant(0), part);
}

const NO_GUARDS: readonly Guard[] = [];

/** The guards that an edge from a node in the inner one to a node in the outer one leaves, and that must be looked at. */
function leaving(inner: Guard | undefined, outer: Guard | undefined): readonly Guard[] {
  if (inner === outer) return NO_GUARDS;
  const left: Guard[] = [];
  for (let g = inner; g && g !== outer; g = g.outer) {
    // Where entries have been gated one by one, the branch as a whole is gated too.
    if (g.needed && (g.entries || left.at(-1)?.choice !== g.choice)) left.push(g);
  }
  return left;
}

/** Chains of so many choices of one number each are asked for once, by all that lies in them. */
const LONG_CHAIN = 3;

/** The part where the choices fall on the guarded branches, else 0. */
function gate(b: GraphBuilder, guards: readonly Guard[], part: NodeId, chains: Map<Guard, NodeId>): NodeId {
  if (guards.length === 0) return part;
  const zero = b.constant(0);
  const [innermost] = guards;
  if (innermost && guards.length >= LONG_CHAIN && guards.every(({ single }) => single)) {
    return b.select(chainTaken(b, innermost, chains), part, zero);
  }
  let gated = part;
  for (const guard of guards) {
    const taken = takenOf(b, guard);
    if (!taken) continue;
    const { condition, holds } = taken;
    if (guard.entries || guard.single) {
      gated = holds ? b.select(condition, gated, zero) : b.select(condition, zero, gated);
    } else {
      const each = holds ? b.apply('ne', [condition, zero]) : b.apply('not', [condition]);
      gated = b.select(b.sum(each), gated, zero);
    }
  }
  return gated;
}

/** The condition under which a branch is taken, and whether it must hold. */
function takenOf(b: GraphBuilder, { choice, input, single }: Guard) {
  const { op, inputs } = b.node(choice);
  const taken = elementwise(op)?.chosen?.(b, inputs, input);
  return taken && single ? { ...taken, condition: b.reshape(taken.condition, []) } : taken;
}

/** Whether a branch and all that it lies in are taken, as far as one number decides; the same node for all that ask. */
function chainTaken(b: GraphBuilder, innermost: Guard, chains: Map<Guard, NodeId>): NodeId {
  const open: Guard[] = [];
  let known: NodeId | undefined;
  for (let guard: Guard | undefined = innermost; guard && known === undefined; guard = guard.outer) {
    known = chains.get(guard);
    if (known === undefined) open.push(guard);
  }
  for (const guard of open.reverse()) {
    const taken = guard.needed && guard.single ? takenOf(b, guard) : undefined;
    if (taken) {
      const holds = taken.holds ? taken.condition : b.apply('not', [taken.condition]);
      known = known === undefined ? holds : b.apply('and', [known, holds]);
    }
    if (known !== undefined) chains.set(guard, known);
  }
  return known as NodeId;
}
