import { type Bounds, startComplaint } from '../../core/methods/bounds.ts';
import { coordinateNames, type Objective } from '../../core/objective.ts';
import { ProblemError, type SourceRange } from '../../core/problem.ts';
import type { Experiment } from '../../core/run/experiment.ts';
import { nearest } from '../nearest.ts';
import { parseExpression } from '../parse-expression.ts';
import type { Definitions } from './definitions.ts';
import { type Piece, splitTop } from './split.ts';

/**
 * `within x in [0, 1], w in [0, Infinity], W[2, 1] in [-1, 1]`: an interval for each entry of x that has one; a parameter's name stands for
 * all its entries.
 *
 * @throws ProblemError where a name or an interval makes no sense.
 */
export function readWithin(body: Piece, objective: Objective, definitions: Definitions): Bounds {
  const names = coordinateNames(objective);
  const lower = new Array<number>(objective.size).fill(Number.NEGATIVE_INFINITY);
  const upper = new Array<number>(objective.size).fill(Number.POSITIVE_INFINITY);
  const given = new Set<number>();
  for (const piece of splitTop(body.text, body.range.start, ',')) {
    const match = /^(.+?)\s+in\s+(.*)$/su.exec(piece.text);
    if (!match) {
      throw new ProblemError(
        `bounds are written name in [low, high]; write ${names[0]} in [0, 1], or ${names[0]} in [0, Infinity]`,
        piece.range,
      );
    }
    const [, name, text] = match as unknown as [string, string, string];
    const nameRange = { start: piece.range.start, end: piece.range.start + name.length };
    const [low, high] = readBounds(text, piece.range.end - text.length, definitions);
    for (const i of entriesOf(name, nameRange, objective, names)) {
      if (given.has(i)) throw new ProblemError(`${names[i]} has two bounds; take one away`, nameRange);
      given.add(i);
      lower[i] = low;
      upper[i] = high;
    }
  }
  return { lower, upper };
}

/**
 * Refuses a start outside the box, and an interval of starts of which no part lies inside, at the place where it is written.
 *
 * @param from - The `from` clause.
 * @throws ProblemError with the nearest start inside.
 */
export function checkStart(
  { start, starts, bounds }: Pick<Experiment, 'start' | 'starts' | 'bounds'>,
  objective: Objective,
  from: Piece,
): void {
  if (!bounds) return;
  const { lower, upper } = bounds;
  const nearest = start ?? starts?.low.map((low, i) => Math.min(starts.high[i]!, Math.max(low, lower[i]!)));
  const complaint = nearest && startComplaint(nearest, bounds, coordinateNames(objective));
  if (complaint === undefined) return;
  const outside = nearest?.findIndex((entry, i) => entry < lower[i]! || entry > upper[i]!) ?? 0;
  const parameter = objective.parameters.findLast(({ offset }) => offset <= outside);
  const written = splitTop(from.text, from.range.start, ',').find(
    ({ text }) => /^[^\s=]+/u.exec(text)?.[0] === parameter?.name,
  );
  throw new ProblemError(complaint, (written ?? from).range);
}

/** The entries of x that a name stands for: a parameter's, or a single one, `w[2]`. */
function entriesOf(
  name: string,
  range: SourceRange,
  { name: function_, parameters }: Objective,
  names: readonly string[],
): number[] {
  const parameter = parameters.find((each) => each.name === name);
  if (parameter) return Array.from({ length: parameter.size }, (_, i) => parameter.offset + i);
  const entry = names.indexOf(name.replace(/\s+/g, '').replace(/,/g, ', '));
  if (entry >= 0) return [entry];
  const known = [...new Set([...parameters.map((each) => each.name), ...names])];
  const near = nearest(name, known);
  const hint = near ? `did you mean ${near}?` : `write one of ${known.slice(0, 6).join(', ')}`;
  throw new ProblemError(`${function_} has no parameter ${name}; ${hint}`, range, near);
}

function readBounds(text: string, at: number, definitions: Definitions): readonly [number, number] {
  const expression = parseExpression(text, at);
  const { data } = definitions.constant(expression);
  const [low, high] = typeof data === 'number' ? [] : data;
  const two = typeof data !== 'number' && data.length === 2;
  if (two && low !== undefined && high !== undefined && low <= high && low < Infinity && high > -Infinity)
    return [low, high];
  throw new ProblemError(
    'bounds are [low, high] with low ≤ high; write [0, 1], or [0, Infinity] where there is no upper one',
    expression.range,
  );
}
