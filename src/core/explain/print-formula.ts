import type { Formula, Operator } from './formula.ts';

// How tightly each operator of mathjs binds, from https://mathjs.org/docs/expressions/syntax.html.
const CONDITIONAL = 1;
const COMPARISON = 4;
const SPAN = 5;
const NEGATION = 9;
const POWER = 10;
const POSTFIX = 11;
const ATOM = 12;
const PRECEDENCE: Readonly<Record<Operator, number>> = {
  or: 2,
  and: 3,
  '==': COMPARISON,
  '!=': COMPARISON,
  '<': COMPARISON,
  '<=': COMPARISON,
  '>': COMPARISON,
  '>=': COMPARISON,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '.*': 7,
  './': 7,
  mod: 7,
  neg: NEGATION,
  not: NEGATION,
  '^': POWER,
  '.^': POWER,
  "'": POSTFIX,
  '!': POSTFIX,
};

/** How `*` and `/` are set: tight, `2*x`, or spaced, `2 * x`. */
export type ProductStyle = 'tight' | 'spaced';

/**
 * The formula as mathjs reads it, with no more brackets than needed; parsing it gives the same formula again.
 * Numbers are written so that they read back exactly.
 */
export function printFormula(formula: Formula, products: ProductStyle = 'tight'): string {
  return print(formula, 0, products);
}

/** `level`: how tightly what stands around binds; anything looser gets brackets. */
function print(formula: Formula, level: number, style: ProductStyle): string {
  const [text, precedence] = written(formula, style);
  return precedence < level ? `(${text})` : text;
}

function written(formula: Formula, style: ProductStyle): [text: string, precedence: number] {
  const list = (formulas: readonly Formula[]) => formulas.map((each) => print(each, 0, style)).join(', ');
  switch (formula.kind) {
    case 'number':
      return printNumber(formula.value);
    case 'string':
      return [JSON.stringify(formula.value), ATOM];
    case 'name':
      return [formula.name, ATOM];
    case 'call':
      return [`${formula.callee}(${list(formula.arguments)})`, ATOM];
    case 'array':
      return [`[${list(formula.elements)}]`, ATOM];
    case 'member':
      return [`${print(formula.object, ATOM, style)}.${formula.name}`, ATOM];
    case 'index':
      return [`${print(formula.object, ATOM, style)}[${list(formula.indices)}]`, ATOM];
    case 'conditional': {
      const { condition, consequent, alternate } = formula;
      const parts = [condition, consequent].map((part) => print(part, CONDITIONAL + 1, style));
      return [`${parts[0]} ? ${parts[1]} : ${print(alternate, CONDITIONAL, style)}`, CONDITIONAL];
    }
    case 'span': {
      const { from, step, to } = formula;
      if (!from || !to) return [':', ATOM];
      const parts = step ? [from, step, to] : [from, to];
      return [parts.map((part) => print(part, SPAN + 1, style)).join(':'), SPAN];
    }
    case 'operator':
      return printOperator(formula, style);
  }
}

function printNumber(value: number): [text: string, precedence: number] {
  if (Number.isNaN(value)) return ['NaN', ATOM];
  const text = Number.isFinite(value) ? String(Math.abs(value)).replace('e+', 'e') : 'Infinity';
  return value < 0 || Object.is(value, -0) ? [`-${text}`, NEGATION] : [text, ATOM];
}

type OperatorFormula = Formula & { kind: 'operator' };

function printOperator(formula: OperatorFormula, style: ProductStyle): [text: string, precedence: number] {
  const { operator, operands } = formula;
  const precedence = PRECEDENCE[operator];
  const [left, right] = operands as readonly [Formula, Formula];
  switch (operator) {
    case "'":
    case '!':
      // mathjs reads `x''` and `x'!`, but not `x!'` alike; brackets keep them apart.
      return [`${print(left, ATOM, style)}${operator}`, precedence];
    case 'neg':
      return [`-${print(left, NEGATION, style)}`, precedence];
    case 'not':
      return [`not ${print(left, NEGATION, style)}`, precedence];
    case '^':
    case '.^': {
      // The power binds to the right, and its exponent may have a sign.
      const sign = operator === '^' ? '^' : ' .^ ';
      return [`${print(left, POWER + 1, style)}${sign}${print(right, NEGATION, style)}`, precedence];
    }
    default:
      return [printChain(formula, style), precedence];
  }
}

/** Operators that bind to the left, down the left side without recursion: a sum of thousands of terms leans that way. */
function printChain(formula: OperatorFormula, style: ProductStyle): string {
  const spine: OperatorFormula[] = [formula];
  for (;;) {
    const top = spine.at(-1) as OperatorFormula;
    const left = top.operands[0] as Formula;
    if (left.kind !== 'operator' || !isChained(left.operator)) break;
    spine.push(left);
  }
  let text = '';
  let inner = 0;
  for (let at = spine.length - 1; at >= 0; at--) {
    const { operator, operands } = spine[at] as OperatorFormula;
    const precedence = PRECEDENCE[operator];
    const least = precedence === COMPARISON ? precedence + 1 : precedence; // `a < b < c` would be a chain
    if (at === spine.length - 1) text = print(operands[0] as Formula, least, style);
    else if (inner < least) text = `(${text})`;
    const tight = style === 'tight' && (operator === '*' || operator === '/');
    text += `${tight ? operator : ` ${operator} `}${print(operands[1] as Formula, precedence + 1, style)}`;
    inner = precedence;
  }
  return text;
}

function isChained(operator: Operator): boolean {
  return !["'", '!', 'neg', 'not', '^', '.^'].includes(operator);
}
