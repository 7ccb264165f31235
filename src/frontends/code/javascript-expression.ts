import type { Node } from '@vscode/tree-sitter-wasm';
import type {
  ArithmeticOperator,
  CodeArgument,
  CodeExpression,
  CodeFunction,
  ComparisonOperator,
} from './syntax.ts';
import { field, named, rangeOf, unsupported } from './tree.ts';

/** The operators of arithmetic that JavaScript and `.gd` share. */
export const ARITHMETIC = new Set<string>(['+', '-', '*', '/', '%', '**']);

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
};

/** What stands for `...xs` among arguments and elements: a name that no code can contain. */
export const SPREAD = '...';

/** What a syntax node is, for a refusal. */
export function describe(node: Node): string {
  return `\`${node.text.split('\n')[0]?.slice(0, 40) ?? ''}\``;
}

/** Why operations on bits are refused. */
export function bitwise(node: Node) {
  return unsupported(
    node,
    'operations on bits have no derivative; use arithmetic, or &&, ||, ! for conditions',
  );
}

/**
 * Reads the expressions that JavaScript and TypeScript syntax nodes write.
 *
 * @param functionOf - Reads functions, whose bodies are statements.
 */
export function expressionReader(functionOf: (node: Node) => CodeFunction): (node: Node) => CodeExpression {
  return expression;

  function expression(node: Node): CodeExpression {
    const range = rangeOf(node);
    switch (node.type) {
      case 'number': {
        const value = Number(node.text.replaceAll('_', ''));
        if (Number.isNaN(value)) return unsupported(node, 'a big integer; use a plain number');
        return { kind: 'number', value, range };
      }
      case 'true':
      case 'false':
        return { kind: 'boolean', value: node.type === 'true', range };
      case 'string':
      case 'template_string':
        return { kind: 'string', value: node.text, range };
      case 'identifier':
        return { kind: 'name', name: node.text, range };
      case 'parenthesized_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression': {
        const inner = named(node).find((each) => each.type !== 'comment');
        return inner ? expression(inner) : unsupported(node, 'empty brackets; write a value between them');
      }
      case 'type_assertion': {
        const inner = named(node).at(-1);
        return inner ? expression(inner) : unsupported(node, 'a cast of nothing; write a value behind it');
      }
      case 'binary_expression':
        return binary(node);
      case 'unary_expression': {
        const operator = field(node, 'operator')!.text;
        const operand = expression(field(node, 'argument')!);
        if (operator === '-' || operator === '+') return { kind: 'unary', operator, operand, range };
        if (operator === '!') return { kind: 'unary', operator: 'not', operand, range };
        return operator === '~'
          ? bitwise(node)
          : unsupported(node, `${operator} is no arithmetic; leave it out`, true);
      }
      case 'ternary_expression':
        return {
          kind: 'conditional',
          condition: expression(field(node, 'condition')!),
          consequent: expression(field(node, 'consequence')!),
          alternate: expression(field(node, 'alternative')!),
          range,
        };
      case 'member_expression':
        if (field(node, 'optional_chain'))
          return unsupported(node, '?. looks for a value that may be absent; use .', true);
        return {
          kind: 'member',
          object: expression(field(node, 'object')!),
          name: field(node, 'property')!.text,
          range,
        };
      case 'subscript_expression':
        return {
          kind: 'subscript',
          object: expression(field(node, 'object')!),
          subscripts: [expression(field(node, 'index')!)],
          range,
        };
      case 'array': {
        const elements = named(node).filter((each) => each.type !== 'comment');
        return { kind: 'list', elements: elements.map(expression), range };
      }
      case 'spread_element':
        return {
          kind: 'call',
          callee: { kind: 'name', name: SPREAD, range },
          arguments: [{ value: expression(named(node)[0]!) }],
          range,
        };
      case 'call_expression':
        return callOf(node, field(node, 'function')!);
      case 'new_expression':
        return callOf(node, field(node, 'constructor')!);
      case 'arrow_function':
      case 'function_expression':
        return { kind: 'function', function: functionOf(node), range };
      case 'this':
        return unsupported(node, 'this holds values that are not known here; pass them as parameters', true);
      case 'ERROR':
        return unsupported(node, 'this does not read as JavaScript; mend the syntax');
      case 'assignment_expression':
      case 'augmented_assignment_expression':
      case 'update_expression':
        return unsupported(node, 'an assignment inside an expression; assign on a line of its own');
      default:
        return unsupported(
          node,
          `${describe(node)} has no counterpart in a formula; use numbers and arrays`,
          true,
        );
    }
  }

  function binary(node: Node): CodeExpression {
    const range = rangeOf(node);
    const operator = field(node, 'operator')!.text;
    const [leftNode, rightNode] = [field(node, 'left')!, field(node, 'right')!];
    if (operator === '&&' || operator === '||') {
      const [left, right] = [expression(leftNode), expression(rightNode)];
      return { kind: 'logical', operator: operator === '&&' ? 'and' : 'or', left, right, range };
    }
    const comparison = COMPARISONS[operator];
    if (comparison) {
      return {
        kind: 'comparison',
        operators: [comparison],
        operands: [expression(leftNode), expression(rightNode)],
        range,
      };
    }
    if (['&', '|', '^', '<<', '>>', '>>>'].includes(operator)) return bitwise(node);
    if (!ARITHMETIC.has(operator))
      return unsupported(node, `${operator} is no arithmetic; use numbers`, true);
    const [left, right] = [expression(leftNode), expression(rightNode)];
    return { kind: 'binary', operator: operator as ArithmeticOperator, left, right, range };
  }

  function callOf(node: Node, callee: Node): CodeExpression {
    const list = field(node, 'arguments');
    const values = list
      ? named(list)
          .filter((each) => each.type !== 'comment')
          .map((each): CodeArgument => ({ value: expression(each) }))
      : [];
    return { kind: 'call', callee: expression(callee), arguments: values, range: rangeOf(node) };
  }
}
