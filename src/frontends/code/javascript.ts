import type { Node } from '@vscode/tree-sitter-wasm';
import { countedLoop } from './counted-loop.ts';
import { ARITHMETIC, bitwise, describe, expressionReader } from './javascript-expression.ts';
import { readParameters } from './javascript-parameters.ts';
import { readTarget } from './javascript-target.ts';
import type {
  ArithmeticOperator,
  CodeExpression,
  CodeFunction,
  CodeStatement,
  CodeTarget,
} from './syntax.ts';
import { commentAbove, field, named, rangeOf, unsupported } from './tree.ts';

/** The expression that a JavaScript or TypeScript syntax node writes. */
export const readJavaScriptExpression = expressionReader(functionOf);

/** The statements of a JavaScript or TypeScript module. */
export function readJavaScript(root: Node): CodeStatement[] {
  return block(root);
}

function block(node: Node): CodeStatement[] {
  return named(node).flatMap(statement);
}

/** The statements of a body, with or without braces. */
function body(node: Node): CodeStatement[] {
  return node.type === 'statement_block' ? block(node) : statement(node);
}

function statement(node: Node): CodeStatement[] {
  const range = rangeOf(node);
  switch (node.type) {
    case 'comment':
    case 'empty_statement':
    case 'interface_declaration':
    case 'type_alias_declaration':
      return [];
    case 'lexical_declaration':
    case 'variable_declaration':
      return named(node).flatMap(declarator);
    case 'export_statement': {
      const inner = field(node, 'declaration');
      if (inner) return statement(inner);
      const value = field(node, 'value');
      return value ? [{ kind: 'expression', value: readJavaScriptExpression(value), range }] : [];
    }
    case 'function_declaration':
      return [{ kind: 'function', function: functionOf(node), range }];
    case 'generator_function_declaration':
      return [unsupported(node, 'a generator; return one number', true)];
    case 'class_declaration':
      return [{ kind: 'block', body: named(field(node, 'body')!).flatMap(classMember), range }];
    case 'statement_block':
      return block(node);
    case 'expression_statement':
      return named(node).flatMap(expressionStatement);
    case 'return_statement': {
      const value = named(node).find((each) => each.type !== 'comment');
      return [
        value ? { kind: 'return', value: readJavaScriptExpression(value), range } : { kind: 'return', range },
      ];
    }
    case 'if_statement': {
      const alternative = field(node, 'alternative');
      return [
        {
          kind: 'if',
          condition: readJavaScriptExpression(field(node, 'condition')!),
          consequent: body(field(node, 'consequence')!),
          alternate: alternative ? named(alternative).flatMap(body) : [],
          range,
        },
      ];
    }
    case 'for_statement':
      return [forLoop(node)];
    case 'for_in_statement': {
      if (field(node, 'operator')?.text !== 'of') {
        return [unsupported(node, 'for … in runs over names; write for (const x of xs)', true)];
      }
      return [
        {
          kind: 'for',
          target: readTarget(field(node, 'left')!),
          iterable: readJavaScriptExpression(field(node, 'right')!),
          body: body(field(node, 'body')!),
          range,
        },
      ];
    }
    case 'import_statement':
      return imports(node);
    case 'while_statement':
    case 'do_statement':
      return [unsupported(node, 'a while loop has no fixed length; write for (let i = 0; i < n; i++)')];
    case 'break_statement':
    case 'continue_statement':
      return [unsupported(node, 'a loop that stops early depends on its values; use if … else')];
    default:
      return [unsupported(node, `${describe(node)} has no counterpart in a formula; leave it out`, true)];
  }
}

function declarator(node: Node): CodeStatement[] {
  if (node.type !== 'variable_declarator') return [];
  const target = readTarget(field(node, 'name')!);
  const value = field(node, 'value');
  return value ? [{ kind: 'assign', target, value: titled(value, target), range: rangeOf(node) }] : [];
}

/** A function takes the name that it is assigned to, and its definition reaches from that name on. */
function titled(node: Node, target: CodeTarget): CodeExpression {
  const value = readJavaScriptExpression(node);
  if (value.kind !== 'function' || target.kind !== 'name') return value;
  let whole = node;
  while (
    whole.parent &&
    /declarat|assignment_expression|expression_statement|export_statement/.test(whole.parent.type)
  ) {
    whole = whole.parent;
  }
  const range = { start: target.range.start, end: value.range.end };
  const documentation = commentAbove(whole, '//');
  return {
    ...value,
    function: { ...value.function, name: target.name, nameRange: target.range, range, documentation },
  };
}

function classMember(node: Node): CodeStatement[] {
  if (node.type !== 'method_definition') return [];
  return [{ kind: 'function', function: functionOf(node), range: rangeOf(node) }];
}

function functionOf(node: Node): CodeFunction {
  const title = field(node, 'name');
  const inner = field(node, 'body')!;
  const range = rangeOf(node);
  const isAsync = node.child(0)?.type === 'async';
  const exported = node.parent?.type === 'export_statement' ? node.parent : node;
  const statements =
    inner.type === 'statement_block'
      ? block(inner)
      : [{ kind: 'return', value: readJavaScriptExpression(inner), range: rangeOf(inner) } as const];
  return {
    name: title?.text ?? '',
    nameRange: title ? rangeOf(title) : { start: range.start, end: range.start + 1 },
    range,
    parameters: readParameters(node, readJavaScriptExpression),
    body: isAsync ? [unsupported(node, 'an async function; make it a plain one', true)] : statements,
    documentation: title ? commentAbove(exported, '//') : '',
    method: false,
  };
}

function imports(node: Node): CodeStatement[] {
  const path = field(node, 'source')?.text.slice(1, -1) ?? '';
  const range = rangeOf(node);
  const found: CodeStatement[] = [];
  const walk = (each: Node): void => {
    if (each.type === 'identifier') found.push({ kind: 'import', name: each.text, path, range });
    else if (each.type === 'import_specifier') {
      const local = field(each, 'alias') ?? field(each, 'name')!;
      found.push({ kind: 'import', name: local.text, path: `${path}.${field(each, 'name')!.text}`, range });
    } else named(each).forEach(walk);
  };
  const clause = named(node).find((each) => each.type === 'import_clause');
  if (clause) walk(clause);
  return found;
}

function forLoop(node: Node): CodeStatement {
  const [start] = statement(field(node, 'initializer')!);
  const test = field(node, 'condition');
  const move = field(node, 'increment');
  const [moved] = move ? expressionStatement(move) : [];
  const compared =
    test && readJavaScriptExpression(test.type === 'expression_statement' ? named(test)[0]! : test);
  const statements = body(field(node, 'body')!);
  return (
    countedLoop({ start, compared, moved, body: statements, range: rangeOf(node) }) ??
    unsupported(node, 'a loop of another form; write for (let i = 0; i < n; i++)')
  );
}

function expressionStatement(node: Node): CodeStatement[] {
  const range = rangeOf(node);
  switch (node.type) {
    case 'assignment_expression': {
      const target = readTarget(field(node, 'left')!);
      return [{ kind: 'assign', target, value: titled(field(node, 'right')!, target), range }];
    }
    case 'augmented_assignment_expression': {
      const operator = field(node, 'operator')!.text.slice(0, -1);
      if (!ARITHMETIC.has(operator)) return [bitwise(node)];
      const value = readJavaScriptExpression(field(node, 'right')!);
      const target = readTarget(field(node, 'left')!);
      return [{ kind: 'augment', target, operator: operator as ArithmeticOperator, value, range }];
    }
    case 'update_expression': {
      const operator = field(node, 'operator')!.text === '++' ? '+' : '-';
      const target = readTarget(field(node, 'argument')!);
      return [{ kind: 'augment', target, operator, value: { kind: 'number', value: 1, range }, range }];
    }
    case 'sequence_expression':
      return named(node).flatMap(expressionStatement);
    default:
      return [{ kind: 'expression', value: readJavaScriptExpression(node), range }];
  }
}
