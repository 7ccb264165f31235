import { coordinateLabel } from '../figures/coordinate-label.ts';
import type { Node, NodeId } from '../graph/node.ts';
import type { DerivationLine } from './derivation.ts';
import { type Formula, named, operation } from './formula.ts';
import { formulaSize } from './formula-size.ts';
import { substituted } from './outer-slopes.ts';
import {
  atom,
  type Monomial,
  type Polynomial,
  polynomialOf,
  scaled,
  sum,
  writePolynomial,
} from './polynomial.ts';
import { formulasUpTo } from './read-formula.ts';
import type { ReadableForm } from './readable-form.ts';
import { texFormula, texName } from './tex-formula.ts';
import { tidy } from './tidy.ts';

/** The proof, as lines to show and as the formulas that they came from. */
export interface LimitProof {
  readonly lines: readonly DerivationLine[];
  /** (f(x + h) − f(x))/h after it was divided by h, and its limit. */
  readonly divided: Formula;
  readonly limit: Formula;
  /** The name of the small change, `h` where no coordinate is called that. */
  readonly change: string;
}

/** More terms in one line nobody reads. */
const MOST_TERMS = 36;
/** So many signs have room beside a text, also in a narrow panel. */
const LONGEST_ROW = 34;
/** The atom that is the small change; coordinates and what counts as constant follow it. */
const CHANGE = 0;

/**
 * ∂f/∂xᵢ of a polynomial in xᵢ as the limit of (f(…, xᵢ + h, …) − f(x))/h for h → 0: put in, expanded, cancelled, divided by h.
 * What does not contain xᵢ may be anything.
 *
 * @param f - The name of the objective.
 * @param i - The coordinate's place in x.
 * @returns Undefined where f is no polynomial in xᵢ, or one of so many terms that the proof could not be read.
 */
export function limitProof(form: ReadableForm, f: string, i: number): LimitProof | undefined {
  const { graph, output, names } = form;
  const name = names[i] as string;
  const change = ['h', 't', 's', 'δ', 'Δ'].find((letter) => !names.includes(letter)) ?? 'h′';
  const nameOf = ({ op, attributes }: Node) =>
    op === 'parameter' ? names[attributes.offset as number] : undefined;
  const formulaOf = formulasUpTo(graph, output, { nameOf });
  const atoms = atomsOf(form, i);
  if (!atoms) return undefined;
  const isX = (id: NodeId) => graph[id]?.op === 'parameter' && graph[id]?.attributes.offset === i;
  const before = polynomialOf(graph, output, (id) => atoms.of(id));
  const after = polynomialOf(graph, output, (id) =>
    isX(id) ? sum(atoms.of(id) as Polynomial, atom(CHANGE)) : atoms.of(id),
  );
  if (!before || !after || before.length + after.length > MOST_TERMS) return undefined;
  const difference = sum(after, scaled(before, -1)).map(inOrder);
  const quotient = difference.map((each) => lowered(each));
  const limit = quotient.filter(({ powers }) => !powers.has(CHANGE));
  const write = (polynomial: Polynomial) =>
    writePolynomial(polynomial, (index) =>
      index === CHANGE ? named(change) : formulaOf(atoms.nodes[index - 1] as NodeId),
    );
  const whole = formulaOf(output);
  const moved = operation('+', named(name), named(change));
  const shifted = substituted(whole, (each) => (each === name ? moved : undefined));
  if (formulaSize(whole).parts > 120) return undefined;

  const given = (first: string) =>
    names.length > 4
      ? `\\ldots, ${first}, \\ldots`
      : names.map((each, j) => (j === i ? first : texName(each))).join(', ');
  const [tex, h] = [texName(name), texName(change)];
  const d = names.length === 1 ? 'd' : '\\partial';
  const lim = `\\lim_{${h} \\to 0}`;
  const over = (numerator: string) => `${lim} \\frac{${numerator}}{${h}}`;
  const line = (right: string, rule: string, because: string, left = ''): DerivationLine => ({
    depth: 0,
    left,
    right: [right],
    rule,
    law: '',
    because,
  });
  const others = names.length > 1 ? ', all others stay as they are' : '';
  const result = write(limit);
  const tidied = tidy(result);
  const [last, better] = [texFormula(result), texFormula(tidied)];
  const both = [...after, ...scaled(before, -1)].map(inOrder);
  const lines = [
    line(
      over(`${texName(f)}(${given(`${tex} + ${h}`)}) - ${texName(f)}(${given(tex)})`),
      'Definition',
      `${coordinateLabel(name)} changes by a little ${change}${others}`,
      `\\frac{${d} ${texName(f)}}{${d} ${tex}}`,
    ),
    line(over(differenceInRows(shifted, whole)), 'Put in', `the function at both places`),
    line(over(inRows(both, write)), 'Expand', 'multiply out all brackets'),
    line(
      over(inRows(difference, write)),
      'Cancel',
      `every term without ${change} stands there twice, with + and −`,
    ),
    line(
      quotient.length > 1
        ? `${lim} \\left(${inRows(quotient, write)}\\right)`
        : `${lim}\\, ${inRows(quotient, write)}`,
      `Divide by ${change}`,
      `${change} is not 0 yet: one ${change} less in every term`,
    ),
    line(inRows(limit, write), `${change} → 0`, `every term that still contains ${change} vanishes`),
    ...(better === last ? [] : [line(better, 'Tidy', 'the same, put together')]),
  ];
  return { lines, divided: write(quotient), limit: tidied, change };
}

/** Coordinates, and the greatest parts that do not contain xᵢ and are no polynomials themselves, as atoms 1, 2, …. */
function atomsOf({ graph, output }: ReadableForm, i: number) {
  const nodes: NodeId[] = [];
  const varies = new Uint8Array(output + 1);
  const plain = new Uint8Array(output + 1);
  for (let id = 0; id <= output; id++) {
    const { op, inputs, attributes } = graph[id] as Node;
    varies[id] =
      (op === 'parameter' && attributes.offset === i) || inputs.some((input) => varies[input]) ? 1 : 0;
    const exponent = op === 'pow' || op === 'div' ? graph[inputs[1] as NodeId] : undefined;
    const fits =
      op === 'constant' ||
      op === 'parameter' ||
      ['add', 'sub', 'neg', 'mul'].includes(op) ||
      (exponent?.op === 'constant' && (op === 'div' || isWhole(exponent.attributes.value)));
    plain[id] = fits && inputs.every((input) => plain[input] || !varies[input]) ? 1 : 0;
  }
  if (!plain[output]) return undefined;
  const numbers = new Map<NodeId, number>();
  const of = (id: NodeId): Polynomial | undefined => {
    const { op, inputs } = graph[id] as Node;
    const opaque = op !== 'constant' && !varies[id] && !(plain[id] && inputs.length > 0);
    if (!opaque && op !== 'parameter') return undefined;
    const index = numbers.get(id) ?? nodes.push(id);
    numbers.set(id, index);
    return atom(index);
  };
  return { nodes, of };
}

function isWhole(value: number | Float64Array | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** With its factors in the order in which the function has them, and h after all others: 2·x·y·h. */
function inOrder({ coefficient, powers }: Monomial): Monomial {
  const exponent = powers.get(CHANGE);
  const others = [...powers].filter(([index]) => index !== CHANGE).sort(([a], [b]) => a - b);
  return {
    coefficient,
    powers: new Map(exponent === undefined ? others : [...others, [CHANGE, exponent]]),
  };
}

/** Divided by h. */
function lowered({ coefficient, powers }: Monomial): Monomial {
  const exponent = (powers.get(CHANGE) ?? 0) - 1;
  const others = [...powers].filter(([index]) => index !== CHANGE);
  return { coefficient, powers: new Map(exponent > 0 ? [...others, [CHANGE, exponent]] : others) };
}

/** A difference in a row, or in two where it is long. */
function differenceInRows(first: Formula, second: Formula): string {
  const [whole, start] = [texFormula(operation('-', first, second)), texFormula(first)];
  if (drawnLength(whole) <= LONGEST_ROW || !whole.startsWith(start)) return whole;
  return rowsOf([start, whole.slice(start.length)]);
}

/** Terms one after the other, in rows that fit a page. */
function inRows(terms: Polynomial, write: (polynomial: Polynomial) => Formula): string {
  const rows: { tex: string; length: number }[] = [];
  terms.forEach((each, i) => {
    const tex = texTerm(each, i > 0, write);
    const length = drawnLength(tex);
    const row = rows.at(-1);
    if (row && row.length + length <= LONGEST_ROW) {
      row.tex += tex;
      row.length += length;
    } else rows.push({ tex, length });
  });
  if (rows.length <= 1) return rows[0]?.tex ?? texFormula(write(terms));
  return rowsOf(rows.map(({ tex }) => tex));
}

const rowsOf = (rows: readonly string[]): string => `\\begin{array}{l}${rows.join(' \\\\ ')}\\end{array}`;

/** How many signs are seen of some TeX. */
const drawnLength = (tex: string): number =>
  tex.replace(/\\[a-zA-Z]+/g, '□').replace(/[\s{}^_\\]/g, '').length;

function texTerm(each: Monomial, isLater: boolean, write: (polynomial: Polynomial) => Formula): string {
  if (!isLater) return texFormula(write([each]));
  const size = texFormula(write([{ ...each, coefficient: Math.abs(each.coefficient) }]));
  return `${each.coefficient < 0 ? ' - ' : ' + '}${size}`;
}
