import type { CodeExpression, CodeStatement } from './syntax.ts';

/** The parts of `for (start; compared; moved) body`, as far as they are there. */
export interface LoopParts {
  readonly start: CodeStatement | undefined;
  readonly compared: CodeExpression | undefined;
  readonly moved: CodeStatement | undefined;
  readonly body: readonly CodeStatement[];
  readonly range: CodeStatement['range'];
}

/** `for (let i = a; i < b; i += s)` as a loop over the numbers from a up to b, or down; undefined for loops of another form. */
export function countedLoop({ start, compared, moved, body, range }: LoopParts): CodeStatement | undefined {
  if (start?.kind !== 'assign' || start.target.kind !== 'name') return undefined;
  if (compared?.kind !== 'comparison' || moved?.kind !== 'augment') return undefined;
  const counter = start.target.name;
  const [left, right] = compared.operands;
  if (left?.kind !== 'name' || left.name !== counter || !right) return undefined;
  if (moved.target.kind !== 'name' || moved.target.name !== counter) return undefined;
  const descending = moved.operator === '-';
  const operator = compared.operators[0];
  if (moved.operator !== '+' && !descending) return undefined;
  if (!(descending ? ['>', '>='] : ['<', '<=']).includes(operator ?? '')) return undefined;
  if (changes(body, counter)) return undefined;
  const one: CodeExpression = { kind: 'number', value: 1, range };
  const inclusive = operator === '<=' || operator === '>=';
  const to: CodeExpression = inclusive
    ? { kind: 'binary', operator: descending ? '-' : '+', left: right, right: one, range: right.range }
    : right;
  const step: CodeExpression = descending
    ? { kind: 'unary', operator: '-', operand: moved.value, range: moved.range }
    : moved.value;
  const iterable: CodeExpression = { kind: 'range', from: start.value, to, step, range };
  return { kind: 'for', target: start.target, iterable, body, range };
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
