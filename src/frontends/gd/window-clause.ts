import { coordinateNames, type Objective } from '../../core/objective.ts';
import { ProblemError } from '../../core/problem.ts';
import type { BasinRequest, Interval, Window } from '../../core/run/experiment.ts';
import { nearest } from '../nearest.ts';
import { parseExpression } from '../parse-expression.ts';
import type { Definitions } from './definitions.ts';
import { type Piece, splitTop } from './split.ts';

/** `[low, high]` with low < high. @throws ProblemError where it is something else. */
export function readInterval({ text, range }: Piece, definitions: Definitions): Interval {
  const expression = parseExpression(text, range.start);
  const { data } = definitions.constant(expression);
  const [low, high] = typeof data === 'number' ? [data, data] : (data as unknown as [number, number]);
  if (typeof data === 'number' || data.length !== 2 || !(low < high) || !Number.isFinite(high - low)) {
    throw new ProblemError('an interval is [low, high] with low < high; write [-2, 2]', expression.range);
  }
  return [low, high];
}

/** `x in [-2, 2], y in [-1, 3]`. @throws ProblemError where it makes no sense. */
export function readWindow(body: Piece, objective: Objective, definitions: Definitions): Window {
  return windowOf(splitTop(body.text, body.range.start, ','), body, objective, definitions);
}

function windowOf(
  pieces: readonly Piece[],
  body: Piece,
  objective: Objective,
  definitions: Definitions,
): Window {
  const names = coordinateNames(objective);
  const shown = pieces.map((piece): { coordinate: number; interval: Interval } => {
    const match = /^(.+?)\s+in\s+(.*)$/s.exec(piece.text);
    if (!match) {
      throw new ProblemError('a window is written name in [low, high]; write x in [-2, 2]', piece.range);
    }
    const [, name, text] = match as unknown as [string, string, string];
    const coordinate = names.indexOf(name.replace(/\s+/g, '').replace(/,/g, ', '));
    if (coordinate < 0) {
      const near = nearest(name, names);
      const nameRange = { start: piece.range.start, end: piece.range.start + name.length };
      const hint = near ? `did you mean ${near}?` : `write one of ${names.slice(0, 6).join(', ')}`;
      throw new ProblemError(`${objective.name} has no coordinate ${name}; ${hint}`, nameRange, near);
    }
    const range = { start: piece.range.end - text.length, end: piece.range.end };
    return { coordinate, interval: readInterval({ text, range }, definitions) };
  });
  const wanted = Math.min(2, names.length);
  const [first, second] = [shown[0], shown[1] ?? shown[0]];
  if (
    shown.length !== wanted ||
    !first ||
    !second ||
    (wanted === 2 && first.coordinate === second.coordinate)
  ) {
    throw new ProblemError(
      wanted === 2
        ? `a window has two coordinates; write ${names[0]} in [-2, 2], ${names[1]} in [-2, 2]`
        : `a window has one coordinate here; write ${names[0]} in [-2, 2]`,
      body.range,
    );
  }
  return { coordinates: [first.coordinate, second.coordinate], x: first.interval, y: second.interval };
}

/** The cells along one side of a basin map where nothing else is said, and at most. */
const USUAL_CELLS = 48;
const MOST_CELLS = 512;

/** `x in [-5, 5], y in [-5, 5], grid = 64` or `grid = [64, 32]`. @throws ProblemError where it makes no sense. */
export function readBasins(body: Piece, objective: Objective, definitions: Definitions): BasinRequest {
  const pieces = splitTop(body.text, body.range.start, ',');
  const isGrid = ({ text }: Piece) => /^grid\s*=(?!=)/.test(text);
  const [grid, again] = pieces.filter(isGrid);
  if (again) throw new ProblemError('grid is there twice; take one away', again.range);
  const window = windowOf(
    pieces.filter((piece) => !isGrid(piece)),
    body,
    objective,
    definitions,
  );
  if (window.coordinates[0] === window.coordinates[1]) {
    throw new ProblemError(
      `basins are a map of two coordinates, and ${objective.name} has one; write from ${coordinateNames(objective)[0]} in [-5, 5], starts = 20`,
      body.range,
    );
  }
  const [columns, rows] = grid ? readGrid(grid, definitions) : [USUAL_CELLS, USUAL_CELLS];
  return { window, columns, rows };
}

function readGrid({ text, range }: Piece, definitions: Definitions): [number, number] {
  const value = text.replace(/^grid\s*=\s*/, '');
  const at = range.end - value.length;
  const sizes = value === '' ? [] : sizesOf(value, at, definitions);
  const [columns, rows] = sizes.length === 1 ? [sizes[0], sizes[0]] : sizes;
  const fits = (size: number | undefined) => Number.isInteger(size) && size! >= 2 && size! <= MOST_CELLS;
  if (sizes.length > 2 || !fits(columns) || !fits(rows)) {
    throw new ProblemError(
      `a grid has from 2 to ${MOST_CELLS} starts along each side; write grid = ${USUAL_CELLS}, or grid = [64, 32]`,
      { start: value === '' ? range.start : at, end: range.end },
    );
  }
  return [columns as number, rows as number];
}

function sizesOf(value: string, at: number, definitions: Definitions): number[] {
  const { data } = definitions.constant(parseExpression(value, at));
  return typeof data === 'number' ? [data] : Array.from(data);
}
