import type {
  AccessorNode,
  ArrayNode,
  AssignmentNode,
  BlockNode,
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  IndexNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  RangeNode,
  RelationalNode,
  SymbolNode,
} from 'mathjs';
import { ProblemError, type SourceRange } from '../core/problem.ts';
import type { Expression, Operator } from './expression.ts';
import { parseWithMathjs } from './mathjs.ts';
import { type Token, tokenize } from './tokens.ts';

/** What an expression that exhausts the stack is told. */
export const TOO_DEEP =
  'the expression is nested too deeply; name its parts as functions or constants of their own';

/**
 * Parses one expression in mathjs syntax. Greek letters, subscripts (θ₁), superscripts (x²) and the signs · × ÷ − ≤ ≥ ≠
 * are understood. mathjs's tree knows no positions, so the tree is walked along the tokens of the text to find them.
 *
 * @param text - The expression alone.
 * @param offset - The place of the text in its document, added to every range.
 * @throws ProblemError where the text is no expression, or uses what has no meaning here.
 */
export function parseExpression(text: string, offset = 0): Expression {
  const tokens = tokenize(text);
  const all = { start: offset, end: offset + text.length };
  if (tokens.length === 0)
    throw new ProblemError('an expression is missing; write one, such as x^2 + y^2', all);
  for (const { kind, text: name, range } of tokens) {
    if (kind === 'name') checkSpelling(name, { start: offset + range.start, end: offset + range.end });
  }
  const { source, origin } = spellForMathjs(text, tokens);
  let tree: MathNode;
  try {
    tree = parseWithMathjs(source);
  } catch (error) {
    throw syntaxProblem(error, origin, text, offset, tokens);
  }
  return new Aligner(tokens, offset, all).convertTree(tree);
}

/** Throws where a name is written with separate accents that its letters have: it would be another name than the one that looks alike. */
export function checkSpelling(name: string, range: SourceRange): void {
  if (/^[\w$]*$/.test(name)) return;
  const composed = name.normalize('NFC');
  if (composed === name) return;
  throw new ProblemError(
    `${name} is written in another way than it looks; write ${composed}, its letters as one character each`,
    range,
    composed,
  );
}

/** The text as mathjs reads it, and for each of its characters (and its end) the place in the original. */
function spellForMathjs(text: string, tokens: readonly Token[]): { source: string; origin: number[] } {
  let source = '';
  const origin: number[] = [];
  let done = 0;
  const copy = (piece: string, from: number, literal: boolean) => {
    for (let i = 0; i < piece.length; i++) origin.push(literal ? from + i : from);
    source += piece;
  };
  for (const { range, text: spelled } of tokens) {
    copy(text.slice(done, range.start), done, true);
    copy(spelled, range.start, spelled.length === range.end - range.start);
    done = range.end;
  }
  copy(text.slice(done), done, true);
  origin.push(text.length);
  return { source, origin };
}

function syntaxProblem(
  error: unknown,
  origin: readonly number[],
  text: string,
  offset: number,
  tokens: readonly Token[],
): ProblemError {
  if (error instanceof RangeError) {
    return new ProblemError(TOO_DEEP, { start: offset, end: offset + text.length });
  }
  const { message = String(error), char } = error as { message?: string; char?: number };
  const at = origin[Math.min(Math.max((char ?? 1) - 1, 0), origin.length - 1)] ?? 0;
  const token =
    tokens.find(({ range }) => range.end > at && range.start < range.end) ?? (tokens.at(-1) as Token);
  const range = { start: offset + token.range.start, end: offset + token.range.end };
  const found = text.slice(token.range.start, token.range.end);
  const reason = message.replace(/\s*\(char \d+\)$/, '');
  if (/^Unexpected end|^Value expected/.test(reason)) {
    return at >= (tokens.at(-1) as Token).range.start
      ? new ProblemError(
          `the expression ends after "${found}"; write what is to follow, or take it away`,
          range,
        )
      : new ProblemError(`a value is missing before "${found}"; write one, or take "${found}" away`, range);
  }
  if (/^Parenthesis/.test(reason)) {
    return new ProblemError('a parenthesis is open; write the missing ")"', range);
  }
  if (/^End of matrix/.test(reason)) {
    return new ProblemError('a bracket is open; write the missing "]"', range);
  }
  if (/^Unexpected operator/.test(reason) && found === ')') {
    return new ProblemError('there is no "(" to this ")"; take it away, or open one', range);
  }
  return new ProblemError(`"${found}" cannot stand here; check the operators and brackets around it`, range);
}

const BINARY: Readonly<Record<string, Operator>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  dotMultiply: '.*',
  dotDivide: './',
  pow: '^',
  dotPow: '.^',
  mod: 'mod',
  equal: '==',
  unequal: '!=',
  smaller: '<',
  smallerEq: '<=',
  larger: '>',
  largerEq: '>=',
  and: 'and',
  or: 'or',
};
const UNARY: Readonly<Record<string, Operator>> = {
  unaryMinus: 'neg',
  not: 'not',
  factorial: '!',
  ctranspose: "'",
};

/** Walks mathjs's tree and the tokens side by side; every conversion takes its own tokens from the cursor. */
class Aligner {
  private cursor = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly offset: number,
    private readonly all: SourceRange,
  ) {}

  convertTree(tree: MathNode): Expression {
    try {
      return this.convert(tree);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new ProblemError(TOO_DEEP, this.all);
    }
  }

  private convert(node: MathNode): Expression {
    switch (node.type) {
      case 'OperatorNode':
        return this.operator(node as OperatorNode);
      case 'ParenthesisNode': {
        const start = this.take('(');
        const inner = this.convert((node as ParenthesisNode).content);
        return { ...inner, range: join(start, this.take(')') ?? inner.range, inner.range) };
      }
      case 'ConstantNode':
        return this.constant(node as ConstantNode);
      case 'SymbolNode': {
        const { name } = node as SymbolNode;
        return { kind: 'name', name, range: this.take(name) ?? this.all };
      }
      case 'FunctionNode':
        return this.call(node as FunctionNode);
      case 'AccessorNode':
        return this.access(node as AccessorNode);
      case 'ArrayNode':
        return this.array(node as ArrayNode);
      case 'RangeNode':
        return this.span(node as RangeNode);
      case 'ConditionalNode': {
        const { condition, trueExpr, falseExpr } = node as ConditionalNode;
        const parts = [
          this.convert(condition),
          this.after('?', trueExpr),
          this.after(':', falseExpr),
        ] as const;
        return {
          kind: 'conditional',
          condition: parts[0],
          consequent: parts[1],
          alternate: parts[2],
          range: join(parts[0].range, parts[2].range),
        };
      }
      case 'RelationalNode':
        return this.relation(node as RelationalNode);
      case 'AssignmentNode':
        this.convert((node as AssignmentNode).object);
        throw this.unsupported(node);
      case 'BlockNode': {
        const [first] = (node as BlockNode).blocks;
        if (first) this.convert(first.node);
        throw this.unsupported(node);
      }
      default:
        throw this.unsupported(node);
    }
  }

  private operator(node: OperatorNode): Expression {
    // A sum of thousands of terms leans to the left: down its spine without recursion.
    const spine: OperatorNode[] = [];
    let bottom: MathNode = node;
    while (bottom.type === 'OperatorNode' && isBinary(bottom as OperatorNode)) {
      spine.push(bottom as OperatorNode);
      bottom = (bottom as OperatorNode).args[0] as MathNode;
    }
    let left = bottom.type === 'OperatorNode' ? this.unary(bottom as OperatorNode) : this.convert(bottom);
    for (const parent of spine.reverse()) {
      if ((parent as { isPercentage?: boolean }).isPercentage) {
        const percent = this.take('%') ?? left.range;
        const hundred: Expression = { kind: 'number', value: 100, range: percent };
        left = {
          kind: 'operator',
          operator: '/',
          operands: [left, hundred],
          range: join(left.range, percent),
        };
        continue;
      }
      if (!parent.implicit) this.takeOperator(parent);
      const right = this.convert(parent.args[1] as MathNode);
      left = {
        kind: 'operator',
        operator: BINARY[parent.fn] as Operator,
        operands: [left, right],
        range: join(left.range, right.range),
      };
    }
    return left;
  }

  private unary(node: OperatorNode): Expression {
    const operand = node.args[0] as MathNode;
    if (node.args.length === 1 && (node.fn as string) === 'unaryPlus') {
      const sign = this.take('+');
      const inner = this.convert(operand);
      return { ...inner, range: join(sign, inner.range) };
    }
    const operator = node.args.length === 1 ? UNARY[node.fn] : undefined;
    if (operator === undefined) {
      // Past the left side, to the operator itself.
      if (node.args.length === 2) this.convert(operand);
      throw this.unsupported(node);
    }
    if (operator === "'" || operator === '!') {
      const inner = this.convert(operand);
      const end = this.take(operator) ?? inner.range;
      return { kind: 'operator', operator, operands: [inner], range: join(inner.range, end) };
    }
    const start = this.take(operator === 'neg' ? '-' : 'not');
    const inner = this.convert(operand);
    return { kind: 'operator', operator, operands: [inner], range: join(start, inner.range) };
  }

  private constant(node: ConstantNode): Expression {
    const token = this.tokens[this.cursor];
    const range = token && token.kind !== 'mark' ? this.next() : this.all;
    const value: unknown = node.value;
    if (typeof value === 'number') {
      if (!Number.isFinite(value) && token?.kind === 'number') {
        throw new ProblemError(
          `${token.text} is greater than the greatest number, 1.797e308; write a smaller one`,
          range,
        );
      }
      return { kind: 'number', value, range };
    }
    if (typeof value === 'boolean') return { kind: 'name', name: String(value), range };
    if (typeof value === 'string') return { kind: 'string', value, range };
    throw new ProblemError(`"${token?.text ?? value}" has no number; write a number in its place`, range);
  }

  private call(node: FunctionNode): Expression {
    if (node.fn.type !== 'SymbolNode') throw this.unsupported(node);
    const callee = (node.fn as unknown as SymbolNode).name;
    const calleeRange = this.take(callee) ?? this.all;
    this.take('(');
    const converted = node.args.map((argument) => {
      this.take(',');
      return this.convert(argument);
    });
    const end = this.take(')') ?? converted.at(-1)?.range ?? calleeRange;
    return { kind: 'call', callee, calleeRange, arguments: converted, range: join(calleeRange, end) };
  }

  private access(node: AccessorNode): Expression {
    const object = this.convert(node.object as MathNode);
    const index = node.index as IndexNode & { dotNotation: boolean };
    if (index.dotNotation) {
      const name = String((index.dimensions[0] as ConstantNode).value);
      this.take('.') ?? this.take('?.');
      return { kind: 'member', object, name, range: join(object.range, this.take(name) ?? object.range) };
    }
    this.take('[');
    const indices = index.dimensions.map((dimension) => {
      this.take(',');
      return this.convert(dimension as MathNode);
    });
    const end = this.take(']') ?? object.range;
    return { kind: 'index', object, indices, range: join(object.range, end) };
  }

  private array(node: ArrayNode): Expression {
    const open = this.take('[');
    const elements = node.items.map((item) => {
      while (this.take(',') ?? this.take(';') ?? this.take('\n'));
      return this.convert(item as MathNode);
    });
    while (this.take('\n'));
    // The rows of [1, 2; 3, 4] have no brackets of their own.
    const close = open && this.take(']');
    const inner = join(elements[0]?.range, elements.at(-1)?.range ?? open ?? this.all);
    return { kind: 'array', elements, range: open ? join(open, close ?? inner) : inner };
  }

  private span(node: RangeNode): Expression {
    const bare = this.take(':');
    if (bare) return { kind: 'span', range: bare };
    const from = this.convert(node.start);
    const step = node.step ? this.after(':', node.step) : undefined;
    const to = this.after(':', node.end);
    const range = join(from.range, to.range);
    return step ? { kind: 'span', from, step, to, range } : { kind: 'span', from, to, range };
  }

  /** `a < b < c` is `(a < b) and (b < c)`. */
  private relation(node: RelationalNode): Expression {
    const operands = node.params.map((parameter, i) => {
      if (i > 0) this.next();
      return this.convert(parameter);
    });
    const parts = node.conditionals.map((name, i): Expression => {
      const pair = [operands[i] as Expression, operands[i + 1] as Expression];
      const range = join(pair[0]?.range, (pair[1] as Expression).range);
      return { kind: 'operator', operator: BINARY[name] as Operator, operands: pair, range };
    });
    return parts.reduce((left, right) => ({
      kind: 'operator',
      operator: 'and',
      operands: [left, right],
      range: join(left.range, right.range),
    }));
  }

  private after(mark: string, node: MathNode): Expression {
    this.take(mark);
    return this.convert(node);
  }

  private takeOperator(node: OperatorNode): void {
    if (!BINARY[node.fn]) throw this.unsupported(node);
    this.next();
  }

  /** The range of the next token if it is spelled so, which is then passed; else nothing happens. */
  private take(text: string): SourceRange | undefined {
    return this.tokens[this.cursor]?.text === text ? this.next() : undefined;
  }

  private next(): SourceRange {
    const range = this.tokens[this.cursor++]?.range;
    return range ? { start: range.start + this.offset, end: range.end + this.offset } : this.all;
  }

  private unsupported(node: MathNode): ProblemError {
    const token = this.tokens[this.cursor];
    const range = token
      ? { start: token.range.start + this.offset, end: token.range.end + this.offset }
      : this.all;
    const what: Readonly<Record<string, string>> = {
      AssignmentNode: 'an assignment cannot stand inside an expression; put it on a line of its own',
      FunctionAssignmentNode: 'a definition cannot stand inside an expression; put it on a line of its own',
      BlockNode: 'an expression ends before ";"; take away what follows',
      ObjectNode: 'objects have no value here; write a number, a vector or a matrix',
      FunctionNode: 'only functions can be called; write the name of one before the parenthesis',
    };
    const operator = node.type === 'OperatorNode' ? (node as OperatorNode).op : node.type;
    return new ProblemError(
      what[node.type] ?? `"${operator}" has no meaning for real numbers here; write it with + - * / ^`,
      range,
    );
  }
}

function isBinary(node: OperatorNode): boolean {
  return node.args.length === 2 && (BINARY[node.fn] !== undefined || node.implicit);
}

function join(first: SourceRange | undefined, last: SourceRange, fallback?: SourceRange): SourceRange {
  const head = first ?? fallback ?? last;
  return { start: Math.min(head.start, last.start), end: Math.max(head.end, last.end) };
}
