import { coordinateLabel } from '../figures/coordinate-label.ts';
import type { Graph, Node, NodeId } from '../graph/node.ts';
import { call, type Formula, named, numeral, operation } from './formula.ts';
import { INPUT_NAMES, outerSlopes, substituted } from './outer-slopes.ts';
import { texFormula } from './tex-formula.ts';

/** What a rule needs to know about the graph. */
export interface RuleContext {
  readonly graph: Graph;
  /** The name of the coordinate. */
  readonly name: string;
  /** Whether a node has a derivative by the coordinate that is not 0 everywhere. */
  readonly varies: (node: NodeId) => boolean;
  /** Whether the coordinate occurs in a node at all: also where its derivative is 0, between jumps. */
  readonly occursIn: (node: NodeId) => boolean;
  readonly formulaOf: (node: NodeId) => Formula;
  /** 0 for a constant, 1 for the coordinate itself, else the derivative as a call. */
  readonly derivativeOf: (node: NodeId) => Formula;
}

/** A rule of differentiation applied to a node. */
export interface AppliedRule {
  readonly rule: string;
  readonly law: string;
  readonly because: string;
  readonly applied: Formula;
  /** The nodes whose derivatives occur in `applied`. */
  readonly inner: readonly NodeId[];
}

/** How the derivative of a node comes from those of its parts. */
export function differentiationRule(context: RuleContext, id: NodeId): AppliedRule {
  const { graph, name, varies, derivativeOf } = context;
  const node = graph[id] as Node;
  const derivative = derivativeOf(id);
  if (!varies(id)) {
    const because = context.occursIn(id)
      ? 'it is constant between its jumps'
      : `${name} does not occur in it`;
    return { rule: 'Constant', law: "c' = 0", because, applied: derivative, inner: [] };
  }
  switch (node.op) {
    case 'parameter':
      return { rule: 'Identity', law: `x' = 1`, because: '', applied: derivative, inner: [] };
    case 'add':
    case 'sub':
    case 'neg':
      return sumRule(context, id);
    case 'mul':
      return productRule(context, id);
    case 'div':
      return quotientRule(context, node.inputs as readonly [NodeId, NodeId]);
    case 'pow':
      return powerRule(context, node.inputs as readonly [NodeId, NodeId]);
    case 'select':
    case 'max':
    case 'min':
      return choiceRule(context, node);
    default:
      return chainRule(context, node);
  }
}

const SUM = "(u \\pm v)' = u' \\pm v'";
const CONSTANT_FACTOR = "(c\\,u)' = c\\,u'";

function sumRule({ graph, name, varies, derivativeOf }: RuleContext, id: NodeId): AppliedRule {
  const terms = termsOf(graph, id);
  const kept = terms.filter((term) => varies(term.node));
  const dropped = terms.length - kept.length;
  const because =
    dropped === 0
      ? ''
      : dropped === 1
        ? `the term without ${coordinateLabel(name)} is constant, its derivative is 0`
        : `the ${dropped} terms without ${coordinateLabel(name)} are constant, their derivative is 0`;
  return {
    rule: terms.length === 1 ? 'Constant factor' : 'Sum rule',
    law: terms.length === 1 ? CONSTANT_FACTOR : SUM,
    because,
    applied: kept.map(({ node, sign }) => signed(derivativeOf(node), sign)).reduce(plus),
    inner: kept.map(({ node }) => node),
  };
}

/** The terms of sums in sums, with their signs, in the order of the text. */
function termsOf(graph: Graph, id: NodeId): { node: NodeId; sign: 1 | -1 }[] {
  const terms: { node: NodeId; sign: 1 | -1 }[] = [];
  const open: { node: NodeId; sign: 1 | -1 }[] = [{ node: id, sign: 1 }];
  for (let top = open.pop(); top; top = open.pop()) {
    const { op, inputs } = graph[top.node] as Node;
    const [first, second] = inputs as [NodeId, NodeId];
    const opposite = top.sign === 1 ? -1 : 1;
    if (op === 'neg') open.push({ node: first, sign: opposite });
    else if (op === 'add' || op === 'sub') {
      open.push({ node: second, sign: op === 'sub' ? opposite : top.sign }, { node: first, sign: top.sign });
    } else terms.push(top);
  }
  return terms;
}

/** So many factors that vary are derived at once. */
const MOST_FACTORS = 3;

function productRule({ graph, varies, formulaOf, derivativeOf }: RuleContext, id: NodeId): AppliedRule {
  const factors = factorsOf(graph, id);
  const constant = factors
    .filter((node) => !varies(node))
    .map(formulaOf)
    .reduce(times, numeral(1));
  const varying = factors.filter((node) => varies(node));
  const [only] = varying as [NodeId];
  if (varying.every((node) => node === only)) {
    const power = powerSlope(formulaOf(only), numeral(varying.length));
    const applied = times(times(constant, power), derivativeOf(only));
    return varying.length === 1
      ? { rule: 'Constant factor', law: CONSTANT_FACTOR, because: '', applied, inner: [only] }
      : { rule: 'Power rule', law: POWER, because: '', applied, inner: [only] };
  }
  const pair = (graph[id] as Node).inputs as [NodeId, NodeId];
  const parts = varying.length <= MOST_FACTORS ? varying : pair;
  const sum = parts
    .map((part, i) =>
      parts.map((other, j) => (i === j ? derivativeOf(part) : formulaOf(other))).reduce(times),
    )
    .reduce(plus);
  return {
    rule: 'Product rule',
    law:
      parts.length === 2
        ? "(u\\,v)' = u'\\,v + u\\,v'"
        : "(u\\,v\\,w)' = u'\\,v\\,w + u\\,v'\\,w + u\\,v\\,w'",
    because: '',
    applied: parts === pair ? sum : times(constant, sum),
    inner: parts,
  };
}

/** The factors of products in products, in the order of the text. */
function factorsOf(graph: Graph, id: NodeId): NodeId[] {
  const factors: NodeId[] = [];
  const open = [id];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { op, inputs } = graph[top] as Node;
    if (op === 'mul') open.push(inputs[1] as NodeId, inputs[0] as NodeId);
    else factors.push(top);
  }
  return factors;
}

function quotientRule(
  { varies, formulaOf, derivativeOf }: RuleContext,
  [over, under]: readonly [NodeId, NodeId],
): AppliedRule {
  const [u, v, du, dv] = [formulaOf(over), formulaOf(under), derivativeOf(over), derivativeOf(under)];
  const square = operation('^', v, numeral(2));
  if (!varies(under)) {
    const law = "\\left(\\frac{u}{c}\\right)' = \\frac{u'}{c}";
    return { rule: 'Constant factor', law, because: '', applied: operation('/', du, v), inner: [over] };
  }
  if (!varies(over)) {
    const law = "\\left(\\frac{c}{v}\\right)' = -\\frac{c\\,v'}{v^2}";
    const applied = operation('neg', operation('/', times(u, dv), square));
    return { rule: 'Reciprocal rule', law, because: '', applied, inner: [under] };
  }
  return {
    rule: 'Quotient rule',
    law: "\\left(\\frac{u}{v}\\right)' = \\frac{u'\\,v - u\\,v'}{v^2}",
    because: '',
    applied: operation('/', operation('-', times(du, v), times(u, dv)), square),
    inner: [over, under],
  };
}

const POWER = "(u^n)' = n\\,u^{n-1}\\,u'";

function powerRule(
  { varies, formulaOf, derivativeOf }: RuleContext,
  [base, exponent]: readonly [NodeId, NodeId],
): AppliedRule {
  const [u, v, du, dv] = [formulaOf(base), formulaOf(exponent), derivativeOf(base), derivativeOf(exponent)];
  if (!varies(exponent)) {
    const applied = times(powerSlope(u, v), du);
    const rule = isNumber(du, 1) ? 'Power rule' : 'Power rule, chain rule';
    return { rule, law: POWER, because: '', applied, inner: [base] };
  }
  const whole = operation('^', u, v);
  if (!varies(base)) {
    const applied = times(times(whole, call('log', u)), dv);
    const law = "(a^u)' = a^u \\log(a)\\,u'";
    return { rule: 'Exponential rule', law, because: '', applied, inner: [exponent] };
  }
  const slope = plus(times(dv, call('log', u)), operation('/', times(v, du), u));
  return {
    rule: 'Power of both',
    law: "(u^v)' = u^v\\left(v' \\log(u) + \\frac{v\\,u'}{u}\\right)",
    because: '',
    applied: operation('*', whole, slope),
    inner: [base, exponent],
  };
}

/** n·u^(n−1). */
function powerSlope(u: Formula, n: Formula): Formula {
  if (n.kind !== 'number') {
    const lower = signedNumber(n);
    const exponent = lower === undefined ? operation('-', n, numeral(1)) : numeral(lower - 1);
    return operation('*', n, operation('^', u, exponent));
  }
  if (n.value === 1) return numeral(1);
  return operation('*', n, n.value === 2 ? u : operation('^', u, numeral(n.value - 1)));
}

function signedNumber(formula: Formula): number | undefined {
  if (formula.kind === 'number') return formula.value;
  const inner = formula.kind === 'operator' && formula.operator === 'neg' ? formula.operands[0] : undefined;
  return inner?.kind === 'number' ? -inner.value : undefined;
}

function choiceRule({ formulaOf, derivativeOf }: RuleContext, { op, inputs }: Node): AppliedRule {
  const [x, y, z] = inputs as [NodeId, NodeId, NodeId];
  const chosen = op === 'select';
  const sign = op === 'max' ? '>=' : '<=';
  return {
    rule: chosen ? 'Case by case' : op === 'max' ? 'The greater of two' : 'The lesser of two',
    law: '',
    because: 'near a point inside one case only that case counts',
    applied: {
      kind: 'conditional',
      condition: chosen ? formulaOf(x) : operation(sign, formulaOf(x), formulaOf(y)),
      consequent: derivativeOf(chosen ? y : x),
      alternate: derivativeOf(chosen ? z : y),
    },
    inner: chosen ? [y, z] : [x, y],
  };
}

/** Names of functions in words, where they have one. */
const TITLES: Readonly<Record<string, string>> = {
  exp: 'the exponential',
  log: 'the logarithm',
  sqrt: 'the root',
  abs: 'the absolute value',
};

function chainRule({ graph, varies, formulaOf, derivativeOf }: RuleContext, node: Node): AppliedRule {
  const { op, inputs } = node;
  const law = outerSlopes(graph, node);
  const parts = inputs.flatMap((input, i) => {
    const slope = law?.slopes[i];
    return slope && varies(input) ? [{ input, slope, i }] : [];
  });
  if (!law || parts.length === 0) throw new Error(`${op} has no derivative that varies`);
  const place = (name: string): Formula | undefined => {
    const at = INPUT_NAMES.indexOf(name as (typeof INPUT_NAMES)[number]);
    const input = inputs[at];
    return input === undefined ? undefined : formulaOf(input);
  };
  const general = parts.map(({ slope, i }) => times(slope, named(`${INPUT_NAMES[i]}′`))).reduce(plus);
  const plain = parts.every(({ input }) => isNumber(derivativeOf(input), 1));
  return {
    rule: `${plain ? 'Derivative' : 'Chain rule, derivative'} of ${TITLES[op] ?? op}`,
    law: `\\left(${texFormula(law.value)}\\right)' = ${texFormula(general)}`,
    because: '',
    applied: parts
      .map(({ input, slope }) => times(substituted(slope, place), derivativeOf(input)))
      .reduce(plus),
    inner: parts.map(({ input }) => input),
  };
}

function isNumber(formula: Formula, value: number): boolean {
  return formula.kind === 'number' && formula.value === value;
}

function signed(formula: Formula, sign: 1 | -1): Formula {
  return sign === 1 ? formula : operation('neg', formula);
}

function times(x: Formula, y: Formula): Formula {
  if (isNumber(x, 1)) return y;
  return isNumber(y, 1) ? x : operation('*', x, y);
}

function plus(x: Formula, y: Formula): Formula {
  const negated = y.kind === 'operator' && y.operator === 'neg' ? y.operands[0] : undefined;
  return negated ? operation('-', x, negated) : operation('+', x, y);
}
