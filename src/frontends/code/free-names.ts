import { partsOfCode } from './candidates.ts';
import type { CodeExpression, CodeTarget } from './syntax.ts';

/** The names of an expression that it does not bind itself, in order of appearance; names that are called are left out. */
export function freeNames(
  code: CodeExpression,
  bound: ReadonlySet<string> = new Set(),
  found = new Set<string>(),
): Set<string> {
  if (code.kind === 'name') {
    if (!bound.has(code.name)) found.add(code.name);
    return found;
  }
  if (code.kind === 'call') {
    if (code.callee.kind !== 'name') freeNames(code.callee, bound, found);
    for (const each of code.arguments) freeNames(each.value, bound, found);
    return found;
  }
  if (code.kind === 'comprehension') {
    const inner = new Set(bound);
    for (const { target, iterable, conditions } of code.clauses) {
      freeNames(iterable, inner, found);
      for (const each of targetNames(target)) inner.add(each);
      for (const each of conditions) freeNames(each, inner, found);
    }
    return freeNames(code.element, inner, found);
  }
  if (code.kind === 'function') {
    const inner = new Set([
      ...bound,
      ...code.function.parameters.flatMap((each) => targetNames(each.target)),
    ]);
    for (const each of code.function.body) {
      if (each.kind === 'return' && each.value) freeNames(each.value, inner, found);
    }
    return found;
  }
  for (const part of partsOfCode(code)) freeNames(part, bound, found);
  return found;
}

/** The names that a target gives values to. */
export function targetNames(target: CodeTarget): string[] {
  if (target.kind === 'name') return [target.name];
  return target.kind === 'pattern' ? target.elements.flatMap(targetNames) : [];
}
