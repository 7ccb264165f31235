import { hyperparameterComplaint } from '../../core/methods/hyperparameter-complaint.ts';
import type { Hyperparameter } from '../../core/methods/method.ts';
import { ProblemError } from '../../core/problem.ts';
import { parseExpression } from '../parse-expression.ts';
import { listed, unknown } from './call.ts';
import type { Definitions } from './definitions.ts';
import type { Piece } from './split.ts';

/**
 * The values that a hyperparameter is given, several where a list is: numbers of its range, or for a choice the places of the names,
 * which stand bare or in quotes.
 *
 * @throws ProblemError where one is outside.
 */
export function readHyperparameter(
  declared: Hyperparameter,
  value: Piece,
  definitions: Definitions,
): number[] {
  const { name, choices } = declared;
  if (choices) {
    return listed(value).map(({ text, range }) => {
      const chosen = /^(["'])(.*)\1$/su.exec(text)?.[2] ?? text;
      if (!choices.includes(chosen)) throw unknown(name, chosen, range, choices);
      return choices.indexOf(chosen);
    });
  }
  const expression = parseExpression(value.text, value.range.start);
  return (expression.kind === 'array' ? expression.elements : [expression]).map((entry) => {
    const number = definitions.number(entry);
    const complaint = hyperparameterComplaint(declared, number);
    if (complaint !== undefined) throw new ProblemError(complaint, entry.range);
    return number;
  });
}
