import type { Method } from '../../core/methods/method.ts';
import type { Solver } from '../../core/methods/solver.ts';
import { ProblemError } from '../../core/problem.ts';
import type { Rate } from '../../core/run/experiment.ts';
import { Definitions } from './definitions.ts';
import { readRates } from './rate-value.ts';

/**
 * The rate that a text says, as it stands in a `with` clause: a number, an expression in k, or a line search.
 *
 * @param definitions - What the names in it mean; absent: there are none.
 * @throws ProblemError where it says none or several, or one that makes no sense for the method.
 */
export function readRate(
  method: Method | Solver,
  text: string,
  definitions: Definitions = new Definitions(new Map(), new Map()),
): Rate {
  const range = { start: 0, end: text.length };
  if (text.trim() === '') throw new ProblemError('the rate is empty; write a number such as 0.1', range);
  const [rate, another] = readRates(method, { text, range }, definitions);
  if (!rate || another) throw new ProblemError(`${text} is not one rate; write one, such as 0.1`, range);
  return rate;
}
