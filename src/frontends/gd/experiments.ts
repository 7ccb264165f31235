import { isSolver, METHODS } from '../../core/methods/registry.ts';
import { type Problem, ProblemError, type SourceRange } from '../../core/problem.ts';
import { checkChoice } from '../../core/run/choose-solver.ts';
import type { Experiment, MethodChoice, StopRule } from '../../core/run/experiment.ts';
import { variantCount } from '../../core/run/fan-out.ts';
import { boundComplaint, STOP_CONDITIONS } from '../../core/run/stop-conditions.ts';
import { nearest } from '../nearest.ts';
import { parseExpression } from '../parse-expression.ts';
import { attempt, type ExperimentDeclaration } from './declarations.ts';
import type { Definitions } from './definitions.ts';
import { readFrom } from './from-clause.ts';
import type { GdExperiment, GdObjective } from './gd-module.ts';
import { readMethods } from './method-clause.ts';
import { type Piece, splitTop, trimmed } from './split.ts';
import { readTune } from './tune-clause.ts';
import { readBasins, readWindow } from './window-clause.ts';
import { checkStart, readWithin } from './within-clause.ts';

const CLAUSES = ['from', 'within', 'with', 'tune', 'until', 'basins', 'show'] as const;
type ClauseName = (typeof CLAUSES)[number];

/** A clause of a statement. */
export interface Clause {
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
  const check = (choice: MethodChoice) => found && checkChoice(choice, found.objective, sense);
  const methods: MethodChoice[] = [];
  let until: StopRule = {};
  let others: Pick<Experiment, 'start' | 'starts' | 'bounds' | 'tune' | 'basins' | 'show'> = {};
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
      if (clause.name === 'with') methods.push(...readMethods(clause.body, definitions, problems, check));
      if (clause.name === 'until') until = readUntil(clause.body, definitions);
      if (clause.name === 'tune') others = { ...others, tune: readTune(clause.body, definitions) };
      if (!found) return;
      const { objective } = found;
      if (clause.name === 'from') others = { ...others, ...readFrom(clause.body, objective, definitions) };
      if (clause.name === 'within')
        others = { ...others, bounds: readWithin(clause.body, objective, definitions) };
      if (clause.name === 'show')
        others = { ...others, show: readWindow(clause.body, objective, definitions) };
      if (clause.name === 'basins')
        others = { ...others, basins: readBasins(clause.body, objective, definitions) };
    });
  }
  const from = parts.clauses.find(({ name }) => name === 'from');
  if (found && from) attempt(problems, () => checkStart(others, found.objective, from.body));
  if (!found || problems.length > before) return undefined;
  const place = (name: ClauseName) => parts.clauses.find((clause) => clause.name === name)?.nameRange;
  attempt(problems, () => {
    checkCount(methods, others.starts?.count ?? 1, place('with') ?? statement.range);
    if (others.tune) checkTunable(methods, place('tune') as SourceRange);
  });
  if (problems.length > before) return undefined;
  return {
    experiment: {
      objective: found.objective.name,
      sense,
      methods,
      until,
      ...others,
    },
    objective: found.objective,
    range: statement.range,
  };
}

/** The runs of one experiment at most. */
const MOST_RUNS = 10_000;

function checkCount(methods: readonly MethodChoice[], starts: number, range: SourceRange): void {
  const runs = starts * methods.reduce((sum, method) => sum + variantCount(method), 0);
  if (runs <= MOST_RUNS) return;
  throw new ProblemError(`these are ${runs} runs, and ${MOST_RUNS} are the most; shorten the lists`, range);
}

function checkTunable(methods: readonly MethodChoice[], range: SourceRange): void {
  const open = ({ method: name, rate, sweeps = [] }: MethodChoice) => {
    const method = METHODS[name];
    return method && !isSolver(method) && !rate && !sweeps.some(({ argument }) => argument === 'rate');
  };
  if (methods.length === 0 || methods.some(open)) return;
  throw new ProblemError(
    'no method is without a rate, so there is nothing to tune; leave a rate away, as in gd(), or take "tune" away',
    range,
  );
}

const EXAMPLES: Readonly<Record<ClauseName, string>> = {
  from: 'write a start such as from x = 1, y = 2',
  within: 'write bounds such as within x in [0, 1]',
  with: 'write a method such as with gd(rate = 0.1)',
  tune: 'write what is looked for, such as tune rate in [1e-5, 1], evaluations = 20000',
  until: 'write a condition such as until gradient < 1e-6',
  basins: 'write a window such as basins x in [-5, 5], y in [-5, 5]',
  show: 'write a window such as show x in [-2, 2], y in [-1, 3]',
};

/** What stands before the first clause, and the clauses. */
export function splitClauses({ text, range }: Piece): { head: Piece; clauses: Clause[] } {
  const places: { at: number; name: ClauseName }[] = [];
  let depth = 0;
  const pattern = /[()[\]{}]|(?<![\p{L}\p{N}_])(from|within|with|tune|until|basins|show)(?=\s|$)(?!\s*=)/gu;
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
      `after ${first} a clause begins with ${CLAUSES.slice(0, -1).join(', ')} or ${CLAUSES.at(-1)}; write one of them before "${head.text.slice(first.length).trim()}"`,
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

/** `until gradient < 1e-6, iterations = 100`. @throws ProblemError where it makes no sense. */
export function readUntil(body: Piece, definitions: Definitions): StopRule {
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
