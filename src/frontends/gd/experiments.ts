import { describeShape } from '../../core/graph/shape.ts';
import type { Objective } from '../../core/objective.ts';
import { coordinateNames } from '../../core/objective.ts';
import { type Problem, ProblemError, type SourceRange } from '../../core/problem.ts';
import type { Interval, MethodChoice, StopRule, Window } from '../../core/run/experiment.ts';
import { boundComplaint, STOP_CONDITIONS } from '../../core/run/stop-conditions.ts';
import { nearest } from '../nearest.ts';
import { parseExpression } from '../parse-expression.ts';
import { attempt, type ExperimentDeclaration } from './declarations.ts';
import type { Definitions } from './definitions.ts';
import type { GdExperiment, GdObjective } from './gd-module.ts';
import { readMethods } from './method-clause.ts';
import { type Piece, splitTop, trimmed } from './split.ts';

const CLAUSES = ['from', 'with', 'until', 'show'] as const;
type ClauseName = (typeof CLAUSES)[number];

interface Clause {
  readonly name: ClauseName;
  readonly nameRange: SourceRange;
  readonly body: Piece;
}

/** Reads a `minimize` or `maximize` statement; what is wrong goes into `problems`, each clause for itself. */
export function readExperiment(
  { sense, rest, statement }: ExperimentDeclaration,
  definitions: Definitions,
  objectives: ReadonlyMap<string, GdObjective>,
  broken: ReadonlySet<string>,
  problems: Problem[],
): GdExperiment | undefined {
  const before = problems.length;
  const parts = splitClauses(rest);
  // What is wrong with a definition is told there; an experiment on it is no second mistake.
  const found = broken.has(parts.head.text)
    ? undefined
    : attempt(problems, () => findObjective(parts.head, sense, definitions, objectives));
  const methods: MethodChoice[] = [];
  let start: number[] | undefined;
  let until: StopRule = {};
  let show: Window | undefined;
  const seen = new Set<ClauseName>();
  for (const clause of parts.clauses) {
    if (clause.name !== 'with' && seen.has(clause.name)) {
      problems.push({
        range: clause.nameRange,
        message: `"${clause.name}" is there twice; put both into one clause, separated by commas`,
        severity: 'error',
      });
      continue;
    }
    seen.add(clause.name);
    if (clause.body.text === '') {
      problems.push({
        range: clause.nameRange,
        message: `"${clause.name}" is empty; ${EXAMPLES[clause.name]}, or take it away`,
        severity: 'error',
      });
      continue;
    }
    attempt(problems, () => {
      if (clause.name === 'with') methods.push(...readMethods(clause.body, definitions, problems));
      if (clause.name === 'until') until = readUntil(clause.body, definitions);
      if (clause.name === 'from' && found) start = readFrom(clause.body, found.objective, definitions);
      if (clause.name === 'show' && found) show = readShow(clause.body, found.objective, definitions);
    });
  }
  if (!found || problems.length > before) return undefined;
  return {
    experiment: {
      objective: found.objective.name,
      sense,
      methods,
      until,
      ...(start ? { start } : {}),
      ...(show ? { show } : {}),
    },
    objective: found.objective,
    range: statement.range,
  };
}

const EXAMPLES: Readonly<Record<ClauseName, string>> = {
  from: 'write a start such as from x = 1, y = 2',
  with: 'write a method such as with gd(rate = 0.1)',
  until: 'write a condition such as until gradient < 1e-6',
  show: 'write a window such as show x in [-2, 2], y in [-1, 3]',
};

function splitClauses({ text, range }: Piece): { head: Piece; clauses: Clause[] } {
  const places: { at: number; name: ClauseName }[] = [];
  let depth = 0;
  const pattern = /[()[\]{}]|(?<![\p{L}\p{N}_])(from|with|until|show)(?=\s|$)(?!\s*=)/gu;
  for (const match of text.matchAll(pattern)) {
    if (match[1] && depth <= 0) places.push({ at: match.index, name: match[1] as ClauseName });
    else if ('([{'.includes(match[0])) depth++;
    else if (')]}'.includes(match[0])) depth--;
  }
  const end = (i: number) => places[i]?.at ?? text.length;
  const head = trimmed(text.slice(0, end(0)), range.start);
  const clauses = places.map(({ at, name }, i): Clause => {
    const from = at + name.length;
    return {
      name,
      nameRange: { start: range.start + at, end: range.start + from },
      body: trimmed(text.slice(from, end(i + 1)), range.start + from),
    };
  });
  return { head, clauses };
}

function findObjective(
  head: Piece,
  sense: string,
  definitions: Definitions,
  objectives: ReadonlyMap<string, GdObjective>,
): GdObjective {
  const names = [...definitions.functions.keys()];
  if (head.text === '') {
    throw new ProblemError(
      `${sense} what? write the name of a definition${names[0] ? `, ${sense} ${names[0]}` : ''}`,
      {
        start: Math.max(0, head.range.start - sense.length),
        end: head.range.start,
      },
    );
  }
  const found = objectives.get(head.text);
  if (found) return found;
  const [first] = /^\S+/.exec(head.text) as RegExpExecArray;
  if (first !== head.text && definitions.functions.has(first)) {
    throw new ProblemError(
      `after ${first} a clause begins with from, with, until or show; write one of them before "${head.text.slice(first.length).trim()}"`,
      { start: head.range.start + first.length, end: head.range.end },
    );
  }
  const near = nearest(head.text, names);
  const hint = near
    ? `did you mean ${near}?`
    : names.length > 0
      ? `there is ${names.join(', ')}`
      : `define it: ${first}(x, y) = …`;
  throw new ProblemError(`there is no definition ${head.text}; ${hint}`, head.range, near);
}

function readFrom(body: Piece, objective: Objective, definitions: Definitions): number[] {
  const start = new Array<number>(objective.size).fill(Number.NaN);
  const given = new Set<string>();
  for (const piece of splitTop(body.text, body.range.start, ',')) {
    const match = /^([^=<>!]+?)\s*=(?!=)\s*(.*)$/s.exec(piece.text);
    if (!match) {
      throw new ProblemError(
        `a start is written name = value; write ${objective.parameters[0]?.name} = 1`,
        piece.range,
      );
    }
    const [, name, text] = match as unknown as [string, string, string];
    const nameRange = { start: piece.range.start, end: piece.range.start + name.length };
    const parameter = objective.parameters.find((candidate) => candidate.name === name);
    if (!parameter) {
      const near = nearest(
        name,
        objective.parameters.map((candidate) => candidate.name),
      );
      const hint = near
        ? `did you mean ${near}?`
        : `its parameters are ${objective.parameters.map((p) => p.name).join(', ')}`;
      throw new ProblemError(`${objective.name} has no parameter ${name}; ${hint}`, nameRange, near);
    }
    if (given.has(name)) throw new ProblemError(`${name} has two starts; take one away`, nameRange);
    given.add(name);
    const at = piece.range.start + piece.text.length - text.length;
    const expression = parseExpression(text, at);
    const { data, shape } = definitions.constant(expression);
    const values = typeof data === 'number' ? new Float64Array(parameter.size).fill(data) : data;
    const fits = typeof data === 'number' || values.length === parameter.size;
    if (!fits || !values.every(Number.isFinite)) {
      throw new ProblemError(
        fits
          ? `the start of ${name} is not finite; write finite numbers`
          : `${name} is ${describeShape(parameter.shape)}, the start is ${describeShape(shape)}; give it ${parameter.size} entries, or one number for all`,
        expression.range,
      );
    }
    start.splice(parameter.offset, parameter.size, ...values);
  }
  const missing = objective.parameters.filter(({ name }) => !given.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new ProblemError(
      `the start lacks ${missing.join(', ')}; add ${missing.map((name) => `${name} = 1`).join(', ')}`,
      body.range,
    );
  }
  return start;
}

function readUntil(body: Piece, definitions: Definitions): StopRule {
  const rule: { -readonly [Name in keyof StopRule]: number } = {};
  for (const piece of splitTop(body.text, body.range.start, ',')) {
    const match = /^((?:[\p{L}_]|\s+(?=\p{L}))*)\s*(<=|<|=(?!=)|)\s*(.*)$/su.exec(piece.text);
    const [, given, sign, text] = match as unknown as [string, string, string, string];
    const nameRange = { start: piece.range.start, end: piece.range.start + Math.max(1, given.length) };
    const written = given.replace(/\s+/g, ' ');
    const condition = STOP_CONDITIONS.find((each) => each.written === written);
    if (!condition) {
      const names = STOP_CONDITIONS.map((each) => each.written);
      const near = nearest(written, names);
      throw new ProblemError(
        `there is no condition "${written || piece.text}"; ${near ? `did you mean ${near}?` : `write one of ${names.join(', ')}`}`,
        nameRange,
        near,
      );
    }
    const { name } = condition;
    if (sign === '' || text === '') {
      const example = condition.sign === '<' ? `${written} < 1e-6` : `${written} = 1000`;
      throw new ProblemError(`${written} needs a bound; write ${example}`, piece.range);
    }
    if (rule[name] !== undefined)
      throw new ProblemError(`${written} is there twice; take one away`, nameRange);
    const expression = parseExpression(text, piece.range.end - text.length);
    const value = definitions.number(expression);
    const complaint = boundComplaint(condition, value);
    if (complaint !== undefined) throw new ProblemError(complaint, expression.range);
    rule[name] = value;
  }
  return rule;
}

function readShow(body: Piece, objective: Objective, definitions: Definitions): Window {
  const names = coordinateNames(objective);
  const pieces = splitTop(body.text, body.range.start, ',');
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
    const expression = parseExpression(text, piece.range.end - text.length);
    const { data } = definitions.constant(expression);
    const [low, high] = typeof data === 'number' ? [data, data] : (data as unknown as [number, number]);
    if (typeof data === 'number' || data.length !== 2 || !(low < high) || !Number.isFinite(high - low)) {
      throw new ProblemError('an interval is [low, high] with low < high; write [-2, 2]', expression.range);
    }
    return { coordinate, interval: [low, high] };
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
