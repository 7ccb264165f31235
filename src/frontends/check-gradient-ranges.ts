import type { SourceRange } from '../core/problem.ts';
import type { CodeExpression, CodeFunction, CodeStatement } from './code/syntax.ts';

/** Where the result of a gradient stands, and each of its components. */
export interface ComponentRanges {
  readonly whole: SourceRange;
  /** The expression that computes the component; the whole where it has none of its own. */
  readonly component: (index: number, size: number) => SourceRange;
}

/** Looks up where a function writes the components of its result. */
export function componentRanges(fn: CodeFunction): ComponentRanges {
  const results = returnsOf(fn.body);
  const [only] = results;
  // On several ways the same component stands in several places, and each may be right.
  if (!only || results.length > 1) return { whole: fn.nameRange, component: () => fn.nameRange };
  const assigned = assignmentsOf(fn.body);
  const value = resolved(only, assigned);
  const elements = elementsOf(value, assigned);
  return {
    whole: value.range,
    component: (index, size) =>
      elements.length === size ? (elements[index]?.range ?? value.range) : value.range,
  };
}

function returnsOf(body: readonly CodeStatement[]): CodeExpression[] {
  return body.flatMap((each): CodeExpression[] => {
    if (each.kind === 'return') return each.value ? [each.value] : [];
    if (each.kind === 'if') return [...returnsOf(each.consequent), ...returnsOf(each.alternate)];
    return each.kind === 'for' || each.kind === 'block' ? returnsOf(each.body) : [];
  });
}

/** The names that are assigned once, by a statement of the body itself. */
function assignmentsOf(body: readonly CodeStatement[]): ReadonlyMap<string, CodeExpression> {
  const once = new Map<string, CodeExpression>();
  const often = new Set<string>();
  const visit = (statements: readonly CodeStatement[], direct: boolean): void => {
    for (const each of statements) {
      if (each.kind === 'if') {
        visit(each.consequent, false);
        visit(each.alternate, false);
      }
      if (each.kind === 'for' || each.kind === 'block') visit(each.body, false);
      if (each.kind !== 'assign' && each.kind !== 'augment') continue;
      const names = each.target.kind === 'pattern' ? each.target.elements : [each.target];
      for (const target of names) {
        if (target.kind !== 'name') continue;
        const plain = direct && each.kind === 'assign' && target === each.target;
        if (plain && !once.has(target.name)) once.set(target.name, each.value);
        else often.add(target.name);
      }
    }
  };
  visit(body, true);
  for (const each of often) once.delete(each);
  return once;
}

function resolved(code: CodeExpression, assigned: ReadonlyMap<string, CodeExpression>): CodeExpression {
  return (code.kind === 'name' ? assigned.get(code.name) : undefined) ?? code;
}

/** The elements of a literal, also within a call such as `np.array([a, b])` and within brackets of its own. */
function elementsOf(
  code: CodeExpression,
  assigned: ReadonlyMap<string, CodeExpression>,
): readonly CodeExpression[] {
  if (code.kind === 'list') {
    return code.elements.flatMap((each): readonly CodeExpression[] => {
      const value = resolved(each, assigned);
      return value.kind === 'list' ? elementsOf(value, assigned) : [value];
    });
  }
  if (code.kind !== 'call') return [code];
  const [first] = code.arguments;
  if (first?.value.kind === 'list') return elementsOf(first.value, assigned);
  const of = code.callee.kind === 'member' && code.callee.name === 'of';
  return of ? code.arguments.map(({ value }) => resolved(value, assigned)) : [code];
}
