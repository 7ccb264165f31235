import { ProblemError } from '../../core/problem.ts';
import type { SweptArgument } from '../../core/run/experiment.ts';
import { type Sweep, sweepValues } from '../../core/run/sweep.ts';
import { parseExpression } from '../parse-expression.ts';
import type { Definitions } from './definitions.ts';
import { closingBracket, type Piece, splitTop } from './split.ts';

const SCALES = { linspace: 'linear', logspace: 'log' } as const;
/** The greatest number of values of one sweep, and of seeds. */
const MOST_VALUES = 10_000;

/**
 * `logspace(1e-4, 1, 25)` or `linspace(0, 0.9, 10)`; undefined where it is something else.
 *
 * @param check - Reads one value as if it stood there; throws a ProblemError where it makes no sense.
 */
export function readSweep(
  piece: Piece,
  definitions: Definitions,
  check: (value: Piece) => unknown,
): Sweep | undefined {
  const { text, range } = piece;
  const [, name, gap] = /^(linspace|logspace)(\s*)\(/.exec(text) ?? [];
  if (name === undefined || definitions.functions.has(name)) return undefined;
  const open = name.length + (gap as string).length;
  const close = closingBracket(text, open);
  const example = name === 'linspace' ? 'linspace(0, 0.9, 10)' : 'logspace(1e-4, 1, 25)';
  if (close !== text.length - 1) {
    throw new ProblemError(
      close < 0
        ? `the arguments of ${name} are not closed; write the missing ")"`
        : `"${text.slice(close + 1).trim()}" follows ${name}(…); a sweep stands alone, as in ${example}`,
      { start: range.start + (close < 0 ? open : close + 1), end: range.end },
    );
  }
  const given = splitTop(text.slice(open + 1, close), range.start + open + 1, ',');
  if (given.length !== 3) {
    const count = text.slice(open + 1, close).trim() === '' ? 0 : given.length;
    throw new ProblemError(
      `${name} takes the first value, the last and their number, not ${count} ${count === 1 ? 'argument' : 'arguments'}; write ${example}`,
      range,
    );
  }
  const [from, to, count] = given.map(({ text: part, range: place }) =>
    definitions.number(parseExpression(part, place.start)),
  ) as [number, number, number];
  const [first, last, number] = given as [Piece, Piece, Piece];
  const scale = SCALES[name as keyof typeof SCALES];
  for (const [value, place] of [
    [from, first],
    [to, last],
  ] as const) {
    if (!Number.isFinite(value) || (scale === 'log' && !(value > 0))) {
      throw new ProblemError(
        scale === 'log'
          ? `logspace goes from one positive number to another, not by ${value}; write ${example}, or linspace(…)`
          : `linspace goes from one finite number to another, not by ${value}; write ${example}`,
        place.range,
      );
    }
  }
  if (from === to) {
    throw new ProblemError(
      `${name} goes from ${from} to ${to}, which is one value; write ${from} alone`,
      range,
    );
  }
  if (!Number.isInteger(count) || count < 2 || count > MOST_VALUES) {
    throw new ProblemError(
      `the number of values is a whole number from 2 to ${MOST_VALUES}, not ${count}; write ${example}`,
      number.range,
    );
  }
  const sweep: Sweep = { scale, from, to, count };
  for (const value of sweepValues(sweep)) {
    try {
      check({ text: String(value), range });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      throw new ProblemError(error.message, range);
    }
  }
  return sweep;
}

/** `seeds = 200`: so many seeds, from 0 on; `withFirstSeed` moves them. */
export function readSeeds(
  argument: SweptArgument['argument'],
  piece: Piece,
  definitions: Definitions,
): SweptArgument | undefined {
  const count = definitions.number(parseExpression(piece.text, piece.range.start));
  if (!Number.isInteger(count) || count < 1 || count > MOST_VALUES) {
    throw new ProblemError(
      `seeds is how many seeds there are, a whole number from 1 to ${MOST_VALUES}, not ${count}; write seeds = 200`,
      piece.range,
    );
  }
  return count === 1 ? undefined : { argument, scale: 'linear', from: 0, to: count - 1, count };
}

/** Seeds that begin at another than 0. */
export function withFirstSeed(sweep: SweptArgument, seed: number): SweptArgument {
  return { ...sweep, from: seed, to: seed + sweep.count - 1 };
}
