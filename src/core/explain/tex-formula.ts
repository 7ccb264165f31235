import { GREEK } from '../greek.ts';
import { delimited, parenthesized } from './delimited.ts';
import type { Formula, Operator } from './formula.ts';

/** The commands of Greek letters whose shape in formulas is the one that people write. */
const VARIANTS: Readonly<Record<string, string>> = { epsilon: 'varepsilon', phi: 'varphi' };
const LETTERS: ReadonlyMap<string, string> = new Map(
  [...GREEK].map(([name, letter]) => [letter, `\\${VARIANTS[name] ?? name}`]),
);
const NAMED = new Set([
  'exp',
  'log',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'max',
  'min',
  'det',
  'sec',
  'csc',
  'cot',
  'coth',
]);
/** The names of calls (u, x) that stand for ∂u/∂x and, of a function of x alone, du/dx. */
export const PARTIAL = '∂';
export const TOTAL = 'ⅆ';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const PRECEDENCE: Readonly<Record<Operator, number>> = {
  or: 1,
  and: 2,
  not: 3,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '.*': 6,
  '/': 9,
  './': 9,
  mod: 6,
  neg: 6,
  '^': 8,
  '.^': 8,
  "'": 8,
  '!': 8,
};
const SIGNS: Readonly<Partial<Record<Operator, string>>> = {
  '+': ' + ',
  '-': ' - ',
  '.*': String.raw` \odot `,
  mod: String.raw` \bmod `,
  '==': ' = ',
  '!=': String.raw` \ne `,
  '<': ' < ',
  '<=': String.raw` \le `,
  '>': ' > ',
  '>=': String.raw` \ge `,
  and: String.raw` \land `,
  or: String.raw` \lor `,
};

/** A name in TeX: θ1 and theta_1 become \theta_1, `w[3]` w₃, x_max has an index; a word stands upright, one of several parts in whole. */
export function texName(name: string): string {
  const entry = /^(.*)\[(.*)\]$/.exec(name);
  if (entry) return `{${texName(entry[1] as string)}}_{${entry[2]}}`;
  const plain = name.replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)));
  const [, stem, digits, rest] = /^(.*?)_?(\d*)(?:_(\w+))?(?:′*)$/u.exec(plain) as RegExpExecArray;
  const primes = "'".repeat(plain.length - plain.replace(/′/g, '').length);
  const letter =
    LETTERS.get(stem as string) ??
    (GREEK.has(stem as string) ? `\\${stem}` : undefined) ??
    ([...(stem as string)].length === 1 ? (stem as string) : undefined);
  if (!letter && rest) return `${upright(plain.replace(/′/g, ''))}${primes}`;
  const index = [digits, rest && ([...rest].length === 1 ? rest : upright(rest))].filter(Boolean).join(', ');
  return `${letter ?? upright(stem as string)}${primes}${index ? `_{${index}}` : ''}`;
}

function upright(word: string): string {
  return `\\mathrm{${word.replace(/_/g, '\\_')}}`;
}

/** A formula in TeX, as a mathematician would set it: fractions, roots, powers, products without a sign. */
export function texFormula(formula: Formula): string {
  return tex(formula, 0);
}

function tex(formula: Formula, outer: number): string {
  switch (formula.kind) {
    case 'number':
      return texNumber(formula.value);
    case 'string':
      return `\\text{${formula.value}}`;
    case 'name':
      return formula.name === 'pi' || formula.name === 'PI' ? '\\pi' : texName(formula.name);
    case 'member':
      return `${tex(formula.object, 9)}.${upright(formula.name)}`;
    case 'call':
      return texCall(formula.callee, formula.arguments);
    case 'conditional':
      return `\\begin{cases}${tex(formula.consequent, 0)} & \\text{if } ${tex(formula.condition, 0)} \\\\ ${tex(formula.alternate, 0)} & \\text{otherwise}\\end{cases}`;
    case 'array':
      return texArray(formula.elements);
    case 'index':
      return `{${tex(formula.object, 9)}}_{${formula.indices.map((index) => tex(index, 0)).join(', ')}}`;
    case 'span':
      return (
        [formula.from, formula.step, formula.to]
          .map((part) => (part ? tex(part, 5) : ''))
          .filter(Boolean)
          .join(':') || ':'
      );
    case 'operator': {
      const text = texOperators(formula);
      return PRECEDENCE[formula.operator] < outer ? parenthesized(text) : text;
    }
  }
}

type OperatorFormula = Extract<Formula, { kind: 'operator' }>;

/** Down the left side without recursion: a sum of thousands of terms leans that way. */
function texOperators(formula: OperatorFormula): string {
  const spine: OperatorFormula[] = [];
  let bottom: Formula = formula;
  while (bottom.kind === 'operator') {
    spine.push(bottom);
    bottom = bottom.operands[0] as Formula;
  }
  const lowest = spine.at(-1) as OperatorFormula;
  let text = tex(bottom, leftLevel(lowest.operator));
  let closed = text.endsWith('}');
  for (let i = spine.length - 1; i >= 0; i--) {
    const { operator, operands } = spine[i] as OperatorFormula;
    const right = operands[1] && tex(operands[1], rightLevel(operator));
    text = texOperator(operator, text, right ?? '', closed);
    closed = operator === '/' || operator === '^' || (right?.endsWith('}') ?? operator === "'");
    const parent = spine[i - 1];
    if (parent && PRECEDENCE[operator] < leftLevel(parent.operator)) {
      text = parenthesized(text);
      closed = false;
    }
  }
  return text;
}

/** How tightly an operand must bind to stand without brackets. */
function leftLevel(operator: Operator): number {
  if (operator === '/') return 0;
  if (operator === './') return 6;
  return "!'^.^".includes(operator) ? 10 : PRECEDENCE[operator];
}

function rightLevel(operator: Operator): number {
  if (operator === '/' || operator === '^' || operator === '.^') return 0;
  if (operator === './') return 7;
  return operator === '+' ? PRECEDENCE[operator] : PRECEDENCE[operator] + 1;
}

function texNumber(value: number): string {
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) return digits === 'Infinity' ? '\\infty' : (digits as string);
  const power = `10^{${Number(exponent)}}`;
  return digits === '1' ? power : `${digits} \\cdot ${power}`;
}

/** What a name with an index looks like, where no prime stands above it. */
const INDEXED = /^(?:\w|\\[a-zA-Z]+|\\mathrm\{\w+\}|\{(?:\w|\\[a-zA-Z]+)\})_\{[^{}]*\}$/;

/** An exponent stands at the closing bracket and right above an index, not at the top of all that it belongs to. */
function powerBase(text: string): string {
  const atBracket = text.endsWith(')') && !text.endsWith('\\right)');
  return atBracket || INDEXED.test(text) ? text : `{${text}}`;
}

/** `closed`: whether the left side ends with a brace. */
function texOperator(operator: Operator, left: string, right: string, closed: boolean): string {
  switch (operator) {
    case 'neg':
      return `-${left}`;
    case 'not':
      return `\\lnot ${left}`;
    case '!':
      return `${left}!`;
    case "'":
      return `${left}^{\\mathsf T}`;
    case '/':
      return `\\frac{${left}}{${right}}`;
    case './':
      return `${left} \\oslash ${right}`;
    case '^':
      return `${powerBase(left)}^{${right}}`;
    case '.^':
      return `${powerBase(left)}^{\\circ ${right}}`;
    case '*':
      // Two numbers, or a word before a letter, would run together.
      return /^\{?[\d-]|^\\(mathrm|frac)/.test(right) || (closed && /^\\mathrm/.test(right))
        ? `${left} \\cdot ${right}`
        : `${left}\\,${right}`;
    default:
      // Two signs do not stand side by side.
      return `${left}${SIGNS[operator]}${right.startsWith('-') ? parenthesized(right) : right}`;
  }
}

function texCall(callee: string, given: readonly Formula[]): string {
  const [first, second, third, fourth] = given;
  if (callee === 'sqrt' && first) return `\\sqrt{${tex(first, 0)}}`;
  if (callee === 'cbrt' && first) return `\\sqrt[3]{${tex(first, 0)}}`;
  if (callee === 'abs' && first) return `\\left|${tex(first, 0)}\\right|`;
  if (callee === 'norm' && first && !second) return `\\left\\|${tex(first, 0)}\\right\\|`;
  if ((callee === 'sum' || callee === 'prod') && given.length === 4) {
    const sign = callee === 'sum' ? '\\sum' : '\\prod';
    const [from, to] = [tex(second as Formula, 0), tex(third as Formula, 0)];
    return `${sign}_{${tex(first as Formula, 0)}=${from}}^{${to}} ${tex(fourth as Formula, 6)}`;
  }
  if ((callee === PARTIAL || callee === TOTAL) && first && second) {
    const d = callee === PARTIAL ? '\\partial' : 'd';
    return `\\frac{${d}}{${d} ${tex(second, 0)}}${delimited('[', tex(first, 0), ']')}`;
  }
  const name = NAMED.has(callee)
    ? `\\${callee}`
    : [...callee].length === 1
      ? texName(callee)
      : `\\operatorname{${callee}}`;
  return `${name}${parenthesized(given.map((argument) => tex(argument, 0)).join(', '))}`;
}

function texArray(elements: readonly Formula[]): string {
  const rows = elements.map((element) =>
    element.kind === 'array' ? element.elements.map((entry) => tex(entry, 0)).join(' & ') : tex(element, 0),
  );
  return `\\begin{bmatrix}${rows.join(' \\\\ ')}\\end{bmatrix}`;
}
