import { alignTree } from './align-tree.ts';
import { checkSpelling } from './check-spelling.ts';
import type { Expression, Operator } from './expression.ts';
import { parseWithMathjs } from './mathjs.ts';
import { spellForMathjs } from './spell-for-mathjs.ts';
import { endsValue, readToken, type Token } from './tokens.ts';

/** Marks that bind at least as tightly as a sum, and so lie in one of its terms. */
const INSIDE_TERMS = new Set([...'*/^.!()[]{}', '.*', './', '.^', "'", ".'"]);
/** Operators spelled as names that bind less tightly. */
const OUTSIDE_SUMS = new Set(['and', 'or', 'xor', 'not', 'to', 'in']);

/**
 * Parses a sum one term after the other: the same as parsing it whole, but what a term takes is done with when the next one begins.
 *
 * @param offset - The place of the text in its document, added to every range.
 * @returns Undefined where the text is no sum, or something is wrong with it.
 */
export function parseSum(text: string, offset: number): Expression | undefined {
  let sum: Expression | undefined;
  let operator: Operator | undefined;
  for (let at = 0; at < text.length; ) {
    const term = readTerm(text, at);
    const right = term && parseTerm(text, term.tokens, offset);
    if (!right) return undefined;
    const range = { start: sum?.range.start ?? right.range.start, end: right.range.end };
    sum = sum && operator ? { kind: 'operator', operator, operands: [sum, right], range } : right;
    ({ operator, end: at } = term);
  }
  return operator === undefined ? sum : undefined;
}

interface Term {
  readonly tokens: readonly Token[];
  /** The operator behind it; undefined at the end of the text. */
  readonly operator: '+' | '-' | undefined;
  /** Where the next one begins. */
  readonly end: number;
}

/** The term that begins at a place; undefined where a sum cannot go on so. */
function readTerm(text: string, start: number): Term | undefined {
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const before = tokens.at(-1);
    at = readToken(text, at, tokens);
    const token = tokens.at(-1);
    if (!token || token === before) continue;
    const { kind, text: mark } = token;
    if (kind === 'name' && depth === 0 && OUTSIDE_SUMS.has(mark)) return undefined;
    if (kind !== 'mark') continue;
    if (mark === '+' || mark === '-') {
      if (depth > 0 || !endsValue(before)) continue;
      tokens.pop();
      return { tokens, operator: mark, end: at };
    }
    if (depth === 0 && !INSIDE_TERMS.has(mark)) return undefined;
    if ('([{'.includes(mark)) depth++;
    else if (')]}'.includes(mark)) depth--;
  }
  return { tokens, operator: undefined, end: text.length };
}

function parseTerm(text: string, tokens: readonly Token[], offset: number): Expression | undefined {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return undefined;
  try {
    for (const { kind, text: name, range } of tokens) if (kind === 'name') checkSpelling(name, range);
    const all = { start: offset + first.range.start, end: offset + last.range.end };
    return alignTree(parseWithMathjs(spellForMathjs(text, tokens)), tokens, offset, all);
  } catch {
    // Whoever parses the whole finds the same, and says it in the light of the whole.
    return undefined;
  }
}
