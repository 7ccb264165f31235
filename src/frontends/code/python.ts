import type { Node } from '@vscode/tree-sitter-wasm';
import { ARITHMETIC, bitwise, describe, expression, parametersOf, target } from './python-expression.ts';
import type {
  ArithmeticOperator,
  CodeExpression,
  CodeFunction,
  CodeStatement,
  CodeTarget,
} from './syntax.ts';
import { commentAbove, field, named, rangeOf, unsupported } from './tree.ts';

/** The statements of a Python module. */
export function readPython(root: Node): CodeStatement[] {
  return block(root);
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
