import { ProblemError } from '../../core/problem.ts';
import type { Interval, Tuning } from '../../core/run/experiment.ts';
import { nearest } from '../nearest.ts';
import { parseExpression } from '../parse-expression.ts';
import type { Definitions } from './definitions.ts';
import { type Piece, splitTop } from './split.ts';
import { readInterval } from './window-clause.ts';

/** The rates among which a method's own is looked for where nothing else is said. */
const USUAL_RATES: Interval = [1e-6, 10];
/** Fewer evaluations tell nothing about a rate. */
const LEAST_EVALUATIONS = 500;

/** `rate in [1e-5, 1], evaluations = 20000`. @throws ProblemError where it makes no sense. */
export function readTune(body: Piece, definitions: Definitions): Tuning {
  let rates: Interval | undefined;
  let evaluations: number | undefined;
  for (const piece of splitTop(body.text, body.range.start, ',')) {
    const match = /^(rate)\s+in\s+(.*)$|^(evaluations)\s*=(?!=)\s*(.*)$/s.exec(piece.text);
    if (!match) {
      const [word] = /^[\p{L}_]*/u.exec(piece.text) as RegExpExecArray;
      const near = nearest(word, ['rate', 'evaluations']);
      throw new ProblemError(
        `a search is written rate in [low, high], evaluations = number; ${near && near !== word ? `did you mean ${near}?` : 'write tune rate in [1e-5, 1], evaluations = 20000'}`,
        piece.range,
        near && near !== word ? piece.text.replace(word, near) : undefined,
      );
    }
    const [, rate, interval, , number] = match;
    const text = (rate ? interval : number) as string;
    const value = { text, range: { start: piece.range.end - text.length, end: piece.range.end } };
    if ((rate ? rates : evaluations) !== undefined)
      throw new ProblemError(`${rate ?? 'evaluations'} is there twice; take one away`, piece.range);
    if (rate) {
      rates = readInterval(value, definitions);
      if (!(rates[0] > 0))
        throw new ProblemError(`rates are positive, and ${rates[0]} is not; write [1e-5, 1]`, value.range);
    } else {
      evaluations = definitions.number(parseExpression(value.text, value.range.start));
      if (!Number.isInteger(evaluations) || evaluations < LEAST_EVALUATIONS || evaluations > 1e9) {
        throw new ProblemError(
          `the budget of each method is a whole number of evaluations from ${LEAST_EVALUATIONS} to 1e9, not ${evaluations}; write evaluations = 20000`,
          value.range,
        );
      }
    }
  }
  if (evaluations === undefined) {
    throw new ProblemError(
      'the search has no budget; add evaluations = 20000, the same for every method',
      body.range,
    );
  }
  const [low, high] = rates ?? USUAL_RATES;
  return { low, high, evaluations };
}
