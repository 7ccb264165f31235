import type { MathNode } from 'mathjs';
import { create, parseDependencies } from 'mathjs/number';
import { isNameCharacter } from './tokens.ts';

type Parse = ((text: string) => MathNode) & {
  isAlpha: (character: string, previous: string, next: string) => boolean;
};

const parse = create(parseDependencies as never, {}).parse as unknown as Parse;
const isAlpha = parse.isAlpha;
parse.isAlpha = (character, previous, next) =>
  isAlpha(character, previous, next) || isNameCharacter(character) || (character === '′' && previous !== '');

/**
 * Parses one expression with mathjs's own parser, with names widened to subscripts (θ₁) and primes (x′).
 *
 * @throws SyntaxError with `char`, counted from 1, where the text is no expression.
 */
export function parseWithMathjs(text: string): MathNode {
  return parse(text);
}
