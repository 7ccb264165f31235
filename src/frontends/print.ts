import { printFormula } from '../core/explain/print-formula.ts';
import type { Expression } from './expression.ts';

/**
 * The expression as mathjs reads it, with no more brackets than needed; parsing it gives the same expression again.
 * Numbers are written so that they read back exactly.
 */
export function printExpression(expression: Expression): string {
  return printFormula(expression, 'spaced');
}
