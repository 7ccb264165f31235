import type { Expression, Operator } from './expression.ts';

// How tightly each operator of mathjs binds, from https://mathjs.org/docs/expressions/syntax.html.
const CONDITIONAL = 1;
const SPAN = 5;
const NEGATION = 9;
const POWER = 10;
const POSTFIX = 11;
const ATOM = 12;
const PRECEDENCE: Readonly<Record<Operator, number>> = {
  or: 2,
  and: 3,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
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

/**
 * The expression as mathjs reads it, with no more brackets than needed; parsing it gives the same expression again.
 * Numbers are written so that they read back exactly.
 */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

/** `level`: how tightly what stands around binds; anything looser gets brackets. */
function print(expression: Expression, level: number): string {
  const [text, precedence] = written(expression);
  return precedence < level ? `(${text})` : text;
}

function written(expression: Expression): [text: string, precedence: number] {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.value);
    case 'string':
      return [JSON.stringify(expression.value), ATOM];
    case 'name':
      return [expression.name, ATOM];
    case 'call':
      return [`${expression.callee}(${list(expression.arguments)})`, ATOM];
    case 'array':
      return [`[${list(expression.elements)}]`, ATOM];
    case 'member':
      return [`${print(expression.object, ATOM)}.${expression.name}`, ATOM];
    case 'index':
      return [`${print(expression.object, ATOM)}[${list(expression.indices)}]`, ATOM];
    case 'conditional': {
      const { condition, consequent, alternate } = expression;
      const parts = [print(condition, CONDITIONAL + 1), print(consequent, CONDITIONAL + 1)];
      return [`${parts[0]} ? ${parts[1]} : ${print(alternate, CONDITIONAL)}`, CONDITIONAL];
    }
    case 'span':
      return printSpan(expression);
    case 'operator':
      return printOperator(expression.operator, expression.operands);
  }
}

const list = (expressions: readonly Expression[]) => expressions.map((each) => print(each, 0)).join(', ');

function printNumber(value: number): [text: string, precedence: number] {
  if (Number.isNaN(value)) return ['NaN', ATOM];
  const text = Number.isFinite(value) ? String(Math.abs(value)).replace('e+', 'e') : 'Infinity';
  return value < 0 || Object.is(value, -0) ? [`-${text}`, NEGATION] : [text, ATOM];
}

function printSpan(span: Extract<Expression, { kind: 'span' }>): [text: string, precedence: number] {
  if (!span.from || !span.to) return [':', ATOM];
  const parts = span.step ? [span.from, span.step, span.to] : [span.from, span.to];
  return [parts.map((part) => print(part, SPAN + 1)).join(':'), SPAN];
}

function printOperator(
  operator: Operator,
  operands: readonly Expression[],
): [text: string, precedence: number] {
  const precedence = PRECEDENCE[operator];
  const [left, right] = operands as readonly [Expression, Expression];
  switch (operator) {
    case "'":
    case '!':
      // mathjs reads `x''` and `x'!`, but not `x!'` alike; brackets keep them apart.
      return [`${print(left, ATOM)}${operator}`, precedence];
    case 'neg':
      return [`-${print(left, NEGATION)}`, precedence];
    case 'not':
      return [`not ${print(left, NEGATION)}`, precedence];
    case '^':
    case '.^':
      // The power binds to the right, and its exponent may have a sign.
      return [`${print(left, POWER + 1)}${spaced(operator)}${print(right, NEGATION)}`, precedence];
    default: {
      const chains = precedence === PRECEDENCE['==']; // `a < b < c` would be a chain
      return [
        `${print(left, chains ? precedence + 1 : precedence)} ${operator} ${print(right, precedence + 1)}`,
        precedence,
      ];
    }
  }
}

const spaced = (operator: string) => (operator === '^' ? '^' : ` ${operator} `);
