import type { Node } from '@vscode/tree-sitter-wasm';
import type {
  Annotation,
  ArithmeticOperator,
  CodeArgument,
  CodeClause,
  CodeExpression,
  CodeParameter,
  CodeStatement,
  CodeSubscript,
  CodeTarget,
  ComparisonOperator,
} from './syntax.ts';
import { childrenOf, field, named, rangeOf, unsupported } from './tree.ts';

/** The operators of arithmetic that Python and `.gd` share. */
export const ARITHMETIC = new Set<string>(['+', '-', '*', '/', '//', '%', '**', '@']);

const COMPARISONS = new Set<string>(['<', '<=', '>', '>=', '==', '!=']);

/** The expression that a Python syntax node writes. */
export function readPythonExpression(node: Node): CodeExpression {
  return expression(node);
}

/** What a syntax node is, for a refusal. */
export function describe(node: Node): string {
  return `\`${node.text.split('\n')[0]?.slice(0, 40) ?? ''}\``;
}

/** The parameters of a definition or a lambda. */
export function parametersOf(node: Node): CodeParameter[] {
  return named(node).flatMap((child): CodeParameter[] => {
    const range = rangeOf(child);
    switch (child.type) {
      case 'identifier':
      case 'tuple_pattern':
        return [{ target: target(child), range }];
      case 'default_parameter':
      case 'typed_default_parameter': {
        const annotation = annotationOf(field(child, 'type'));
        const initial = expression(field(child, 'value')!);
        return [{ target: target(field(child, 'name')!), ...(annotation && { annotation }), initial, range }];
      }
      case 'typed_parameter': {
        const annotation = annotationOf(field(child, 'type'));
        return [{ target: target(named(child)[0]!), ...(annotation && { annotation }), range }];
      }
      case 'keyword_separator':
      case 'positional_separator':
      case 'comment':
        return [];
      default:
        return [{ target: { kind: 'place', root: child.text, range }, range }];
    }
  });
}

function annotationOf(node: Node | undefined): Annotation | undefined {
  if (!node) return undefined;
  const text = node.text.replace(/["'\s]/g, '').replace(/\b(typing|np|numpy|npt|jnp|torch|jax)\./g, '');
  if (/^(float|int|float32|float64|complex|Number|Real|SupportsFloat)$/.test(text)) return { kind: 'number' };
  if (/^(ndarray|Tensor|Array|ArrayLike|NDArray)\b/.test(text)) return undefined;
  const tuple = /^[Tt]uple\[((?:float|int)(?:,(?:float|int))*)\]$/.exec(text);
  if (tuple) return { kind: 'vector', size: tuple[1]!.split(',').length };
  if (/^([Ll]ist|Sequence|[Tt]uple|Iterable)\[(float|int)(,\.\.\.)?\]$/.test(text)) return { kind: 'vector' };
  if (/^([Ll]ist|Sequence)\[([Ll]ist|Sequence)\[(float|int)\]\]$/.test(text)) return { kind: 'matrix' };
  if (/^(list|tuple)$/.test(text)) return { kind: 'vector' };
  return { kind: 'other' };
}

/** What an assignment, a loop or a parameter gives a value to. */
export function target(node: Node): CodeTarget {
  const range = rangeOf(node);
  if (node.type === 'identifier') return { kind: 'name', name: node.text, range };
  if (/^(pattern_list|tuple_pattern|list_pattern|expression_list)$/.test(node.type)) {
    return { kind: 'pattern', elements: named(node).map(target), range };
  }
  return { kind: 'place', root: /^[\p{L}_][\p{L}\p{N}_]*/u.exec(node.text)?.[0] ?? '', range };
}

/** The expression that a syntax node inside another one writes. */
export function expression(node: Node): CodeExpression {
  const range = rangeOf(node);
  switch (node.type) {
    case 'integer':
    case 'float': {
      const value = Number(node.text.replaceAll('_', ''));
      if (Number.isNaN(value)) return unsupported(node, 'a complex number; use real numbers');
      return { kind: 'number', value, range };
    }
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', range };
    case 'string':
      return { kind: 'string', value: node.text, range };
    case 'identifier':
      return { kind: 'name', name: node.text, range };
    case 'parenthesized_expression': {
      const inner = named(node)[0];
      return inner ? expression(inner) : unsupported(node, 'empty brackets; write a value between them');
    }
    case 'binary_operator': {
      const operator = field(node, 'operator')!.text;
      if (!ARITHMETIC.has(operator)) return bitwise(node);
      return {
        kind: 'binary',
        operator: operator as ArithmeticOperator,
        left: expression(field(node, 'left')!),
        right: expression(field(node, 'right')!),
        range,
      };
    }
    case 'unary_operator': {
      const operator = field(node, 'operator')!.text;
      if (operator !== '-' && operator !== '+') return bitwise(node);
      return { kind: 'unary', operator, operand: expression(field(node, 'argument')!), range };
    }
    case 'not_operator':
      return { kind: 'unary', operator: 'not', operand: expression(field(node, 'argument')!), range };
    case 'boolean_operator':
      return {
        kind: 'logical',
        operator: field(node, 'operator')!.text as 'and' | 'or',
        left: expression(field(node, 'left')!),
        right: expression(field(node, 'right')!),
        range,
      };
    case 'comparison_operator': {
      const operators = node.childrenForFieldName('operators').map((each) => each?.text ?? '');
      const stranger = operators.find((each) => !COMPARISONS.has(each));
      if (stranger !== undefined)
        return unsupported(node, `\`${stranger}\` compares no numbers; use ==, <, >`, true);
      const operands = named(node)
        .filter((each) => each.type !== 'comment')
        .map(expression);
      return { kind: 'comparison', operators: operators as ComparisonOperator[], operands, range };
    }
    case 'conditional_expression': {
      const [consequent, condition, alternate] = named(node).map(expression);
      return {
        kind: 'conditional',
        condition: condition!,
        consequent: consequent!,
        alternate: alternate!,
        range,
      };
    }
    case 'attribute':
      return {
        kind: 'member',
        object: expression(field(node, 'object')!),
        name: field(node, 'attribute')!.text,
        range,
      };
    case 'subscript':
      return {
        kind: 'subscript',
        object: expression(field(node, 'value')!),
        subscripts: node.childrenForFieldName('subscript').flatMap((each) => (each ? subscripts(each) : [])),
        range,
      };
    case 'list':
    case 'tuple':
    case 'expression_list': {
      const elements = named(node).filter((each) => each.type !== 'comment');
      return { kind: 'list', elements: elements.map(expression), range };
    }
    case 'generator_expression':
    case 'list_comprehension':
      return comprehension(node);
    case 'call':
      return call(node);
    case 'lambda': {
      const parameters = field(node, 'parameters');
      const body = expression(field(node, 'body')!);
      return {
        kind: 'function',
        function: {
          name: '',
          nameRange: { start: range.start, end: range.start + 1 },
          range,
          parameters: parameters ? parametersOf(parameters) : [],
          body: [{ kind: 'return', value: body, range: body.range }],
          documentation: '',
          method: false,
        },
        range,
      };
    }
    case 'none':
      return unsupported(node, 'None is no number; write a number', true);
    case 'named_expression':
      return unsupported(node, 'an assignment inside an expression; assign on a line of its own');
    case 'ERROR':
      return unsupported(node, 'this does not read as Python; mend the syntax');
    default:
      return unsupported(
        node,
        `${describe(node)} has no counterpart in a formula; use numbers and arrays`,
        true,
      );
  }
}

/** The refusal of an operator on bits. */
export function bitwise(node: Node): CodeExpression & CodeStatement {
  return unsupported(
    node,
    'operations on bits have no derivative; use arithmetic, or and, or, not for conditions',
  );
}

function subscripts(node: Node): CodeSubscript[] {
  if (node.type === 'tuple') return named(node).flatMap(subscripts);
  if (node.type !== 'slice') return [expression(node)];
  const parts: (CodeExpression | undefined)[] = [undefined, undefined, undefined];
  let place = 0;
  for (const child of childrenOf(node)) {
    if (child.type === ':') place++;
    else if (child.isNamed) parts[place] = expression(child);
  }
  const [from, to, step] = parts;
  return [
    { kind: 'slice', ...(from && { from }), ...(to && { to }), ...(step && { step }), range: rangeOf(node) },
  ];
}

function comprehension(node: Node): CodeExpression {
  const clauses: CodeClause[] = [];
  for (const child of named(node)) {
    if (child.type === 'for_in_clause') {
      const iterable = expression(field(child, 'right')!);
      clauses.push({ target: target(field(child, 'left')!), iterable, conditions: [] });
    } else if (child.type === 'if_clause') {
      const last = clauses.pop();
      if (!last) continue;
      clauses.push({ ...last, conditions: [...last.conditions, expression(named(child)[0]!)] });
    }
  }
  return { kind: 'comprehension', element: expression(field(node, 'body')!), clauses, range: rangeOf(node) };
}

function call(node: Node): CodeExpression {
  const list = field(node, 'arguments')!;
  const values: CodeArgument[] =
    list.type === 'generator_expression'
      ? [{ value: expression(list) }]
      : named(list).flatMap((child): CodeArgument[] => {
          if (child.type === 'comment') return [];
          if (child.type === 'keyword_argument') {
            return [{ name: field(child, 'name')!.text, value: expression(field(child, 'value')!) }];
          }
          if (/splat/.test(child.type)) {
            return [{ value: unsupported(child, 'spread arguments; write the arguments one by one') }];
          }
          return [{ value: expression(child) }];
        });
  return {
    kind: 'call',
    callee: expression(field(node, 'function')!),
    arguments: values,
    range: rangeOf(node),
  };
}
