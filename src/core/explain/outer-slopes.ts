import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import type { Formula } from './formula.ts';
import { readFormula } from './read-formula.ts';
import { tidy } from './tidy.ts';

/** What the inputs of an operation are called in its law: sin(u), u·v. */
export const INPUT_NAMES = ['u', 'v', 'w'] as const;

/** An operation on numbers with names for its inputs, and its derivative by each of them. */
export interface OuterSlopes {
  /** The operation itself, `sin(u)`; constants stand in their places, `u^2`. */
  readonly value: Formula;
  /** Its derivative by each input, `cos(u)`; undefined where that is 0 everywhere. */
  readonly slopes: readonly (Formula | undefined)[];
}

/** The derivatives of an elementwise operation by its inputs as formulas, from its rule in the table of primitives. */
export function outerSlopes(graph: Graph, { op, inputs }: Node): OuterSlopes | undefined {
  const row = elementwise(op);
  if (!row) return undefined;
  const b = new GraphBuilder();
  const leaves = inputs.map((input, i) => {
    const node = graph[input] as Node;
    return node.op === 'constant'
      ? b.copy(node)
      : b.parameter(INPUT_NAMES[i] as string, [], input === inputs[0] ? 0 : i);
  });
  const out = b.apply(op, leaves);
  const own = b.nodes.length;
  const maps = row.derivative(b, leaves, out);
  const read = (node: NodeId) => tidy(readFormula(b.nodes, node, { guardsFrom: own }));
  return {
    value: readFormula(b.nodes, out),
    slopes: leaves.map((_, i) => {
      const map = maps[i];
      return map && read(map(b.constant(1)));
    }),
  };
}

/** A formula of numbers with other formulas in place of names; parts that are shared stay shared. */
export function substituted(formula: Formula, replace: (name: string) => Formula | undefined): Formula {
  const known = new Map<Formula, Formula>();
  const visit = (part: Formula): Formula => {
    const there = known.get(part);
    if (there) return there;
    const result = rebuilt(part, visit, replace);
    known.set(part, result);
    return result;
  };
  return visit(formula);
}

function rebuilt(
  formula: Formula,
  visit: (part: Formula) => Formula,
  replace: (name: string) => Formula | undefined,
): Formula {
  switch (formula.kind) {
    case 'name':
      return replace(formula.name) ?? formula;
    case 'call':
      return { ...formula, arguments: formula.arguments.map(visit) };
    case 'operator':
      return { ...formula, operands: formula.operands.map(visit) };
    case 'conditional':
      return {
        ...formula,
        condition: visit(formula.condition),
        consequent: visit(formula.consequent),
        alternate: visit(formula.alternate),
      };
    case 'array':
      return { ...formula, elements: formula.elements.map(visit) };
    default:
      return formula;
  }
}
