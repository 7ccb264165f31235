import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, NodeId } from '../graph/node.ts';
import { hasPowers, sizesUnderRoot } from '../graph/powers-under-root.ts';
import { live } from './live.ts';
import { isPlain } from './may-leave-range.ts';
import { GREATEST_SQUARES, LEAST_SQUARES } from './scaled-root.ts';

/** Conditions beside results that are finite but may not be right, for an overflow or underflow on the way: numbers, 0 where they do not hold. */
export interface Suspicions {
  /** The graph with the conditions. */
  readonly graph: Graph;
  /** Whether any of the roots is suspicious. */
  readonly ofAny: NodeId;
  /** Whether the first one is. */
  readonly ofFirst: NodeId;
}

/** What is looked at for all roots: more would cost more than it is worth. */
const MOST = 32;
/** What makes a finite number of an infinity, or a 0 of what is none. */
const HIDING: ReadonlySet<string> = new Set(['div', 'pow', 'sqrt', 'cbrt']);
/** What overflows for arguments of a few hundred; sums, products and small fixed powers do so only far out. */
const STEEP: ReadonlySet<string> = new Set(['exp', 'expm1', 'sinh', 'cosh', 'gamma', 'pow']);
const GREATEST_POWER = 16;

/** A number or array whose entries tell whether to trust the results: divisors by being infinite, sums under a root by their size. */
interface Watched {
  readonly node: NodeId;
  readonly kind: 'divisor' | 'underRoot';
}

/**
 * What finite results can hide. A divisor, and the base of a negative power, makes 0 of an infinity, as exp(y)/(exp(x) + exp(y)) does at
 * (710, 709), if it is made of exponentials and the like. The squares under the root of a length are 0 at 1e-200, and infinite at 1e200.
 *
 * @param exact - Whether lengths that are 0 indeed are told apart, which takes a second sum for each.
 * @returns Undefined where there is nothing to look at.
 */
export function suspicions(graph: Graph, roots: readonly NodeId[], exact = false): Suspicions | undefined {
  if (!graph.some(({ op }) => HIDING.has(op))) return undefined;
  const b = new GraphBuilder(graph);
  const watched = watchedFor(b, roots);
  if (watched.length === 0 || watched.length > MOST) return undefined;
  const first = new Set(watchedFor(b, roots.slice(0, 1)).map(({ node }) => node));
  const anyOf = (some: readonly Watched[]) =>
    some.reduce((before, each) => b.apply('or', [before, conditionFor(b, each, exact)]), b.constant(0));
  const [ofAny, ofFirst] = [anyOf(watched), anyOf(watched.filter(({ node }) => first.has(node)))];
  return { graph: b.nodes, ofAny, ofFirst };
}

/** How many entries are suspicious. */
function conditionFor(b: GraphBuilder, { node, kind }: Watched, exact: boolean): NodeId {
  const compared = (op: string, bound: number) => b.apply(op, [node, b.constant(bound)]);
  if (kind === 'divisor')
    return b.sum(b.apply('eq', [b.apply('abs', [node]), b.constant(Number.POSITIVE_INFINITY)]));
  const outside = b.apply('or', [compared('le', LEAST_SQUARES), compared('ge', GREATEST_SQUARES)]);
  const zero = b.constant(0);
  return b.sum(exact ? b.apply('and', [outside, b.apply('ne', [sizesUnderRoot(b, node), zero])]) : outside);
}

function watchedFor(b: GraphBuilder, roots: readonly NodeId[]): readonly Watched[] {
  const { nodes } = b;
  const needed = live(nodes, roots);
  const certain = certainlyUsed(b, roots);
  const steep = new Uint8Array(nodes.length);
  const found = new Map<NodeId, Watched>();
  for (let id = 0; id < nodes.length; id++) {
    if (!needed[id]) continue;
    const { op, inputs } = b.node(id);
    const [first, second] = inputs as readonly [NodeId, NodeId];
    const exponent = op === 'pow' ? b.uniformOf(second) : undefined;
    const flat = exponent !== undefined && Math.abs(exponent) <= GREATEST_POWER;
    steep[id] = (STEEP.has(op) && !flat) || inputs.some((input) => steep[input]) ? 1 : 0;
    if (!certain[id]) continue;
    const divisor = op === 'div' ? second : exponent !== undefined && exponent < 0 ? first : undefined;
    const root = op === 'sqrt' || op === 'cbrt' || (op === 'pow' && Math.abs(exponent ?? 0) < 1);
    if (root && hasPowers(b, first)) found.set(first, { node: first, kind: 'underRoot' });
    // A sum under a root is suspicious where it is infinite, too.
    else if (divisor !== undefined && steep[divisor] && !found.has(divisor) && !isPlain(nodes, b.node(id)))
      found.set(divisor, { node: divisor, kind: 'divisor' });
  }
  return [...found.values()];
}

/** The nodes that the roots depend on whatever is chosen: what is not chosen may be infinite, and is not even computed. */
function certainlyUsed(b: GraphBuilder, roots: readonly NodeId[]): Uint8Array {
  const used = new Uint8Array(b.nodes.length);
  for (const root of roots) used[root] = 1;
  for (let id = b.nodes.length - 1; id >= 0; id--) {
    if (used[id]) for (const input of certainInputs(b, id)) used[input] = 1;
  }
  return used;
}

function certainInputs(b: GraphBuilder, id: NodeId): readonly NodeId[] {
  const { op, inputs } = b.node(id);
  if (op === 'max' || op === 'min') return [];
  if (op !== 'select') return inputs;
  const [condition, first] = inputs as readonly [NodeId, NodeId];
  // A quotient, and its value at 0.
  const isGuarded = b.node(condition).op === 'eq' && b.uniformOf(first) === 0;
  return isGuarded ? inputs : [condition];
}
