import { HELPERS } from './helpers.ts';

const NAMES = Object.keys(HELPERS).join(', ');

/**
 * Turns generated JavaScript into a function. The source consists of our own numbered names, literals and calls alone.
 *
 * @param more - What the source calls besides Math and the helpers of every source, by name.
 * @returns Undefined where generating code is forbidden (a content policy without `unsafe-eval`).
 */
export function makeFunction<F>(
  parameters: string,
  body: string,
  more: Readonly<Record<string, unknown>> = {},
): F | undefined {
  try {
    // A function in parentheses is compiled at once, instead of being looked over first.
    const make = new Function(
      'helpers',
      'more',
      `"use strict"; const { ${NAMES} } = helpers, { ${Object.keys(more).join(', ')} } = more;\nreturn (function (${parameters}) {\n${body}\n});`,
    );
    return make(HELPERS, more) as F;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
