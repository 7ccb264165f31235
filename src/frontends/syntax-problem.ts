import { ProblemError } from '../core/problem.ts';
import { originOf } from './spell-for-mathjs.ts';
import type { Token } from './tokens.ts';
import { TOO_DEEP } from './too-deep.ts';

/** What mathjs found wrong with a text, in a sentence about what is written there. */
export function syntaxProblem(
  error: unknown,
  text: string,
  offset: number,
  tokens: readonly Token[],
): ProblemError {
  if (error instanceof RangeError) {
    return new ProblemError(TOO_DEEP, { start: offset, end: offset + text.length });
  }
  const { message = String(error), char } = error as { message?: string; char?: number };
  const at = originOf(Math.max((char ?? 1) - 1, 0), text, tokens);
  const token =
    tokens.find(({ range }) => range.end > at && range.start < range.end) ?? (tokens.at(-1) as Token);
  const range = { start: offset + token.range.start, end: offset + token.range.end };
  const found = text.slice(token.range.start, token.range.end);
  const reason = message.replace(/\s*\(char \d+\)$/, '');
  if (/^Unexpected end|^Value expected/.test(reason)) {
    return at >= (tokens.at(-1) as Token).range.start
      ? new ProblemError(
          `the expression ends after "${found}"; write what is to follow, or take it away`,
          range,
        )
      : new ProblemError(`a value is missing before "${found}"; write one, or take "${found}" away`, range);
  }
  if (/^Parenthesis/.test(reason)) {
    return new ProblemError('a parenthesis is open; write the missing ")"', range);
  }
  if (/^End of matrix/.test(reason)) {
    return new ProblemError('a bracket is open; write the missing "]"', range);
  }
  if (/^Unexpected operator/.test(reason) && found === ')') {
    return new ProblemError('there is no "(" to this ")"; take it away, or open one', range);
  }
  return new ProblemError(`"${found}" cannot stand here; check the operators and brackets around it`, range);
}
