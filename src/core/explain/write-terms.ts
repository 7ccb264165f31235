import { call, type Formula, numeral, type Operator, operation } from './formula.ts';
import { numberParts } from './name-number.ts';
import type { Ranks } from './rank.ts';
import type { Factor, Sum, Term } from './terms.ts';

/** Terms as a formula: the sign of each in front, then its number, names, brackets, functions, choices. */
export function writeSum(sum: Sum, ranks: Ranks): Formula {
  const [first, second] = sum;
  if (!first) return numeral(0);
  // 1 - x rather than -x + 1.
  const terms =
    second && sum.length === 2 && first.coefficient < 0 && second.coefficient > 0 ? [second, first] : sum;
  let result: Formula | undefined;
  for (const term of terms) {
    const negative = term.coefficient < 0;
    if (!result) result = writeTerm(term, ranks, negative);
    else result = operation(negative ? '-' : '+', result, writeTerm(term, ranks, false));
  }
  return result as Formula;
}

/** A factor as written, and what decides its place. */
interface Written {
  readonly formula: Formula;
  readonly rank: number;
  readonly order: number;
}

function writeTerm(term: Term, ranks: Ranks, negative: boolean): Formula {
  const over: Written[] = [];
  const under: Written[] = [];
  for (const factor of complemented(term.factors, ranks)) {
    const { exponent } = factor;
    if (factor.key === COMPLEMENT) {
      over.push({ ...writeFactor(factor, ranks), order: 3 });
      continue;
    }
    if (typeof exponent === 'number' && exponent < 0) {
      under.push(writeFactor({ ...factor, exponent: -exponent }, ranks));
    } else {
      over.push(writeFactor(factor, ranks));
    }
  }
  if (term.exponential.length > 0) {
    const exponent = writeSum(term.exponential, ranks);
    over.push({ formula: call('exp', exponent), rank: ranks.of(exponent), order: 3 });
  }
  const numbers = numberParts(Math.abs(term.coefficient), under.length > 0);
  const plain = (formula: Formula): Written => ({ formula, rank: 0, order: formula.kind === 'call' ? 3 : 0 });
  return quotient([...numbers.over.map(plain), ...over], [...numbers.under.map(plain), ...under], negative);
}

/** The key of 1 − σ(u), which keeps its place beside σ(u). */
const COMPLEMENT = '1-sigmoid';

/** σ(u)·σ(−u) is better known as σ(u)·(1 − σ(u)). */
function complemented(factors: readonly Factor[], ranks: Ranks): readonly Factor[] {
  for (const [i, { base, exponent }] of factors.entries()) {
    const argument = sigmoidOf(base);
    if (!argument || exponent !== 1) continue;
    const opposite = factors.findIndex((other, j) => {
      const inner = j !== i && other.exponent === 1 ? sigmoidOf(other.base) : undefined;
      return inner && isNegative(inner, argument);
    });
    if (opposite < 0) continue;
    const formula = operation('-', numeral(1), call('sigmoid', argument));
    const rank = ranks.of(argument);
    return factors.map((each, j) =>
      j === opposite ? { key: COMPLEMENT, base: { kind: 'formula', formula, rank }, exponent: 1 } : each,
    );
  }
  return factors;
}

function sigmoidOf(base: Factor['base']): Formula | undefined {
  const formula = base.kind === 'formula' ? base.formula : undefined;
  return formula?.kind === 'call' && formula.callee === 'sigmoid' ? formula.arguments[0] : undefined;
}

/** Whether the first is the second with its first sign turned, as they are written. */
function isNegative(first: Formula, second: Formula): boolean {
  const text = JSON.stringify(first);
  return (
    text === JSON.stringify(negated(second)) ||
    (first.kind === 'operator' &&
      second.kind === 'operator' &&
      first.operator === '-' &&
      second.operator === '-' &&
      JSON.stringify([...first.operands].reverse()) === JSON.stringify(second.operands))
  );
}

function writeFactor({ base, exponent }: Factor, ranks: Ranks): Written {
  const formula = base.kind === 'sum' ? writeSum(base.sum, ranks) : turned(base.formula);
  const rank = base.kind === 'sum' ? ranks.of(formula) : base.rank;
  const order = orderOf(formula, exponent);
  if (exponent === 1) return { formula, rank, order };
  if (exponent === 0.5) return { formula: call('sqrt', formula), rank, order: 3 };
  const power = typeof exponent === 'number' ? powerOf(exponent) : writeSum(exponent, ranks);
  const sign = rank > 0 || ranks.of(power) > 0 ? '.^' : '^';
  return { formula: operation(sign, formula, power), rank: Math.max(rank, ranks.of(power)), order };
}

function powerOf(exponent: number): Formula {
  const { over, under } = numberParts(exponent, false);
  const top = over[0] ?? numeral(1);
  return under[0] ? operation('/', top, under[0]) : top;
}

/** c ? 0 : y is better the other way round. */
function turned(formula: Formula): Formula {
  if (formula.kind !== 'conditional' || formula.condition.kind !== 'operator') return formula;
  const { condition, consequent, alternate } = formula;
  const opposite = OPPOSITE.get(condition.operator);
  const zero = (each: Formula) => each.kind === 'number' && each.value === 0;
  if (!opposite || !zero(consequent) || zero(alternate)) return formula;
  const [left, right] = condition.operands as readonly [Formula, Formula];
  return {
    kind: 'conditional',
    condition:
      left.kind === 'number'
        ? operation(MIRRORED.get(opposite) ?? opposite, right, left)
        : operation(opposite, left, right),
    consequent: alternate,
    alternate: consequent,
  };
}

const OPPOSITE = new Map<Operator, Operator>([
  ['>=', '<'],
  ['<=', '>'],
  ['>', '<='],
  ['<', '>='],
  ['==', '!='],
  ['!=', '=='],
]);
const MIRRORED = new Map<Operator, Operator>([
  ['>=', '<='],
  ['<=', '>='],
  ['>', '<'],
  ['<', '>'],
]);

/** Numbers, names, powers with names above, brackets, functions, choices. */
function orderOf(formula: Formula, exponent: Factor['exponent']): number {
  switch (formula.kind) {
    case 'number':
      return typeof exponent === 'number' ? 0 : 1.5;
    case 'name':
    case 'index':
      return typeof exponent === 'number' ? 1 : 1.5;
    case 'operator':
      return 2;
    case 'conditional':
      return 4;
    default:
      return 3;
  }
}

/** Over and under the stroke; numbers before arrays, which meet entry by entry. */
function quotient(over: readonly Written[], under: readonly Written[], negative: boolean): Formula {
  const top = chain(over, negative);
  if (under.length === 0) return top.formula;
  const bottom = chain(under, false);
  return operation(bottom.rank > 0 ? './' : '/', top.formula, bottom.formula);
}

function chain(written: readonly Written[], negative: boolean): { formula: Formula; rank: number } {
  const sorted = [...written].sort(
    (a, b) => Number(a.rank > 0) - Number(b.rank > 0) || a.order - b.order || byName(a.formula, b.formula),
  );
  const arrays = sorted.filter(({ rank }) => rank > 0);
  const rank = Math.max(0, ...sorted.map((each) => each.rank));
  const [first, ...rest] = sorted;
  if (!first) return { formula: negative ? operation('neg', numeral(1)) : numeral(1), rank };
  let formula = negative ? negated(first.formula) : first.formula;
  let array = first.rank > 0;
  for (const each of rest) {
    const inner = each.formula;
    if (array && each.rank > 0) formula = operation('.*', formula, inner);
    else if (arrays.length === 1 && inner.kind === 'operator' && inner.operator === '*' && each.rank > 0) {
      // 2*(X'*r) is 2*X'*r as well.
      formula = operation(
        '*',
        operation('*', formula, inner.operands[0] as Formula),
        inner.operands[1] as Formula,
      );
    } else formula = operation('*', formula, inner);
    array ||= each.rank > 0;
  }
  return { formula, rank };
}

/** Names in the order of the alphabet; all else in the order in which it came. */
function byName(a: Formula, b: Formula): number {
  const [first, second] = [nameIn(a), nameIn(b)];
  return first === undefined || second === undefined || first === second ? 0 : first < second ? -1 : 1;
}

function nameIn(formula: Formula): string | undefined {
  if (formula.kind === 'name') return formula.name;
  const inner =
    formula.kind === 'operator' && formula.operator.endsWith('^') ? formula.operands[0] : undefined;
  return inner && nameIn(inner);
}

/** The sign in front of the first factor of all. */
function negated(formula: Formula): Formula {
  if (formula.kind === 'operator' && ['*', '/', '.*', './'].includes(formula.operator)) {
    const [left, ...rest] = formula.operands;
    return operation(formula.operator, negated(left as Formula), ...rest);
  }
  return operation('neg', formula);
}
