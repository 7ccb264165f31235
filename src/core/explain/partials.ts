import { forward } from '../autodiff/forward.ts';
import { reverse } from '../autodiff/reverse.ts';
import { scalarize } from '../compile/scalarize.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { coordinateNames, type Objective } from '../objective.ts';
import { type Formula, partsOf } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import { readFormula } from './read-formula.ts';
import { MOST_OPERATIONS } from './readable-form.ts';
import { tidy } from './tidy.ts';
import { withPlainLogarithms } from './with-plain-logarithms.ts';

/** The derivative of an objective by one coordinate, or by a parameter as a whole, as a formula. */
export interface Partial {
  /** `x`, `w[3]`; of a parameter as a whole its name. */
  readonly by: string;
  /** Undefined where it is too long to be read. */
  readonly formula: Formula | undefined;
}

/** The most coordinates whose derivatives are written one by one. */
const MOST_PARTIALS = 50;
/** The longest formula before it is tidied, after, and by a whole parameter. */
const LONGEST = { read: 20_000, tidied: 400, compact: 100, depth: 300 };

/**
 * ∂f/∂xᵢ for each coordinate, as a person would write it: by forward mode, whose terms come in the order of the text, tidied for
 * reading. Guards of derivatives at corners (the 0 that stands for √'s slope at 0) are left out.
 *
 * @returns One for each entry of x; none where there are more than 50 coordinates or an objective of many operations.
 */
export function partials(objective: Objective): Partial[] {
  const { graph, output, parameters, size } = objective;
  if (size > MOST_PARTIALS) return [];
  const names = coordinateNames(objective);
  const scalar = graph.every(({ shape }) => shape.length === 0);
  const apart = scalar ? undefined : scalarize(graph, [output], MOST_OPERATIONS, 'differentiating');
  const forms = apart ? [{ graph: apart.graph, output: apart.roots[0]?.[0] as NodeId }] : [];
  // Entry by entry where that is short; sums over vectors stay sums where it is not.
  if (parameters.every(({ shape }) => shape.length === 0)) forms.push({ graph, output });
  const plain = forms.map((form) => withPlainLogarithms(form.graph, form.output));
  return forms.length === 0 ? [] : names.map((by, i) => ({ by, formula: firstLegible(plain, names, i) }));
}

function firstLegible(
  forms: readonly { graph: Graph; output: NodeId }[],
  names: readonly string[],
  i: number,
): Formula | undefined {
  for (const { graph, output } of forms) {
    const b = new GraphBuilder(graph);
    const own = b.nodes.length;
    const x = b.parameter(names[i] as string, [], i);
    const derivative = forward(b, output, new Map([[x, b.constant(1)]]));
    const nameOf = ({ op, attributes }: Node) =>
      op === 'parameter' ? names[attributes.offset as number] : undefined;
    const formula = legible(b, derivative, own, nameOf, () => 0);
    if (formula) return formula;
  }
  return undefined;
}

/**
 * The gradient by each parameter as a whole, such as `2*x` or `X'*(X*w - y)`, by reverse mode, where it is compact.
 *
 * @param nameOf - Names of constants of the graph (data), by their nodes; their values are written where it gives none.
 */
export function gradientFormulas(
  objective: Objective,
  nameOf: (node: Node) => string | undefined = () => undefined,
): Partial[] {
  const b = new GraphBuilder(objective.graph);
  const own = b.nodes.length;
  const nodes = objective.parameters.map(({ name, shape, offset }) => b.parameter(name, shape, offset));
  const adjoints = reverse(b, objective.output, nodes);
  const ranks = new Map(objective.parameters.map(({ name, shape }) => [name, shape.length]));
  const called = (node: Node) => {
    const name = node.op === 'constant' ? (nameOf(node) ?? node.attributes.name) : undefined;
    if (name !== undefined) ranks.set(name, node.shape.length);
    return name;
  };
  return objective.parameters.map(({ name: by }, i) => {
    const formula = legible(b, adjoints[i] as NodeId, own, called, (name) => ranks.get(name) ?? 0);
    return { by, formula: formula && isCompact(formula) ? formula : undefined };
  });
}

/** Whether entries are taken of what has a name only, and nothing is longer than a line or two. */
function isCompact(formula: Formula): boolean {
  const named = ({ kind }: Formula) => kind === 'name' || kind === 'index';
  const visit = (part: Formula): boolean =>
    (part.kind !== 'index' || named(part.object)) && partsOf(part).every(visit);
  return formulaSize(formula).parts <= LONGEST.compact && visit(formula);
}

/** Tidied, unless it is too long to be read. */
function legible(
  b: GraphBuilder,
  node: NodeId,
  own: number,
  nameOf: (node: Node) => string | undefined,
  rankOfName: (name: string) => number,
): Formula | undefined {
  const formula = readFormula(b.nodes, node, { nameOf, guardsFrom: own });
  const { parts, depth } = formulaSize(formula);
  if (parts > LONGEST.read || depth > LONGEST.depth) return undefined;
  const result = tidy(formula, rankOfName);
  return formulaSize(result).parts > LONGEST.tidied ? undefined : result;
}
