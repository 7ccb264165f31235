import type { CodeExpression, CodeFunction, CodeStatement } from './syntax.ts';

/** A function of the code with the functions around it, the outermost first. */
export interface Candidate {
  readonly function: CodeFunction;
  readonly around: readonly CodeFunction[];
}

/** All functions that have a name, in the order of the text. */
export function candidatesOf(
  statements: readonly CodeStatement[],
  around: readonly CodeFunction[] = [],
): Candidate[] {
  return statements.flatMap((statement): Candidate[] => {
    switch (statement.kind) {
      case 'function':
        return within(statement.function, around);
      case 'assign':
        return statement.value.kind === 'function' && statement.target.kind === 'name'
          ? within(statement.value.function, around)
          : [];
      case 'if':
        return [...candidatesOf(statement.consequent, around), ...candidatesOf(statement.alternate, around)];
      case 'for':
      case 'block':
        return candidatesOf(statement.body, around);
      default:
        return [];
    }
  });
}

function within(fn: CodeFunction, around: readonly CodeFunction[]): Candidate[] {
  return [{ function: fn, around }, ...candidatesOf(fn.body, [...around, fn])];
}

/** The expressions directly in a statement; not those in statements inside it. */
export function expressionsOf(statement: CodeStatement): readonly CodeExpression[] {
  switch (statement.kind) {
    case 'assign':
    case 'augment':
    case 'expression':
      return [statement.value];
    case 'return':
      return statement.value ? [statement.value] : [];
    case 'if':
      return [statement.condition];
    case 'for':
      return [statement.iterable];
    default:
      return [];
  }
}

/** The expressions directly in an expression; not the body of a function. */
export function partsOfCode(code: CodeExpression): readonly CodeExpression[] {
  switch (code.kind) {
    case 'member':
      return [code.object];
    case 'call':
      return [code.callee, ...code.arguments.map((each) => each.value)];
    case 'binary':
    case 'logical':
      return [code.left, code.right];
    case 'unary':
      return [code.operand];
    case 'comparison':
      return code.operands;
    case 'conditional':
      return [code.condition, code.consequent, code.alternate];
    case 'list':
      return code.elements;
    case 'subscript':
      return [
        code.object,
        ...code.subscripts.flatMap((each) =>
          each.kind === 'slice' ? [each.from, each.to, each.step].filter((end) => end !== undefined) : [each],
        ),
      ];
    case 'comprehension':
      return [code.element, ...code.clauses.flatMap((each) => [each.iterable, ...each.conditions])];
    case 'range':
      return [code.from, code.to, code.step];
    default:
      return [];
  }
}
