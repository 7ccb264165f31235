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
import type { Token } from './tokens.ts';

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

/**
 * The expression that a tree of mathjs's is. The tree knows no positions: it is walked along the tokens of the text to find them.
 *
 * @param offset - The place of the text in its document, added to every range.
 * @param all - The range of the whole, for what has no tokens.
 * @throws ProblemError where a part has no meaning here; RangeError where parts nest too deeply.
 */
export function alignTree(
  tree: MathNode,
  tokens: readonly Token[],
  offset: number,
  all: SourceRange,
): Expression {
  return new Aligner(tokens, offset, all).convert(tree);
}

/** Walks mathjs's tree and the tokens side by side; every conversion takes its own tokens from the cursor. */
class Aligner {
  private cursor = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly offset: number,
    private readonly all: SourceRange,
  ) {}

  convert(node: MathNode): Expression {
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
    const { name: callee } = node.fn;
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
