import type { Graph, Node, NodeId } from '../graph/node.ts';
import { type Formula, numeral, operation } from './formula.ts';

/** A power product of atoms, with its coefficient. */
export interface Monomial {
  readonly coefficient: number;
  /** Exponents of atoms, by their numbers; none is 0. */
  readonly powers: ReadonlyMap<number, number>;
}

/** Monomials in the order in which they came about, no two alike; none has the coefficient 0. */
export type Polynomial = readonly Monomial[];

/** Powers beyond this, and longer polynomials, are not written out. */
const GREATEST_POWER = 12;
const MOST_MONOMIALS = 60;

/**
 * A node as a polynomial in what its leaves are.
 *
 * @param leaf - A node as a polynomial as it is: parameters, and what is to count as an atom; undefined to look inside.
 * @returns Undefined where it is no polynomial in them, or has more than 60 terms.
 */
export function polynomialOf(
  graph: Graph,
  node: NodeId,
  leaf: (id: NodeId) => Polynomial | undefined,
): Polynomial | undefined {
  const known = new Map<NodeId, Polynomial | undefined>();
  const visit = (id: NodeId): Polynomial | undefined => {
    if (known.has(id)) return known.get(id);
    const found = leaf(id) ?? inside(graph[id] as Node);
    const result = found && found.length <= MOST_MONOMIALS ? found : undefined;
    known.set(id, result);
    return result;
  };
  const inside = ({ op, inputs, attributes }: Node): Polynomial | undefined => {
    if (op === 'constant') return typeof attributes.value === 'number' ? number(attributes.value) : undefined;
    if (!['add', 'sub', 'neg', 'mul', 'div', 'pow'].includes(op)) return undefined;
    const [x, y] = inputs.map(visit);
    if (!x) return undefined;
    if (op === 'neg') return scaled(x, -1);
    if (!y) return undefined;
    if (op === 'add') return sum(x, y);
    if (op === 'sub') return sum(x, scaled(y, -1));
    if (op === 'mul') return product(x, y);
    const value = y.length === 1 && y[0]?.powers.size === 0 ? y[0].coefficient : undefined;
    if (value === undefined) return undefined;
    return op === 'div' ? scaled(x, 1 / value) : power(x, value);
  };
  return visit(node);
}

export function number(value: number): Polynomial {
  return value === 0 ? [] : [{ coefficient: value, powers: new Map() }];
}

/** An atom to the first power. */
export function atom(index: number): Polynomial {
  return [{ coefficient: 1, powers: new Map([[index, 1]]) }];
}

export function sum(x: Polynomial, y: Polynomial): Polynomial {
  const terms = new Map<string, Monomial>();
  for (const each of [...x, ...y]) {
    const key = keyOf(each);
    const coefficient = (terms.get(key)?.coefficient ?? 0) + each.coefficient;
    // Rounding leaves a trace of terms that cancel.
    if (Math.abs(coefficient) <= 1e-13 * Math.abs(each.coefficient)) terms.delete(key);
    else terms.set(key, { ...each, coefficient });
  }
  return [...terms.values()];
}

export function scaled(x: Polynomial, by: number): Polynomial {
  return by === 0 ? [] : x.map((each) => ({ ...each, coefficient: each.coefficient * by }));
}

export function product(x: Polynomial, y: Polynomial): Polynomial {
  if (x.length * y.length > MOST_MONOMIALS ** 2) return new Array(MOST_MONOMIALS + 1).fill(x[0]);
  return sum(
    [],
    x.flatMap((left) =>
      y.map((right) => {
        const powers = new Map(left.powers);
        for (const [index, exponent] of right.powers) {
          powers.set(index, (powers.get(index) ?? 0) + exponent);
        }
        return { coefficient: left.coefficient * right.coefficient, powers };
      }),
    ),
  );
}

function power(x: Polynomial, n: number): Polynomial | undefined {
  if (!Number.isInteger(n) || n < 0 || n > GREATEST_POWER) return undefined;
  let result = number(1);
  for (let i = 0; i < n; i++) {
    result = product(result, x);
    if (result.length > MOST_MONOMIALS) return undefined;
  }
  return result;
}

function keyOf({ powers }: Monomial): string {
  return [...powers]
    .sort(([a], [c]) => a - c)
    .map(([index, exponent]) => `${index}^${exponent}`)
    .join();
}

/** A polynomial as a formula: its terms one after the other, each as number · atoms. */
export function writePolynomial(polynomial: Polynomial, formulaOf: (atom: number) => Formula): Formula {
  let written: Formula | undefined;
  for (const each of polynomial) {
    const term = writeMonomial(each, formulaOf);
    if (each.coefficient < 0) written = written ? operation('-', written, term) : operation('neg', term);
    else written = written ? operation('+', written, term) : term;
  }
  return written ?? numeral(0);
}

/** Without its sign. */
function writeMonomial({ coefficient, powers }: Monomial, formulaOf: (atom: number) => Formula): Formula {
  const size = Number(Math.abs(coefficient).toPrecision(12));
  const factors = [...powers].map(([index, exponent]) =>
    exponent === 1 ? formulaOf(index) : operation('^', formulaOf(index), numeral(exponent)),
  );
  const all = size === 1 && factors.length > 0 ? factors : [numeral(size), ...factors];
  return all.reduce((left, right) => operation('*', left, right));
}
