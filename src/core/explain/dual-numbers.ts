import { tangentsUpTo } from '../autodiff/forward.ts';
import { interpreter } from '../compile/interpret.ts';
import { live } from '../compile/live.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Node, NodeId } from '../graph/node.ts';
import type { DerivationLine } from './derivation.ts';
import { type Formula, named, numeral, operation } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import { INPUT_NAMES, outerSlopes, substituted } from './outer-slopes.ts';
import { formulasUpTo } from './read-formula.ts';
import type { ReadableForm } from './readable-form.ts';
import { texNumber } from './step-tex.ts';
import { texFormula, texName } from './tex-formula.ts';

/** A number a + bε, ε² = 0. */
export interface Dual {
  readonly value: number;
  /** b: what ε is multiplied by. */
  readonly slope: number;
}

/** An expression worked through with dual numbers. */
export interface DualNumbers {
  readonly lines: readonly DerivationLine[];
  /** f(θ) + ε ∇f(θ)·v. */
  readonly result: Dual;
}

/** More operations than these nobody works through. */
const MOST_LINES = 60;
/** Longer parts are called by a letter with the number of their line. */
const LONGEST_NAME = 24;
const DIGITS = 5;

/**
 * Forward mode with numbers: f(θ + εv) = f(θ) + ε ∇f(θ)·v, operation by operation, with ε² = 0.
 *
 * @param f - The name of the objective.
 * @param x - θ; of the form's length.
 * @param v - The direction.
 * @returns Undefined where there are more than 60 operations.
 */
export function dualNumbers(
  form: ReadableForm,
  f: string,
  x: Float64Array,
  v: ArrayLike<number>,
): DualNumbers | undefined {
  const { graph, output, names } = form;
  const shown = shownNodes(form);
  if (shown.length > MOST_LINES) return undefined;
  const duals = dualsOf(form, x, v);
  const nameOf = ({ op, attributes }: Node) =>
    op === 'parameter' ? names[attributes.offset as number] : undefined;
  const formulaAt = formulasUpTo(graph, output, { nameOf });
  const lines: DerivationLine[] = [];
  const letters = new Map<NodeId, string>();
  const write = (left: string, right: readonly string[], rule: string, because = '') => {
    lines.push({ depth: 0, left, right: distinct(right), rule, law: '', because });
  };
  for (const id of shown) {
    const node = graph[id] as Node;
    const dual = duals(id);
    if (node.op === 'parameter') {
      const slope = v[node.attributes.offset as number] as number;
      write(
        texName(names[node.attributes.offset as number] as string),
        [texDual(dual)],
        slope === 0 ? 'Stays' : 'Moves',
        slope === 0 ? 'v is 0 here' : slope === 1 ? 'v is 1 here' : '',
      );
      continue;
    }
    const isLast = id === output;
    const formula = formulaAt(id);
    const long = formulaSize(formula).parts > LONGEST_NAME;
    const letter = `w_${letters.size + 1}`;
    if (long) letters.set(id, letter);
    const inputs = termsOrInputs(form, node, id);
    const all = inputs.map(({ node: input }) => duals(input));
    const { right, rule, because } = worked(form, node, inputs, all);
    const left = isLast
      ? `${texName(f)}(\\theta + \\varepsilon v)`
      : long
        ? texName(letter)
        : texFormula(formula);
    write(left, [...right, texDual(dual)], rule, because);
  }
  return { lines, result: duals(output) };
}

/** The nodes that get a line: all but constants, and sums that are part of a sum. */
function shownNodes({ graph, output }: ReadableForm): NodeId[] {
  const needed = live(graph, [output]);
  const inSum = new Uint8Array(graph.length);
  const elsewhere = new Uint8Array(graph.length);
  for (let id = 0; id <= output; id++) {
    if (!needed[id]) continue;
    const { op, inputs } = graph[id] as Node;
    for (const input of inputs) (SUMS.has(op) ? inSum : elsewhere)[input] = 1;
  }
  const shown: NodeId[] = [];
  for (let id = 0; id <= output; id++) {
    const { op } = graph[id] as Node;
    const part = SUMS.has(op) && inSum[id] && !elsewhere[id];
    if (needed[id] && op !== 'constant' && !part) shown.push(id);
  }
  return shown;
}

const SUMS = new Set(['add', 'sub', 'neg']);

interface Input {
  readonly node: NodeId;
  readonly sign: 1 | -1;
}

/** The inputs of a node; of a sum its terms, as far as they have no lines of their own. */
function termsOrInputs(form: ReadableForm, { op, inputs }: Node, id: NodeId): Input[] {
  if (!SUMS.has(op)) return inputs.map((node) => ({ node, sign: 1 }));
  const own = new Set(shownNodes(form));
  const terms: Input[] = [];
  const open: Input[] = [{ node: id, sign: 1 }];
  for (let top = open.pop(); top; top = open.pop()) {
    const node = form.graph[top.node] as Node;
    if (!SUMS.has(node.op) || (top.node !== id && own.has(top.node))) {
      terms.push(top);
      continue;
    }
    const [first, second] = node.inputs as [NodeId, NodeId | undefined];
    const opposite = top.sign === 1 ? -1 : 1;
    if (node.op === 'neg') open.push({ node: first, sign: opposite });
    else {
      open.push({ node: second as NodeId, sign: node.op === 'sub' ? opposite : top.sign });
      open.push({ node: first, sign: top.sign });
    }
  }
  return terms;
}

/** Value and directional derivative of every node. */
function dualsOf({ graph, output, names }: ReadableForm, x: Float64Array, v: ArrayLike<number>) {
  const b = new GraphBuilder(graph);
  const seeds = new Map<NodeId, NodeId>();
  for (let i = 0; i < names.length; i++) {
    if (v[i] !== 0) seeds.set(b.parameter('', [], i), b.constant(v[i] as number));
  }
  const dots = tangentsUpTo(b, output, seeds);
  const ids = Array.from({ length: output + 1 }, (_, id) => id);
  const zero = b.constant(0);
  const tangents = [...seeds.keys()].filter((id) => id > output);
  const roots = [...ids, ...ids.map((id) => dots.get(id) ?? zero), ...tangents];
  const values = interpreter(b.nodes, roots)(x);
  return (id: NodeId): Dual => ({
    value: (values[id] as Float64Array)[0] as number,
    slope: (values[output + 1 + id] as Float64Array)[0] as number,
  });
}

/** The operation with dual numbers in place of its inputs, and what it comes to by its rule. */
function worked(
  { graph }: ReadableForm,
  node: Node,
  inputs: readonly Input[],
  duals: readonly Dual[],
): { right: string[]; rule: string; because: string } {
  if (SUMS.has(node.op)) {
    const right = inputs
      .map(
        ({ sign }, i) =>
          `${sign === 1 ? (i > 0 ? ' + ' : '') : ' - '}${inBrackets(duals[i] as Dual, sign, i)}`,
      )
      .join('');
    return { right: [right], rule: 'Sum', because: 'values and slopes are added apart' };
  }
  const [first, second] = duals as [Dual, Dual];
  if (node.op === 'mul') {
    const because = first.slope !== 0 && second.slope !== 0 ? 'ε² = 0' : '';
    const put = texFormula(operation('*', formulaOf(first), formulaOf(second)));
    return { right: [put, texFormula(expandedProduct(first, second))], rule: 'Product', because };
  }
  const law = outerSlopes(graph, node);
  if (!law) return { right: [], rule: node.op, because: '' };
  const at = (make: (dual: Dual) => Formula) => (name: string) => {
    const dual = duals[INPUT_NAMES.indexOf(name as (typeof INPUT_NAMES)[number])];
    return dual && make(dual);
  };
  const put = texFormula(substituted(law.value, at(formulaOf)));
  const value = substituted(
    law.value,
    at((dual) => rounded(dual.value)),
  );
  const moved = duals.flatMap((dual, i) => {
    const slope = law.slopes[i];
    if (!slope || dual.slope === 0) return [];
    const outer = substituted(
      slope,
      at((each) => rounded(each.value)),
    );
    return [dual.slope === 1 ? outer : operation('*', outer, rounded(dual.slope))];
  });
  const rule = TITLES[node.op] ?? node.op;
  if (moved.length === 0) return { right: [put], rule, because: 'a number without ε' };
  const slope = moved.reduce((sum, each) => operation('+', sum, each));
  const exponent = graph[node.inputs[1] as NodeId];
  const isSquare = node.op === 'pow' && exponent?.op === 'constant' && exponent.attributes.value === 2;
  const linear = operation('+', value, operation('*', slope, EPSILON));
  const all = isSquare ? operation('+', linear, epsilonSquared(first.slope ** 2)) : linear;
  return {
    right: [put, texFormula(all)],
    rule,
    because: isSquare ? 'ε² = 0' : 'f(a + bε) = f(a) + f′(a)·b ε',
  };
}

const EPSILON = named('ε');

function epsilonSquared(factor: number): Formula {
  const square = operation('^', EPSILON, numeral(2));
  return factor === 1 ? square : operation('*', rounded(factor), square);
}

const TITLES: Readonly<Record<string, string>> = { pow: 'Power', div: 'Quotient', select: 'Choice' };

/** (a + bε)(c + dε) = ac + (ad + bc)ε + bd ε². */
function expandedProduct(x: Dual, y: Dual): Formula {
  const times = (p: number, q: number) => operation('*', rounded(p), rounded(q));
  const mixed = [
    ...(y.slope === 0 ? [] : [times(x.value, y.slope)]),
    ...(x.slope === 0 ? [] : [times(x.slope, y.value)]),
  ];
  const value = times(x.value, y.value);
  if (mixed.length === 0) return value;
  const slope = mixed.reduce((sum, each) => operation('+', sum, each));
  const linear = operation('+', value, operation('*', slope, EPSILON));
  return mixed.length < 2 ? linear : operation('+', linear, epsilonSquared(x.slope * y.slope));
}

function inBrackets(dual: Dual, sign: 1 | -1, place: number): string {
  const tex = texDual(dual);
  const bare = dual.slope === 0 && (dual.value >= 0 || (place === 0 && sign === 1));
  return bare ? tex : `(${tex})`;
}

/** `3 + 2ε`, `3` where b is 0. */
export function texDual({ value, slope }: Dual): string {
  if (slope === 0) return texNumber(value, DIGITS);
  const size = texNumber(Math.abs(slope), DIGITS);
  const part = size === '1' ? '\\varepsilon' : `${size}\\,\\varepsilon`;
  return `${texNumber(value, DIGITS)} ${slope < 0 ? '-' : '+'} ${part}`;
}

function formulaOf({ value, slope }: Dual): Formula {
  if (slope === 0) return rounded(value);
  const size = rounded(Math.abs(slope));
  const part = Math.abs(slope) === 1 ? named('ε') : operation('*', size, named('ε'));
  return operation(slope < 0 ? '-' : '+', rounded(value), part);
}

function rounded(value: number): Formula {
  return numeral(Number(value.toPrecision(DIGITS)));
}

function distinct(texts: readonly string[]): string[] {
  return texts.filter((text, i) => text !== texts[i - 1]);
}
