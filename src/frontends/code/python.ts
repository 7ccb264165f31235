import type { Node } from '@vscode/tree-sitter-wasm';
import type {
  Annotation,
  ArithmeticOperator,
  CodeArgument,
  CodeClause,
  CodeExpression,
  CodeFunction,
  CodeParameter,
  CodeStatement,
  CodeSubscript,
  CodeTarget,
  ComparisonOperator,
} from './syntax.ts';
import { childrenOf, commentAbove, field, named, rangeOf, unsupported } from './tree.ts';

const ARITHMETIC = new Set<string>(['+', '-', '*', '/', '//', '%', '**', '@']);
const COMPARISONS = new Set<string>(['<', '<=', '>', '>=', '==', '!=']);

/** The statements of a Python module. */
export function readPython(root: Node): CodeStatement[] {
  return block(root);
}

/** The expression that a Python syntax node writes. */
export function readPythonExpression(node: Node): CodeExpression {
  return expression(node);
}

function block(node: Node): CodeStatement[] {
  return named(node).flatMap(statement);
}

function statement(node: Node): CodeStatement[] {
  const range = rangeOf(node);
  switch (node.type) {
    case 'expression_statement':
      return named(node).flatMap(expressionStatement);
    case 'return_statement': {
      const value = named(node)[0];
      return [value ? { kind: 'return', value: expression(value), range } : { kind: 'return', range }];
    }
    case 'if_statement':
      return [ifStatement(node)];
    case 'for_statement': {
      if (field(node, 'alternative')) return [unsupported(node, 'a loop with an else; drop the else')];
      return [
        {
          kind: 'for',
          target: target(field(node, 'left')!),
          iterable: expression(field(node, 'right')!),
          body: block(field(node, 'body')!),
          range,
        },
      ];
    }
    case 'function_definition':
      return [{ kind: 'function', function: definition(node, node), range }];
    case 'decorated_definition':
      return decorated(node);
    case 'class_definition':
      return [{ kind: 'block', body: block(field(node, 'body')!), range }];
    case 'import_statement':
      return named(node).flatMap((child): CodeStatement[] => {
        if (child.type === 'aliased_import') {
          const path = field(child, 'name')!.text;
          return [{ kind: 'import', name: field(child, 'alias')!.text, path, range }];
        }
        const first = child.text.split('.')[0] ?? child.text;
        return [{ kind: 'import', name: first, path: first, range }];
      });
    case 'import_from_statement':
      return importFrom(node);
    case 'pass_statement':
    case 'assert_statement':
    case 'comment':
      return [];
    case 'while_statement':
      return [unsupported(node, 'a while loop has no fixed length; write for … in range(n)')];
    case 'break_statement':
    case 'continue_statement':
      return [
        unsupported(node, `${node.text} makes the length of the loop depend on its values; use if … else`),
      ];
    case 'global_statement':
    case 'nonlocal_statement':
      return [unsupported(node, 'it changes a variable outside the function; return the value instead')];
    default:
      return [unsupported(node, `${describe(node)} has no counterpart in a formula; leave it out`, true)];
  }
}

function describe(node: Node): string {
  return `\`${node.text.split('\n')[0]?.slice(0, 40) ?? ''}\``;
}

function expressionStatement(node: Node): CodeStatement[] {
  const range = rangeOf(node);
  if (node.type === 'assignment') {
    const right = field(node, 'right');
    if (!right) return [];
    const left = target(field(node, 'left')!);
    if (right.type === 'assignment') {
      const inner = expressionStatement(right);
      const first = inner.find((each) => each.kind === 'assign');
      if (first?.kind !== 'assign') return inner;
      return [...inner, { kind: 'assign', target: left, value: first.value, range }];
    }
    return [{ kind: 'assign', target: left, value: titled(right, left), range }];
  }
  if (node.type === 'augmented_assignment') {
    const operator = field(node, 'operator')!.text.slice(0, -1);
    if (!ARITHMETIC.has(operator)) return [bitwise(node)];
    return [
      {
        kind: 'augment',
        target: target(field(node, 'left')!),
        operator: operator as ArithmeticOperator,
        value: expression(field(node, 'right')!),
        range,
      },
    ];
  }
  if (node.type === 'string') return [];
  return [{ kind: 'expression', value: expression(node), range }];
}

/** A lambda takes the name that it is assigned to, and its definition reaches from that name on. */
function titled(node: Node, left: CodeTarget): CodeExpression {
  const value = expression(node);
  if (value.kind !== 'function' || left.kind !== 'name') return value;
  const range = { start: left.range.start, end: value.range.end };
  const documentation = node.parent ? commentAbove(node.parent.parent ?? node.parent, '#') : '';
  const fn = { ...value.function, name: left.name, nameRange: left.range, range, documentation };
  return { ...value, function: fn };
}

function ifStatement(node: Node): CodeStatement {
  const alternatives = node.childrenForFieldName('alternative').filter((each) => each !== null);
  const rest = alternatives.reduceRight<CodeStatement[]>((after, each) => {
    if (each.type === 'else_clause') return block(field(each, 'body')!);
    return [
      {
        kind: 'if',
        condition: expression(field(each, 'condition')!),
        consequent: block(field(each, 'consequence')!),
        alternate: after,
        range: rangeOf(each),
      },
    ];
  }, []);
  return {
    kind: 'if',
    condition: expression(field(node, 'condition')!),
    consequent: block(field(node, 'consequence')!),
    alternate: rest,
    range: rangeOf(node),
  };
}

function importFrom(node: Node): CodeStatement[] {
  const module = field(node, 'module_name')!.text;
  const range = rangeOf(node);
  if (named(node).some((child) => child.type === 'wildcard_import')) {
    return [{ kind: 'import', name: '*', path: module, range }];
  }
  return node.childrenForFieldName('name').flatMap((child): CodeStatement[] => {
    if (!child) return [];
    const aliased = child.type === 'aliased_import';
    const name = aliased ? field(child, 'name')!.text : child.text;
    const alias = aliased ? field(child, 'alias')!.text : name;
    return [{ kind: 'import', name: alias, path: `${module}.${name}`, range }];
  });
}

/** Decorators that leave the values of a function as they are. */
const HARMLESS =
  /^@(staticmethod|(jax\.|numba\.|nb\.)?(jit|njit|vectorize|vmap)\b.*|torch\.jit\.script|(functools\.)?(lru_cache|cache)\b.*)$/s;

function decorated(node: Node): CodeStatement[] {
  const inner = field(node, 'definition')!;
  if (inner.type !== 'function_definition') return statement(inner);
  const decorators = named(node).filter((each) => each.type === 'decorator');
  const fn = definition(inner, node);
  const stranger = decorators.find((each) => !HARMLESS.test(each.text));
  const range = rangeOf(node);
  if (!stranger) {
    const isStatic = decorators.some((each) => each.text === '@staticmethod');
    return [{ kind: 'function', function: isStatic ? { ...fn, method: false } : fn, range }];
  }
  const reason = `${stranger.text} may change what the function returns; put the formula into a function without it`;
  return [{ kind: 'function', function: { ...fn, body: [unsupported(stranger, reason, true)] }, range }];
}

function definition(node: Node, whole: Node): CodeFunction {
  const name = field(node, 'name')!;
  const body = field(node, 'body')!;
  const first = named(body)[0];
  const docstring = first?.type === 'expression_statement' ? named(first)[0] : undefined;
  const content =
    docstring?.type === 'string' ? docstring.text.replace(/^\w*("""|'''|"|')|("""|'''|"|')$/g, '') : '';
  const inClass = whole.parent?.parent?.type === 'class_definition';
  const parameters = parametersOf(field(node, 'parameters')!);
  return {
    name: name.text,
    nameRange: rangeOf(name),
    range: rangeOf(whole),
    parameters,
    body:
      node.child(0)?.type === 'async'
        ? [unsupported(node, 'an async function; make it a plain one', true)]
        : block(body),
    documentation: content.trim() || commentAbove(whole, '#'),
    method: inClass,
  };
}

function parametersOf(node: Node): CodeParameter[] {
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

function target(node: Node): CodeTarget {
  const range = rangeOf(node);
  if (node.type === 'identifier') return { kind: 'name', name: node.text, range };
  if (/^(pattern_list|tuple_pattern|list_pattern|expression_list)$/.test(node.type)) {
    return { kind: 'pattern', elements: named(node).map(target), range };
  }
  return { kind: 'place', root: /^[\p{L}_][\p{L}\p{N}_]*/u.exec(node.text)?.[0] ?? '', range };
}

function expression(node: Node): CodeExpression {
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

function bitwise(node: Node): CodeExpression & CodeStatement {
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
