import type { MathNode } from 'mathjs';
import { ProblemError } from '../core/problem.ts';
import { alignTree } from './align-tree.ts';
import { checkSpelling } from './check-spelling.ts';
import type { Expression } from './expression.ts';
import { parseWithMathjs } from './mathjs.ts';
import { parseSum } from './parse-sum.ts';
import { spellForMathjs } from './spell-for-mathjs.ts';
import { syntaxProblem } from './syntax-problem.ts';
import { tokenize } from './tokens.ts';
import { TOO_DEEP } from './too-deep.ts';

/** Texts longer than this are read term by term where they are sums: the trees of all terms together would fill the memory. */
const LONG = 4000;

/**
 * Parses one expression in mathjs syntax. Greek letters, subscripts (θ₁), superscripts (x²) and the signs · × ÷ − ≤ ≥ ≠
 * are understood.
 *
 * @param text - The expression alone.
 * @param offset - The place of the text in its document, added to every range.
 * @throws ProblemError where the text is no expression, or uses what has no meaning here.
 */
export function parseExpression(text: string, offset = 0): Expression {
  const sum = text.length > LONG ? parseSum(text, offset) : undefined;
  if (sum) return sum;
  const tokens = tokenize(text);
  const all = { start: offset, end: offset + text.length };
  if (tokens.length === 0)
    throw new ProblemError('an expression is missing; write one, such as x^2 + y^2', all);
  for (const { kind, text: name, range } of tokens) {
    if (kind === 'name') checkSpelling(name, { start: offset + range.start, end: offset + range.end });
  }
  let tree: MathNode;
  try {
    tree = parseWithMathjs(spellForMathjs(text, tokens));
  } catch (error) {
    throw syntaxProblem(error, text, offset, tokens);
  }
  try {
    return alignTree(tree, tokens, offset, all);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError(TOO_DEEP, all);
  }
}
