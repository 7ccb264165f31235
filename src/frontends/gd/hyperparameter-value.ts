import type { Hyperparameter } from '../../core/methods/method.ts';
import { ProblemError, type SourceRange } from '../../core/problem.ts';
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
    checkRange(declared, number, entry.range);
    return number;
  });
}

function checkRange(
  { name, range, whole, default: usual }: Hyperparameter,
  number: number,
  place: SourceRange,
): void {
  const { minimum, maximum, open } = range;
  const [left, right] = [open === 'minimum' || open === 'both', open === 'maximum' || open === 'both'];
  const inside =
    (left ? number > minimum : number >= minimum) && (right ? number < maximum : number <= maximum);
  if (!inside) {
    throw new ProblemError(
      `${name} lies between ${minimum}${left ? ' (excluded)' : ''} and ${maximum}${right ? ' (excluded)' : ''}, not at ${number}; its default is ${usual}`,
      place,
    );
  }
  if (whole && !Number.isInteger(number)) {
    throw new ProblemError(`${name} is a whole number, not ${number}; its default is ${usual}`, place);
  }
}
