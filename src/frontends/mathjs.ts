import type { MathNode } from 'mathjs';
import { create, parseDependencies } from 'mathjs/number';
import { isNameCharacter } from './tokens.ts';

type Parse = ((text: string) => MathNode) & {
  isAlpha: (character: string, previous: string, next: string) => boolean;
};

const parse = create(parseDependencies as never, {}).parse as unknown as Parse;
const isAlpha = parse.isAlpha;
parse.isAlpha = (character, previous, next) =>
  // mathjs asks for every character of a name: of the plain ones at once.
  isNameCharacter(character) ||
  (character > '\x7f' && (isAlpha(character, previous, next) || (character === '′' && previous !== '')));

/**
 * Parses one expression with mathjs's own parser, with names widened to subscripts (θ₁) and primes (x′).
 *
 * @throws SyntaxError with `char`, counted from 1, where the text is no expression.
 */
export function parseWithMathjs(text: string): MathNode {
  return parse(text);
}
