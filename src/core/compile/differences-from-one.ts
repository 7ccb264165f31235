import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { type CodeKind, exponentials } from './exponentials.ts';
import { live } from './live.ts';
import { isMultipliedOut } from './powers.ts';

/** Below this size of what is added to 1 the difference cancels, and has a quotient in its place. */
const NEAR = 3;
/** Powers of this many doublings are so near 1 that the difference cancels. */
const NEAR_LOGARITHM = 0.5;

/** A node as c·(1 − f). */
interface Difference {
  readonly factor: number;
  readonly f: NodeId;
}

/**
 * Differences from 1 by formulas that do not cancel: exp(x) − 1, 1 − cos(x), √(1 + x) − 1, 1 − tanh(x)², xʸ − 1, 1 − x², and log(1 − x). Done
 * when nothing is differentiated or written down any more: the derivatives of what is written are as accurate, and read better.
 *
 * Values agree with those of the formulas as written to a few units in the last place, where these do not cancel. (1 − exp(x) and
 * log(1 − exp(x)) after Mächler 2012, "Accurately computing log(1 − exp(−|a|))"; 1 − 1/(1 + x), √(1 + x) − 1 after Higham 2002, section 1.7.)
 *
 * @returns The graph as it is where it has no such differences.
 */
export function differencesFromOne(
  graph: Graph,
  roots: readonly NodeId[],
  kind: CodeKind,
): { graph: Graph; roots: readonly NodeId[] } {
  const differences = new Map<NodeId, Difference>();
  const logarithms = new Set<NodeId>();
  const paired = new Set<NodeId>();
  for (let id = 0; id < graph.length; id++) {
    const { op, inputs } = graph[id] as Node;
    if (op === 'log') {
      if (differenceOf(graph, graph[inputs[0] as NodeId] as Node)?.factor === 1) logarithms.add(id);
      continue;
    }
    const difference = differenceOf(graph, graph[id] as Node);
    if (!difference || !complementOf(graph, difference.f, kind)) continue;
    differences.set(id, difference);
    if (graph[difference.f]?.op === 'exp') paired.add(difference.f);
  }
  if (differences.size === 0 && logarithms.size === 0) return { graph, roots };
  const needed = live(graph, roots);
  const b = new GraphBuilder();
  const place: NodeId[] = new Array(graph.length);
  const at = (id: NodeId) => place[id] as NodeId;
  const complement = (f: NodeId) => complementOf(graph, f, kind)?.(b, at, f);
  const rewritten = (id: NodeId, { op, inputs }: Node): NodeId | undefined => {
    if (paired.has(id)) return exponentials(b, at(inputs[0] as NodeId), kind).whole;
    const difference = differences.get(id);
    if (difference) return b.mul(b.constant(difference.factor), complement(difference.f) as NodeId);
    if (op !== 'log' || !logarithms.has(id)) return undefined;
    const { f } = differenceOf(graph, graph[inputs[0] as NodeId] as Node) as Difference;
    const near = b.apply('log1p', [b.neg(at(f))]);
    const other = complement(f);
    return other === undefined
      ? near
      : b.select(b.apply('lt', [at(f), b.constant(0.5)]), near, b.apply('log', [other]));
  };
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    const made = rewritten(id, node);
    place[id] =
      made === undefined ? b.copy({ ...node, inputs: node.inputs.map(at) }) : b.broadcast(made, node.shape);
  }
  return { graph: b.nodes, roots: roots.map(at) };
}

/** A node as c·(1 − f): of sums and differences with a number. */
function differenceOf(graph: Graph, { op, inputs }: Node): Difference | undefined {
  if (op !== 'sub' && op !== 'add') return undefined;
  const [x, y] = inputs as readonly [NodeId, NodeId];
  const left = numberOf(graph, x);
  const right = left === undefined ? numberOf(graph, y) : undefined;
  const constant = left ?? (op === 'sub' && right !== undefined ? -right : right);
  if (constant === undefined) return undefined;
  const term = left === undefined ? x : y;
  const sign = op === 'sub' && left !== undefined ? -1 : 1;
  const { op: inner, inputs: parts } = graph[term] as Node;
  const scale = inner === 'mul' ? numberOf(graph, parts[0] as NodeId) : undefined;
  if (constant === 0 || !Number.isFinite(constant) || sign * (scale ?? 1) !== -constant) return undefined;
  return { factor: constant, f: scale === undefined ? term : (parts[1] as NodeId) };
}

/** The number that all entries of a node are; undefined for other nodes. */
function numberOf(graph: Graph, id: NodeId): number | undefined {
  const { op, inputs, attributes } = graph[id] as Node;
  if (op === 'broadcast') return numberOf(graph, inputs[0] as NodeId);
  const { value } = attributes;
  if (op !== 'constant' || value === undefined) return undefined;
  if (typeof value === 'number') return value;
  return value.every((entry) => entry === value[0]) ? value[0] : undefined;
}

/** Makes 1 − f without cancellation; `at` tells where the graph's nodes are in the new one. */
type Complement = (b: GraphBuilder, at: (id: NodeId) => NodeId, f: NodeId) => NodeId;

type Excess = (b: GraphBuilder, at: (id: NodeId) => NodeId) => NodeId;

const twice = (b: GraphBuilder, x: NodeId) => b.mul(b.constant(2), x);
const half = (b: GraphBuilder, x: NodeId) => b.mul(b.constant(0.5), x);
const square = (b: GraphBuilder, x: NodeId) => b.mul(x, x);
/** Makes 1 − f(u) of u. */
type OfFunction = (b: GraphBuilder, u: NodeId, kind: CodeKind) => NodeId;

const ofExponential: OfFunction = (b, u, kind) => b.neg(exponentials(b, u, kind).excess);

/** By the function whose difference from 1 it is. */
const OF_FUNCTION: Readonly<Record<string, OfFunction>> = {
  exp: ofExponential,
  // 1 − cos(u) = 2·sin(u/2)².
  cos: (b, u, kind) =>
    kind === 'loops' ? ofCosine(b, u) : twice(b, square(b, b.apply('sin', [half(b, u)]))),
  // 1 − cosh(u) = −2·sinh(u/2)².
  cosh: (b, u) => b.neg(twice(b, square(b, b.apply('sinh', [half(b, u)])))),
  // 1 − tanh(u) = 2·σ(−2u).
  tanh: (b, u) => twice(b, b.apply('sigmoid', [b.neg(twice(b, u))])),
  sigmoid: (b, u) => b.apply('sigmoid', [b.neg(u)]),
  erf: (b, u) => b.apply('erfc', [u]),
};

/** 1 − cos(u) = sin(u)²/(1 + cos(u)) where that does not divide by what is near 0. Loops compute both together. */
function ofCosine(b: GraphBuilder, u: NodeId): NodeId {
  const [sine, cosine, one] = [b.apply('sin', [u]), b.apply('cos', [u]), b.constant(1)];
  const isNear = b.apply('gt', [cosine, b.constant(0)]);
  return b.select(isNear, b.div(square(b, sine), b.add(one, cosine)), b.apply('sub', [one, cosine]));
}

/** … whose square's difference from 1 it is. */
const OF_SQUARE: Readonly<Record<string, OfFunction>> = {
  exp: (b, u, kind) => ofExponential(b, twice(b, u), kind),
  cos: (b, u) => square(b, b.apply('sin', [u])),
  sin: (b, u) => square(b, b.apply('cos', [u])),
  tanh: (b, u) => square(b, b.apply('sech', [u])),
  sech: (b, u) => square(b, b.apply('tanh', [u])),
};

/** How 1 − f is made without cancellation; undefined where there is no other way. */
function complementOf(graph: Graph, f: NodeId, kind: CodeKind): Complement | undefined {
  const { op, inputs } = graph[f] as Node;
  const [x, y] = inputs as readonly [NodeId, NodeId];
  const own = OF_FUNCTION[op];
  if (own) return (b, at) => own(b, at(x), kind);
  if (op === 'sqrt') {
    const excess = excessOf(graph, x);
    return excess && ((b, at) => ofRoot(b, excess(b, at), at(f)));
  }
  if (op === 'div') {
    const excess = numberOf(graph, x) === 1 ? excessOf(graph, y) : undefined;
    return excess && ((b, at) => ofReciprocal(b, excess(b, at), at(y), at(f)));
  }
  const exponent = op === 'mul' && x === y ? 2 : op === 'pow' ? numberOf(graph, y) : 1;
  if (exponent === 2) {
    const { op: inner, inputs: parts } = graph[x] as Node;
    const ofInner = OF_SQUARE[inner];
    return (b, at) =>
      ofInner ? ofInner(b, at(parts[0] as NodeId), kind) : b.apply('oneMinusSquare', [at(x)]);
  }
  if (isMultipliedOut(exponent)) return undefined;
  const excess = excessOf(graph, x);
  return (b, at) =>
    ofPower(b, excess ? b.apply('log1p', [excess(b, at)]) : b.apply('log', [at(x)]), at(y), at(f));
}

/** How u is made where a node is 1 + u or 1 − (−u); undefined for other nodes. */
function excessOf(graph: Graph, id: NodeId): Excess | undefined {
  const { op, inputs } = graph[id] as Node;
  if (op !== 'add' && op !== 'sub') return undefined;
  const [x, y] = inputs as readonly [NodeId, NodeId];
  if (numberOf(graph, x) === 1) return (b, at) => (op === 'sub' ? b.neg(at(y)) : at(y));
  return op === 'add' && numberOf(graph, y) === 1 ? (_, at) => at(x) : undefined;
}

/** 1 − √(1 + u) = −u/(1 + √(1 + u)). */
function ofRoot(b: GraphBuilder, u: NodeId, root: NodeId): NodeId {
  const one = b.constant(1);
  const near = b.div(b.neg(u), b.add(one, root));
  return b.select(b.apply('lt', [u, b.constant(NEAR)]), near, b.apply('sub', [one, root]));
}

/** 1 − 1/(1 + u) = u/(1 + u). */
function ofReciprocal(b: GraphBuilder, u: NodeId, sum: NodeId, reciprocal: NodeId): NodeId {
  const isNear = b.apply('lt', [b.apply('abs', [u]), b.constant(NEAR)]);
  return b.select(isNear, b.div(u, sum), b.apply('sub', [b.constant(1), reciprocal]));
}

/** 1 − xʸ = 1 − exp(y·log(x)). */
function ofPower(b: GraphBuilder, logarithm: NodeId, y: NodeId, power: NodeId): NodeId {
  const exponent = b.mul(y, logarithm);
  const isNear = b.apply('lt', [b.apply('abs', [exponent]), b.constant(NEAR_LOGARITHM)]);
  const near = b.neg(b.apply('expm1', [exponent]));
  return b.select(isNear, near, b.apply('sub', [b.constant(1), power]));
}
