import type { Formula } from './formula.ts';

/** A base to a power: a number, or a sum where the exponent is no number. */
export interface Factor {
  /** Equal for equal bases, for a sum also for its opposite. */
  readonly key: string;
  readonly base: Base;
  readonly exponent: number | Sum;
}

export type Base =
  | { readonly kind: 'formula'; readonly formula: Formula; readonly rank: number }
  | { readonly kind: 'sum'; readonly sum: Sum; readonly opposite: boolean };

/** coefficient · Π factors · exp(exponential). */
export interface Term {
  readonly coefficient: number;
  readonly factors: readonly Factor[];
  readonly exponential: Sum;
}

/** Terms in the order in which they were met, no two alike; none is 0. */
export type Sum = readonly Term[];

export const ZERO: Sum = [];

export function number(value: number): Sum {
  return value === 0 ? ZERO : [{ coefficient: value, factors: [], exponential: ZERO }];
}

/** The number that a sum is; undefined where it is more. */
export function numberOf(sum: Sum): number | undefined {
  if (sum.length === 0) return 0;
  const [term] = sum;
  return sum.length === 1 && term && isNumber(term) ? term.coefficient : undefined;
}

function isNumber({ factors, exponential }: Term): boolean {
  return factors.length === 0 && exponential.length === 0;
}

export function factor(base: Base, key: string, exponent: number | Sum = 1): Sum {
  return [{ coefficient: 1, factors: [{ key, base, exponent }], exponential: ZERO }];
}

export function exponential(exponent: Sum): Sum {
  return exponent.length === 0 ? number(1) : [{ coefficient: 1, factors: [], exponential: exponent }];
}

/** What tells terms apart, but for their coefficients. */
export function keyOf({ factors, exponential: power }: Term): string {
  const parts = factors.map(({ key, base, exponent }) => {
    const side = base.kind === 'sum' && base.opposite ? '~' : '';
    return `${side}${key}^${typeof exponent === 'number' ? exponent : `{${sumKey(exponent)}}`}`;
  });
  if (power.length > 0) parts.push(`exp{${sumKey(power)}}`);
  return parts.sort().join('·');
}

export function sumKey(sum: Sum): string {
  return sum
    .map((term) => `${term.coefficient}·${keyOf(term)}`)
    .sort()
    .join('+');
}

export function add(a: Sum, b: Sum): Sum {
  const terms = new Map(a.map((term) => [keyOf(term), term]));
  for (const term of b) {
    const key = keyOf(term);
    const there = terms.get(key);
    const coefficient = (there?.coefficient ?? 0) + term.coefficient;
    // Rounding leaves a trace of terms that cancel.
    const gone = there && Math.abs(coefficient) <= 1e-15 * Math.abs(term.coefficient);
    if (gone) terms.delete(key);
    else terms.set(key, { ...term, coefficient });
  }
  return [...terms.values()];
}

export function scale(sum: Sum, by: number): Sum {
  return by === 0 ? ZERO : sum.map((term) => ({ ...term, coefficient: term.coefficient * by }));
}

/** A sum as one term: of several terms the common number times the rest in brackets. */
export function asTerm(sum: Sum): Term {
  const [only] = sum;
  if (sum.length === 1 && only) return only;
  const content = contentOf(sum);
  const rest = scale(sum, 1 / content);
  return { coefficient: content, factors: [bracketed(rest)], exponential: ZERO };
}

/** A sum in brackets, as a factor. */
export function bracketed(sum: Sum, exponent: number | Sum = 1): Factor {
  const first = [...sum].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))[0];
  const opposite = (first?.coefficient ?? 1) < 0;
  const key = `(${sumKey(opposite ? scale(sum, -1) : sum)})`;
  return { key, base: { kind: 'sum', sum, opposite }, exponent };
}

/** The number that all coefficients are whole multiples of, negative where all are. */
function contentOf(sum: Sum): number {
  const sizes = sum.map(({ coefficient }) => Math.abs(coefficient));
  const sign = sum.every(({ coefficient }) => coefficient < 0) ? -1 : 1;
  if (sizes.every((size) => size === sizes[0])) return sign * (sizes[0] ?? 1);
  if (!sizes.every((size) => Number.isSafeInteger(size))) return sign;
  return sign * sizes.reduce(greatestDivisor);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

export function multiply(a: Sum, b: Sum): Sum {
  if (a.length === 0 || b.length === 0) return ZERO;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && Math.abs(x) === 1) return scale(b, x);
  if (y !== undefined && Math.abs(y) === 1) return scale(a, y);
  return opened(product(asTerm(a), asTerm(b)));
}

export function product(a: Term, b: Term): Term {
  let coefficient = a.coefficient * b.coefficient;
  const factors = [...a.factors];
  for (const each of b.factors) {
    const at = factors.findIndex((other) => other.key === each.key && fits(other, each));
    const there = factors[at];
    if (!there) {
      factors.push(each);
      continue;
    }
    if (isOpposite(there, each) && Math.abs(each.exponent as number) % 2 === 1) coefficient = -coefficient;
    const exponent = plus(there.exponent, each.exponent);
    if (exponent === 0) factors.splice(at, 1);
    else factors[at] = { ...there, exponent };
  }
  return conjugated({ coefficient, factors, exponential: add(a.exponential, b.exponential) });
}

function isOpposite(a: Factor, b: Factor): boolean {
  return a.base.kind === 'sum' && b.base.kind === 'sum' && a.base.opposite !== b.base.opposite;
}

/** Opposite sums are alike only under whole powers. */
function fits(a: Factor, b: Factor): boolean {
  return !isOpposite(a, b) || Number.isInteger(b.exponent);
}

function plus(a: number | Sum, b: number | Sum): number | Sum {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const sum = add(typeof a === 'number' ? number(a) : a, typeof b === 'number' ? number(b) : b);
  return numberOf(sum) ?? sum;
}

/** (1 − u)·(1 + u) is 1 − u². */
function conjugated(term: Term): Term {
  const { factors } = term;
  for (const [i, first] of factors.entries()) {
    for (const [j, second] of factors.entries()) {
      if (j <= i || first.exponent !== second.exponent) continue;
      if (first.base.kind !== 'sum' || second.base.kind !== 'sum') continue;
      const square = differenceOfSquares(first.base.sum, second.base.sum);
      if (!square) continue;
      const rest = factors.filter((_, at) => at !== i && at !== j);
      return product({ ...term, factors: rest }, { ...unit, factors: [bracketed(square, first.exponent)] });
    }
  }
  return term;
}

const unit: Term = { coefficient: 1, factors: [], exponential: ZERO };

function differenceOfSquares(a: Sum, b: Sum): Sum | undefined {
  if (a.length !== 2 || b.length !== 2) return undefined;
  const one = (sum: Sum) => sum.find((term) => isNumber(term) && Math.abs(term.coefficient) === 1);
  const other = (sum: Sum) => sum.find((term) => !isNumber(term));
  const [c, d, u, v] = [one(a), one(b), other(a), other(b)];
  if (!c || !d || !u || !v || keyOf(u) !== keyOf(v)) return undefined;
  // (c + u)(d + v) has no mixed terms only if c·v = −d·u.
  if (c.coefficient * v.coefficient !== -d.coefficient * u.coefficient) return undefined;
  const constant = number(c.coefficient * d.coefficient);
  const square = [product(u, v)];
  return a.indexOf(c) === 0 ? add(constant, square) : add(square, constant);
}

/** A term as a sum: a bare bracket is opened. */
export function opened(term: Term): Sum {
  const [only] = term.factors;
  if (
    term.factors.length === 1 &&
    only?.base.kind === 'sum' &&
    only.exponent === 1 &&
    term.exponential.length === 0 &&
    (Math.abs(term.coefficient) === 1 || only.base.sum.length === 1)
  ) {
    return scale(only.base.sum, term.coefficient);
  }
  return term.coefficient === 0 ? ZERO : [term];
}

/** a to the power of e; what is not the same for all real numbers stays as it is. */
export function power(a: Sum, e: Sum): Sum {
  const n = numberOf(e);
  const base = numberOf(a);
  if (n === 1) return a;
  if (n === 0) return number(1);
  if (n !== undefined && base !== undefined && Number.isFinite(base ** n)) return number(base ** n);
  const term = asTerm(a);
  if (n !== undefined && Number.isInteger(n)) {
    return opened({
      coefficient: term.coefficient ** n,
      factors: term.factors.map((each) => ({ ...each, exponent: times(each.exponent, n) })),
      exponential: scale(term.exponential, n),
    });
  }
  const [only] = term.factors;
  if (
    term.coefficient === 1 &&
    term.factors.length === 1 &&
    only?.exponent === 1 &&
    !term.exponential.length
  ) {
    return [{ ...term, factors: [{ ...only, exponent: n ?? e }] }];
  }
  if (n !== undefined && term.coefficient === 1 && term.factors.length === 0) {
    return exponential(scale(term.exponential, n));
  }
  return [{ ...unit, factors: [bracketed(a, n ?? e)] }];
}

function times(exponent: number | Sum, n: number): number | Sum {
  return typeof exponent === 'number' ? exponent * n : scale(exponent, n);
}

export function divide(a: Sum, b: Sum): Sum {
  return multiply(a, power(b, number(-1)));
}

/**
 * Terms over powers of one sum, over the highest of them: 1/d − 2·x²/d² with d = 1 + x² is (1 − x²)/d². Undefined where the
 * terms have no such denominator in common.
 */
export function overCommonDenominator(sum: Sum): Sum | undefined {
  if (sum.length < 2) return undefined;
  for (const { key, base } of sum[0]?.factors ?? []) {
    if (base.kind !== 'sum' || base.sum.length < 2) continue;
    const depths = sum.map((term) => depthOf(term, key, base.opposite));
    if (!depths.every((depth) => depth !== undefined)) continue;
    const deepest = Math.max(...(depths as number[]));
    if (depths.some((depth) => deepest - (depth as number) > 1)) continue;
    let over: Sum = ZERO;
    sum.forEach((term, i) => {
      const rest: Term = { ...term, factors: term.factors.filter((each) => each.key !== key) };
      const parts = depths[i] === deepest ? opened(rest) : base.sum.map((each) => product(rest, each));
      for (const part of parts) over = add(over, [part]);
    });
    if (over.length === 0) return ZERO;
    const under: Term = { ...unit, factors: [{ key, base, exponent: -deepest }] };
    return [product(asTerm(over), under)];
  }
  return undefined;
}

function depthOf({ factors }: Term, key: string, opposite: boolean): number | undefined {
  const found = factors.find((each) => each.key === key);
  if (found?.base.kind !== 'sum' || found.base.opposite !== opposite) return undefined;
  const { exponent } = found;
  return typeof exponent === 'number' && Number.isInteger(exponent) && exponent < 0 ? -exponent : undefined;
}

/** Terms that all have one exponential, as that times the rest; undefined where they differ. */
export function withCommonExponential(sum: Sum): Sum | undefined {
  const [first] = sum;
  if (sum.length < 2 || !first || first.exponential.length === 0) return undefined;
  const key = sumKey(first.exponential);
  if (!sum.every((term) => sumKey(term.exponential) === key)) return undefined;
  const rest = asTerm(sum.map((term) => ({ ...term, exponential: ZERO })));
  return [{ ...rest, exponential: first.exponential }];
}
