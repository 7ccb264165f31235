import type { Node } from '@vscode/tree-sitter-wasm';
import { readParameters } from './javascript-parameters.ts';
import { readTarget } from './javascript-target.ts';
import type {
  ArithmeticOperator,
  CodeArgument,
  CodeExpression,
  CodeFunction,
  CodeStatement,
  CodeTarget,
  ComparisonOperator,
} from './syntax.ts';
import { commentAbove, field, named, rangeOf, unsupported } from './tree.ts';

const ARITHMETIC = new Set<string>(['+', '-', '*', '/', '%', '**']);
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

/** The statements of a JavaScript or TypeScript module. */
export function readJavaScript(root: Node): CodeStatement[] {
  return block(root);
}

/** The expression that a JavaScript or TypeScript syntax node writes. */
export function readJavaScriptExpression(node: Node): CodeExpression {
  return expression(node);
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
      return value ? [{ kind: 'expression', value: expression(value), range }] : [];
    }
    case 'function_declaration':
      return [{ kind: 'function', function: functionOf(node, node), range }];
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
      return [value ? { kind: 'return', value: expression(value), range } : { kind: 'return', range }];
    }
    case 'if_statement': {
      const alternative = field(node, 'alternative');
      return [
        {
          kind: 'if',
          condition: expression(field(node, 'condition')!),
          consequent: body(field(node, 'consequence')!),
          alternate: alternative ? named(alternative).flatMap(body) : [],
          range,
        },
      ];
    }
    case 'for_statement':
      return [countedLoop(node)];
    case 'for_in_statement': {
      if (field(node, 'operator')?.text !== 'of') {
        return [unsupported(node, 'for … in runs over names; write for (const x of xs)', true)];
      }
      return [
        {
          kind: 'for',
          target: readTarget(field(node, 'left')!),
          iterable: expression(field(node, 'right')!),
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

function describe(node: Node): string {
  return `\`${node.text.split('\n')[0]?.slice(0, 40) ?? ''}\``;
}

function declarator(node: Node): CodeStatement[] {
  if (node.type !== 'variable_declarator') return [];
  const target = readTarget(field(node, 'name')!);
  const value = field(node, 'value');
  return value ? [{ kind: 'assign', target, value: titled(value, target), range: rangeOf(node) }] : [];
}

/** A function takes the name that it is assigned to, and its definition reaches from that name on. */
function titled(node: Node, target: CodeTarget): CodeExpression {
  const value = expression(node);
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
  return [{ kind: 'function', function: functionOf(node, node), range: rangeOf(node) }];
}

function functionOf(node: Node, whole: Node): CodeFunction {
  const title = field(node, 'name');
  const inner = field(node, 'body')!;
  const range = rangeOf(node);
  const isAsync = node.child(0)?.type === 'async';
  const exported = whole.parent?.type === 'export_statement' ? whole.parent : whole;
  const statements =
    inner.type === 'statement_block'
      ? block(inner)
      : [{ kind: 'return', value: expression(inner), range: rangeOf(inner) } as const];
  return {
    name: title?.text ?? '',
    nameRange: title ? rangeOf(title) : { start: range.start, end: range.start + 1 },
    range,
    parameters: readParameters(node, expression),
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

/** `for (let i = a; i < b; i += s)` as a loop over the numbers from a up to b. */
function countedLoop(node: Node): CodeStatement {
  const range = rangeOf(node);
  const odd = () => unsupported(node, 'a loop of another form; write for (let i = 0; i < n; i++)');
  const [start] = statement(field(node, 'initializer')!);
  const test = field(node, 'condition');
  const move = field(node, 'increment');
  if (start?.kind !== 'assign' || start.target.kind !== 'name' || !test || !move) return odd();
  const counter = start.target.name;
  const compared = expression(test.type === 'expression_statement' ? named(test)[0]! : test);
  const [moved] = expressionStatement(move);
  if (compared.kind !== 'comparison' || moved?.kind !== 'augment') return odd();
  const [left, right] = compared.operands;
  const isCounter = (code: CodeExpression | undefined) => code?.kind === 'name' && code.name === counter;
  if (!isCounter(left) || !right || moved.target.kind !== 'name' || moved.target.name !== counter)
    return odd();
  const descending = moved.operator === '-';
  const operator = compared.operators[0];
  if (moved.operator !== '+' && !descending) return odd();
  if (!(descending ? ['>', '>='] : ['<', '<=']).includes(operator ?? '')) return odd();
  const one: CodeExpression = { kind: 'number', value: 1, range };
  const inclusive = operator === '<=' || operator === '>=';
  const to: CodeExpression = inclusive
    ? { kind: 'binary', operator: descending ? '-' : '+', left: right, right: one, range: right.range }
    : right;
  const step: CodeExpression = descending
    ? { kind: 'unary', operator: '-', operand: moved.value, range: moved.range }
    : moved.value;
  const statements = body(field(node, 'body')!);
  if (changes(statements, counter)) return odd();
  const iterable: CodeExpression = { kind: 'range', from: start.value, to, step, range };
  return { kind: 'for', target: start.target, iterable, body: statements, range };
}

function changes(statements: readonly CodeStatement[], counter: string): boolean {
  return statements.some((each) => {
    if (each.kind === 'assign' || each.kind === 'augment') {
      return each.target.kind === 'name' && each.target.name === counter;
    }
    if (each.kind === 'if') return changes(each.consequent, counter) || changes(each.alternate, counter);
    return each.kind === 'for' && changes(each.body, counter);
  });
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
      const value = expression(field(node, 'right')!);
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
      return [{ kind: 'expression', value: expression(node), range }];
  }
}

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
      return { kind: 'function', function: functionOf(node, node), range };
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

/** What stands for `...xs` among arguments and elements: a name that no code can contain. */
export const SPREAD = '...';

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
  if (!ARITHMETIC.has(operator)) return unsupported(node, `${operator} is no arithmetic; use numbers`, true);
  const [left, right] = [expression(leftNode), expression(rightNode)];
  return { kind: 'binary', operator: operator as ArithmeticOperator, left, right, range };
}

function bitwise(node: Node) {
  return unsupported(
    node,
    'operations on bits have no derivative; use arithmetic, or &&, ||, ! for conditions',
  );
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
