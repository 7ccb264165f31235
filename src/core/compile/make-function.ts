import { HELPERS } from './helpers.ts';

const NAMES = Object.keys(HELPERS).join(', ');

/**
 * Turns generated JavaScript into a function. The source consists of our own numbered names, literals and calls alone.
 *
 * @returns Undefined where generating code is forbidden (a content policy without `unsafe-eval`).
 */
export function makeFunction<F>(parameters: string, body: string): F | undefined {
  try {
    const make = new Function(
      'helpers',
      `"use strict"; const { ${NAMES} } = helpers;\nreturn (${parameters}) => {\n${body}\n};`,
    );
    return make(HELPERS) as F;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
