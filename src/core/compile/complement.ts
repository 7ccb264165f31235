import type { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { type CodeKind, exponentials } from './exponentials.ts';
import { isMultipliedOut } from './powers.ts';

/** Below this size of what is added to 1 the difference cancels, and has a quotient in its place. */
const NEAR = 3;
/** Powers whose logarithms are below this are so near 1 that the difference cancels. */
const NEAR_LOGARITHM = 0.5;

/** Makes 1 − f without cancellation; `at` tells where the graph's nodes are in the new one. */
export type Complement = (b: GraphBuilder, at: (id: NodeId) => NodeId, f: NodeId) => NodeId;

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
export function complementOf(graph: Graph, f: NodeId, kind: CodeKind): Complement | undefined {
  const { op, inputs } = graph[f] as Node;
  if (inputs.length === 0) return undefined;
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

/** The number that all entries of a node are; undefined for other nodes. */
export function numberOf(graph: Graph, id: NodeId): number | undefined {
  const { op, inputs, attributes } = graph[id] as Node;
  if (op === 'broadcast') return numberOf(graph, inputs[0] as NodeId);
  const { value } = attributes;
  if (op !== 'constant' || value === undefined) return undefined;
  if (typeof value === 'number') return value;
  return value.every((entry) => entry === value[0]) ? value[0] : undefined;
}
