import { describeShape } from '../../core/graph/shape.ts';
import type { Objective, Parameter } from '../../core/objective.ts';
import { ProblemError } from '../../core/problem.ts';
import type { Experiment } from '../../core/run/experiment.ts';
import { type RandomStarts, SAMPLINGS, type SamplingName } from '../../core/run/starts.ts';
import { nearest } from '../nearest.ts';
import { parseExpression } from '../parse-expression.ts';
import { unknown } from './call.ts';
import type { Definitions } from './definitions.ts';
import { type Piece, splitTop } from './split.ts';
import { readInterval } from './window-clause.ts';

/** The greatest number of starts. */
const MOST_STARTS = 10_000;

/** What may stand in the clause besides the parameters; a parameter of the same name goes before. */
const OPTIONS = ['starts', 'seed', 'sampling'] as const;
type Option = (typeof OPTIONS)[number];

/**
 * `from x = -1.2, y = 1`: a start; `from w in [-1, 1], bias = 0, starts = 20, seed = 7, sampling = latin`: several, drawn from a box.
 *
 * @throws ProblemError where it makes no sense.
 */
export function readFrom(
  body: Piece,
  objective: Objective,
  definitions: Definitions,
): Pick<Experiment, 'start' | 'starts'> {
  const low = new Array<number>(objective.size).fill(Number.NaN);
  const high = new Array<number>(objective.size).fill(Number.NaN);
  const given = new Set<string>();
  const options = new Map<Option, Piece>();
  for (const piece of splitTop(body.text, body.range.start, ',')) {
    const { name, nameRange, sign, value } = readPart(piece, objective);
    const parameter = objective.parameters.find((candidate) => candidate.name === name);
    const option = OPTIONS.find((each) => each === name);
    if (!parameter && !option) {
      const names = objective.parameters.map((candidate) => candidate.name);
      const near = nearest(name, [...names, ...OPTIONS]);
      const hint = near ? `did you mean ${near}?` : `its parameters are ${names.join(', ')}`;
      throw new ProblemError(`${objective.name} has no parameter ${name}; ${hint}`, nameRange, near);
    }
    if (given.has(name)) {
      throw new ProblemError(
        parameter ? `${name} has two starts; take one away` : `${name} is there twice; take one away`,
        nameRange,
      );
    }
    given.add(name);
    if (!parameter) options.set(option as Option, value);
    else if (sign === 'in') {
      const interval = readInterval(value, definitions);
      low.fill(interval[0], parameter.offset, parameter.offset + parameter.size);
      high.fill(interval[1], parameter.offset, parameter.offset + parameter.size);
    } else {
      const values = readValues(value, parameter, definitions);
      low.splice(parameter.offset, parameter.size, ...values);
      high.splice(parameter.offset, parameter.size, ...values);
    }
  }
  const missing = objective.parameters.filter(({ name }) => !given.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new ProblemError(
      `the start lacks ${missing.join(', ')}; add ${missing.map((name) => `${name} = 1`).join(', ')}`,
      body.range,
    );
  }
  const varying = low.filter((from, i) => from < (high[i] as number)).length;
  if (varying > 0) return { starts: { low, high, ...readOptions(options, varying, definitions) } };
  for (const [name, { range }] of options) {
    throw new ProblemError(
      `${name} is for starts that are drawn from an interval, and there is none; write ${objective.parameters[0]?.name} in [-1, 1], or take ${name} away`,
      range,
    );
  }
  return { start: low };
}

/** What a point such as (2, 1) means with names; an example where it has not an entry for every parameter, or for one vector. */
function namedStart(text: string, { parameters }: Objective): string {
  const entries =
    /^[([](.*)[)\]]$/s
      .exec(text)?.[1]
      ?.split(/[,;]/)
      .map((entry) => entry.trim()) ?? [];
  const [first] = parameters;
  if (first && parameters.length === 1 && first.size > 1 && entries.length === first.size)
    return `${first.name} = [${entries.join(', ')}]`;
  const named = parameters.every(({ size }) => size === 1) && entries.length === parameters.length;
  return named ? parameters.map(({ name }, i) => `${name} = ${entries[i]}`).join(', ') : `${first?.name} = 1`;
}

function readPart(piece: Piece, objective: Objective) {
  const match = /^([^=<>!]+?)(?:\s*(=)(?!=)\s*|\s+(in)\s+)(.*)$/s.exec(piece.text);
  if (!match) {
    throw new ProblemError(
      `a start is written name = value, or name in [low, high]; write ${namedStart(piece.text, objective)}`,
      piece.range,
    );
  }
  const [, name, equals, within, text] = match as unknown as [string, string, string?, string?, string?];
  const value = text as string;
  return {
    name,
    nameRange: { start: piece.range.start, end: piece.range.start + name.length },
    sign: equals ?? within,
    value: { text: value, range: { start: piece.range.end - value.length, end: piece.range.end } },
  };
}

function readValues({ text, range }: Piece, parameter: Parameter, definitions: Definitions): Float64Array {
  const expression = parseExpression(text, range.start);
  const { data, shape } = definitions.constant(expression);
  const values = typeof data === 'number' ? new Float64Array(parameter.size).fill(data) : data;
  const fits = typeof data === 'number' || values.length === parameter.size;
  if (!fits || !values.every(Number.isFinite)) {
    throw new ProblemError(
      fits
        ? `the start of ${parameter.name} is not finite; write finite numbers`
        : `${parameter.name} is ${describeShape(parameter.shape)}, the start is ${describeShape(shape)}; give it ${parameter.size} entries, or one number for all`,
      expression.range,
    );
  }
  return values;
}

function readOptions(
  options: ReadonlyMap<Option, Piece>,
  varying: number,
  definitions: Definitions,
): Pick<RandomStarts, 'count' | 'seed' | 'sampling'> {
  const [starts, seed, sampling] = OPTIONS.map((name) => options.get(name));
  const name = sampling?.text ?? 'uniform';
  if (sampling && !Object.hasOwn(SAMPLINGS, name)) {
    throw unknown('sampling', name, sampling.range, Object.keys(SAMPLINGS));
  }
  const { limit } = SAMPLINGS[name as SamplingName];
  if (sampling && varying > limit) {
    throw new ProblemError(
      `a Sobol sequence has at most ${limit} coordinates, and ${varying} vary here; write sampling = latin`,
      sampling.range,
      'latin',
    );
  }
  return {
    count: readWhole('starts', starts, 1, 1, MOST_STARTS, definitions),
    seed: readWhole('seed', seed, 0, 0, Number.MAX_SAFE_INTEGER, definitions),
    sampling: name as SamplingName,
  };
}

function readWhole(
  name: string,
  piece: Piece | undefined,
  usual: number,
  least: number,
  most: number,
  definitions: Definitions,
): number {
  if (!piece) return usual;
  const value = definitions.number(parseExpression(piece.text, piece.range.start));
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ProblemError(
    `${name} is a whole number from ${least} to ${most}, not ${value}; its default is ${usual}`,
    piece.range,
  );
}
