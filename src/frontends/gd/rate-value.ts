import { LINE_SEARCHES } from '../../core/methods/line-search/registry.ts';
import type { Method } from '../../core/methods/method.ts';
import { isSolver } from '../../core/methods/registry.ts';
import type { Solver } from '../../core/methods/solver.ts';
import { ProblemError } from '../../core/problem.ts';
import type { Rate, SweptArgument } from '../../core/run/experiment.ts';
import { formatNumber } from '../../core/run/format-number.ts';
import { makeSchedule } from '../../core/run/make-schedule.ts';
import { FUNCTIONS } from '../elaborate/functions.ts';
import type { Expression } from '../expression.ts';
import { nearest } from '../nearest.ts';
import { own } from '../own.ts';
import { parseExpression } from '../parse-expression.ts';
import { listed, readCall, unknown } from './call.ts';
import type { Definitions } from './definitions.ts';
import { readHyperparameter } from './hyperparameter-value.ts';
import { expandSchedules, SCHEDULES } from './schedule-helpers.ts';
import type { Piece } from './split.ts';
import { readSweep } from './sweep-value.ts';

/**
 * The rates that a method is given, several where a list is: numbers, expressions in k, or line searches.
 *
 * @param sweeps - Takes the settings of a line search that run through values; absent: none may.
 * @throws ProblemError where one makes no sense for the method.
 */
export function readRates(
  method: Method | Solver,
  value: Piece,
  definitions: Definitions,
  sweeps?: SweptArgument[],
): Rate[] {
  return listed(value).flatMap((piece) => {
    const search = searchCalled(piece, definitions);
    if (search !== undefined) return readSearch(method, search, piece, definitions, sweeps);
    if (isSolver(method)) {
      throw new ProblemError(
        `${method.name} finds its rate by a line search; leave the rate out, or write rate = backtracking()`,
        piece.range,
      );
    }
    const expression = parseExpression(piece.text, piece.range.start);
    const entries = expression.kind === 'array' ? expression.elements : [expression];
    return entries.map((entry) => readRate(entry, piece, definitions));
  });
}

/** The name of the line search that is called; undefined where it is an expression. */
function searchCalled({ text, range }: Piece, definitions: Definitions): string | undefined {
  const [, name, bracket] = /^([\p{L}_][\p{L}\p{N}_]*)\s*(\()?/u.exec(text) ?? [];
  if (name === undefined || definitions.functions.has(name) || definitions.constants.has(name))
    return undefined;
  if (own(LINE_SEARCHES, name)) return name;
  if (!bracket || own(FUNCTIONS, name) || own(SCHEDULES, name)) return undefined;
  const names = [...Object.keys(LINE_SEARCHES), ...Object.keys(SCHEDULES)];
  if (nearest(name, names) === undefined) return undefined;
  const nameRange = { start: range.start, end: range.start + name.length };
  throw unknown('line search or schedule', name, nameRange, names);
}

function readSearch(
  method: Method | Solver,
  name: string,
  piece: Piece,
  definitions: Definitions,
  sweeps: SweptArgument[] | undefined,
): Rate[] {
  const search = own(LINE_SEARCHES, name) as NonNullable<(typeof LINE_SEARCHES)[string]>;
  if (!isSolver(method) && !method.searchable) {
    throw new ProblemError(
      `the steps of ${method.name} do not follow the gradient, so no line search finds its rate; write a number, rate = 0.01`,
      piece.range,
    );
  }
  const call = readCall(piece, 'a line search', 'backtracking(c1 = 1e-4)', () => {
    const [first] = search.hyperparameters;
    return first && `${first.name} = ${first.default}`;
  });
  let settings: Readonly<Record<string, number>>[] = [{}];
  for (const given of call.arguments) {
    const declared = search.hyperparameters.find((candidate) => candidate.name === given.name);
    if (!declared) {
      const names = search.hyperparameters.map((each) => each.name);
      throw unknown('argument', given.name, given.nameRange, names, name);
    }
    const read = (each: Piece) => readHyperparameter(declared, each, definitions);
    const sweep = sweeps && readSweep(given.value, definitions, read);
    if (sweep) {
      sweeps.push({ argument: `search.${given.name}`, ...sweep });
      continue;
    }
    const values = read(given.value);
    settings = settings.flatMap((before) => values.map((each) => ({ ...before, [given.name]: each })));
  }
  return settings.map((chosen) => ({ kind: 'search', search: name, settings: chosen }));
}

function readRate(expression: Expression, piece: Piece, definitions: Definitions): Rate {
  const { graph, output, statements } = definitions.schedule(expandSchedules(expression, definitions), 'k');
  const node = graph[output] as NonNullable<(typeof graph)[number]>;
  if (node.op === 'constant') {
    const rate = node.attributes.value as number;
    if (!(rate > 0) || !Number.isFinite(rate)) {
      throw new ProblemError(
        `the rate is a positive number, not ${rate}; write one such as 0.1`,
        expression.range,
      );
    }
    return { kind: 'constant', value: rate };
  }
  const { start, end } = expression.range;
  const text = piece.text.slice(start - piece.range.start, end - piece.range.start);
  const rate = { kind: 'schedule', graph, output, text, statements } as const;
  const first = makeSchedule(rate)(0);
  if (!(first >= 0 && first < Number.POSITIVE_INFINITY)) {
    throw new ProblemError(
      `the rate begins with ${formatNumber(first)}, at k = 0; write one that is above 0 for every k from 0 on, as 0.1/(k + 1)`,
      expression.range,
    );
  }
  return rate;
}
