import type { GraphBuilder } from './builder.ts';
import type { NodeId } from './node.ts';

/** A term of a sum. */
export interface Term {
  /** The term is `coefficient` times this. */
  readonly node: NodeId;
  readonly coefficient: number;
  /** What the node is of u: uᵖ, or of an array u Σ uᵢᵖ, of all entries or along an axis, or u itself. */
  readonly kind: 'power' | 'powers' | 'other';
  readonly u: NodeId;
  readonly axis?: number | undefined;
}

/** The most terms that are told apart. */
const MOST_TERMS = 64;

/**
 * The terms of a sum or difference, or of one times or by a number; undefined where there are very many.
 *
 * @param order - p, the power that is looked for.
 */
export function termsOf(b: GraphBuilder, sum: NodeId, order = 2): readonly Term[] | undefined {
  const terms: Term[] = [];
  const open = [{ coefficient: 1, node: sum }];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { factor, node } = withoutFactors(b, top.node);
    const coefficient = factor * top.coefficient;
    const { op, inputs } = b.node(node);
    const [x, y] = inputs as readonly [NodeId, NodeId];
    if (op === 'add' || op === 'sub') {
      open.push(
        { coefficient: op === 'add' ? coefficient : -coefficient, node: y },
        { coefficient, node: x },
      );
    } else terms.push(termOf(b, node, coefficient, order));
    if (terms.length + open.length > MOST_TERMS) return undefined;
  }
  return terms;
}

function termOf(b: GraphBuilder, node: NodeId, coefficient: number, order: number): Term {
  const u = baseOf(b, node, order);
  if (u !== undefined) return { node, coefficient, kind: 'power', u };
  const { op, inputs, attributes } = b.node(node);
  const entries = op === 'sum' ? baseOf(b, inputs[0] as NodeId, order) : undefined;
  return entries === undefined
    ? { node, coefficient, kind: 'other', u: node }
    : { node, coefficient, kind: 'powers', u: entries, axis: attributes.axis };
}

/** c and x where a node is c·x, also by way of several factors and divisors; x is no such product itself. */
function withoutFactors(b: GraphBuilder, id: NodeId): { factor: number; node: NodeId } {
  let factor = 1;
  let node = id;
  for (;;) {
    const { op, inputs } = b.node(node);
    const [x, y] = inputs as readonly [NodeId, NodeId];
    const multiplier = op === 'mul' ? factorOf(b, x) : undefined;
    const divisor = op === 'div' ? factorOf(b, y) : undefined;
    if (multiplier === undefined && divisor === undefined) return { factor, node };
    factor *= multiplier ?? 1 / (divisor as number);
    node = multiplier === undefined ? x : y;
  }
}

function factorOf(b: GraphBuilder, id: NodeId): number | undefined {
  const value = b.uniformOf(id);
  return value !== undefined && value !== 0 && Number.isFinite(value) ? value : undefined;
}

/** u where the node is uᵖ, or u·u for p = 2. */
function baseOf(b: GraphBuilder, id: NodeId, order: number): NodeId | undefined {
  const { op, inputs } = b.node(id);
  const [x, y] = inputs as readonly [NodeId, NodeId];
  if (op === 'mul') return x === y && order === 2 ? x : undefined;
  return op === 'pow' && b.uniformOf(y) === order ? x : undefined;
}
