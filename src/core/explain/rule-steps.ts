import { dependence } from '../autodiff/dependence.ts';
import { tangentsUpTo } from '../autodiff/forward.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Node, NodeId } from '../graph/node.ts';
import { differentiationRule } from './differentiation-rule.ts';
import { call, type Formula, numeral } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import { formulasUpTo, readFormula } from './read-formula.ts';
import type { ReadableForm } from './readable-form.ts';
import { PARTIAL, TOTAL } from './tex-formula.ts';
import { tidy } from './tidy.ts';

/** One application of a rule: ∂u/∂x by the derivatives of the parts of u, and what it comes to. */
export interface RuleStep {
  /** u. */
  readonly of: Formula;
  /** "Product rule". */
  readonly rule: string;
  /** The rule in TeX, in u, v and their derivatives; empty where there is nothing to be said. */
  readonly law: string;
  /** What is to be known besides: "terms without x are constant". */
  readonly because: string;
  /** ∂u/∂x, with calls of `∂` (of `ⅆ` where x is the only coordinate) for derivatives still to be found. */
  readonly applied: Formula;
  /** The derivatives that `applied` leaves open, in their order; of one found before, the step is there again. */
  readonly inner: readonly RuleStep[];
  /** ∂u/∂x without any derivatives left, tidied. */
  readonly result: Formula;
}

/** Longer formulas, or more of them, nobody reads. */
const LONGEST_FORMULA = 240;
const MOST_STEPS = 150;

/** Why a derivation is not written down. */
export class TooLong extends Error {}

/**
 * ∂f/∂xᵢ rule by rule, from the outermost operation of f inwards.
 *
 * @param i - The coordinate's place in x.
 * @throws TooLong with a sentence where there is more to it than anybody would read.
 */
export function ruleSteps(form: ReadableForm, i: number): RuleStep {
  const b = new GraphBuilder(form.graph);
  const own = b.nodes.length;
  const name = form.names[i] as string;
  const x = b.parameter(name, [], i);
  const dots = tangentsUpTo(b, form.output, new Map([[x, b.constant(1)]]));
  const nameOf = ({ op, attributes }: Node) =>
    op === 'parameter' ? form.names[attributes.offset as number] : undefined;
  const formulaOf = formulasUpTo(form.graph, form.output, { nameOf });
  const by: Formula = { kind: 'name', name };
  const open = form.names.length === 1 ? TOTAL : PARTIAL;
  const derivativeOf = (id: NodeId): Formula => {
    if (id === x) return numeral(1);
    return dots.has(id) ? call(open, formulaOf(id), by) : numeral(0);
  };
  const occurs = dependence(form.graph, (offset) => offset === i);
  const context = {
    graph: form.graph,
    name,
    varies: (node: NodeId) => dots.has(node),
    occursIn: (node: NodeId) => occurs[node] === 1,
    formulaOf,
    derivativeOf,
  };
  const steps = new Map<NodeId, RuleStep>();
  const step = (id: NodeId, isWhole: boolean): RuleStep => {
    const there = steps.get(id);
    if (there) return there;
    if (steps.size >= MOST_STEPS) throw new TooLong(`it takes more than ${MOST_STEPS} steps`);
    const { inner, ...rule } = differentiationRule(context, id);
    const found: RuleStep = {
      of: formulaOf(id),
      ...rule,
      inner: inner.filter((node) => dots.has(node) && node !== x).map((node) => step(node, false)),
      result: tidied(b, dots.get(id), nameOf, own),
    };
    if (!isWhole) legible(found.of);
    legible(found.applied);
    steps.set(id, found);
    return found;
  };
  return step(form.output, true);
}

function tidied(
  b: GraphBuilder,
  dot: NodeId | undefined,
  nameOf: (node: Node) => string | undefined,
  own: NodeId,
): Formula {
  if (dot === undefined) return numeral(0);
  return legible(tidy(legible(readFormula(b.nodes, dot, { nameOf, guardsFrom: own }), 20_000)));
}

function legible(formula: Formula, most = LONGEST_FORMULA): Formula {
  const { parts, depth } = formulaSize(formula);
  if (parts > most || depth > 100) throw new TooLong(`its formulas have more than ${LONGEST_FORMULA} parts`);
  return formula;
}
