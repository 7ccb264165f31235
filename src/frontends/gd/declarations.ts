import { type Problem, ProblemError, type SourceRange } from '../../core/problem.ts';
import { checkSpelling } from '../check-spelling.ts';
import type { Expression } from '../expression.ts';
import { parseExpression } from '../parse-expression.ts';
import { nameAt } from '../tokens.ts';
import { TOO_DEEP } from '../too-deep.ts';
import { closingBracket, type Piece, splitTop, trimmed } from './split.ts';
import type { Statement } from './statements.ts';

/** `a = 1`: a name for a number, vector or matrix. */
export interface ConstantDeclaration {
  readonly kind: 'constant';
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly body: Expression;
  readonly statement: Statement;
}

/** A parameter as it is declared: `x`, `w[2]`, `W[3, 4]`. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly range: SourceRange;
  readonly extents: readonly Expression[];
}

/** `f(x, w[2]) = …`: an objective, or a helper function. */
export interface FunctionDeclaration {
  readonly kind: 'function';
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly parameters: readonly ParameterDeclaration[];
  readonly body: Expression;
  readonly statement: Statement;
}

/** A statement that begins with `minimize` or `maximize`, not yet read further. */
export interface ExperimentDeclaration {
  readonly kind: 'experiment';
  readonly sense: 'minimize' | 'maximize';
  /** What follows the keyword. */
  readonly rest: Piece;
  readonly statement: Statement;
}

/** A statement that begins with `profile`, not yet read further. */
export interface ProfileDeclaration {
  readonly kind: 'profile';
  /** What follows the keyword. */
  readonly rest: Piece;
  readonly statement: Statement;
}

export type Declaration =
  | ConstantDeclaration
  | FunctionDeclaration
  | ExperimentDeclaration
  | ProfileDeclaration;

/** Words that begin a statement or a clause. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'minimize',
  'maximize',
  'from',
  'with',
  'tune',
  'until',
  'basins',
  'show',
  'in',
]);
/** Names that mathjs keeps for itself. */
const RESERVED = new Set([
  'end',
  'mod',
  'to',
  'in',
  'and',
  'xor',
  'or',
  'not',
  'true',
  'false',
  'null',
  'undefined',
  'NaN',
  'Infinity',
]);

/** Reads one statement; throws a ProblemError where it is none. */
export function readDeclaration(statement: Statement): Declaration {
  const { text, range } = statement;
  const name = nameAt(text, 0);
  if ((name === 'minimize' || name === 'maximize') && !/^\s*=/.test(text.slice(name.length))) {
    const rest = trimmed(text.slice(name.length), range.start + name.length);
    return { kind: 'experiment', sense: name, rest, statement };
  }
  // A definition may be called profile, too: it goes on with "=" or "(".
  if (name === 'profile' && !/^\s*[=(]/.test(text.slice(name.length))) {
    const rest = trimmed(text.slice(name.length), range.start + name.length);
    return { kind: 'profile', rest, statement };
  }
  if (!name) throw notAStatement(statement);
  const nameRange = { start: range.start, end: range.start + name.length };
  const after = text.slice(name.length);
  const open = after.search(/\S/);
  if (open < 0) throw notAStatement(statement);
  if (after[open] === '=' && after[open + 1] !== '=') {
    const { body, declared } = definitionOf(name, nameRange, after, open, range.start + name.length);
    return { kind: 'constant', name: declared, nameRange, body, statement };
  }
  if (after[open] !== '(') throw notAStatement(statement);
  const close = closingBracket(after, open);
  const start = range.start + name.length;
  if (close < 0) {
    throw new ProblemError('the parameters are not closed; write the missing ")"', {
      start: start + open,
      end: start + open + 1,
    });
  }
  const equals = close + 1 + after.slice(close + 1).search(/\S|$/);
  if (after[equals] !== '=' || after[equals + 1] === '=') throw notAStatement(statement);
  const parameters = readParameters(after.slice(open + 1, close), start + open + 1, name);
  const { body, declared } = definitionOf(name, nameRange, after, equals, start);
  return { kind: 'function', name: declared, nameRange, parameters, body, statement };
}

function definitionOf(name: string, nameRange: SourceRange, after: string, equals: number, start: number) {
  checkName(name, nameRange);
  const body = after.slice(equals + 1);
  if (body.trim() === '') {
    throw new ProblemError(`${name} has no value yet; write an expression after "="`, {
      start: start + equals,
      end: start + equals + 1,
    });
  }
  const piece = trimmed(body, start + equals + 1);
  return { body: parseExpression(piece.text, piece.range.start), declared: name };
}

function readParameters(text: string, start: number, owner: string): ParameterDeclaration[] {
  if (text.trim() === '') {
    throw new ProblemError(
      `${owner} has no parameters; write at least one, ${owner}(x), or make it a constant`,
      {
        start: start - 1,
        end: start + text.length + 1,
      },
    );
  }
  const parameters = splitTop(text, start, ',').map((piece): ParameterDeclaration => {
    const name = nameAt(piece.text, 0);
    const rest = piece.text.slice(name.length).trim();
    const range = { start: piece.range.start, end: piece.range.start + (name || piece.text).length };
    if (!name || (rest !== '' && !/^\[.+\]$/s.test(rest))) {
      throw new ProblemError(
        'a parameter is a name, or a name with its size; write x, w[2] or W[3, 4]',
        piece.range,
      );
    }
    checkName(name, range);
    if (rest === '') return { name, range, extents: [] };
    const at = piece.range.start + piece.text.indexOf('[') + 1;
    const extents = splitTop(rest.slice(1, -1), at, ',').map((extent) =>
      parseExpression(extent.text, extent.range.start),
    );
    return { name, range, extents };
  });
  const seen = new Set<string>();
  for (const { name, range } of parameters) {
    if (seen.has(name))
      throw new ProblemError(`${name} is there twice; give each parameter its own name`, range);
    seen.add(name);
  }
  return parameters;
}

function checkName(name: string, range: SourceRange): void {
  checkSpelling(name, range);
  if (!KEYWORDS.has(name) && !RESERVED.has(name)) return;
  throw new ProblemError(
    `${name} is a word of the language; write another name, such as ${name}1`,
    range,
    `${name}1`,
  );
}

function notAStatement({ text, range }: Statement): ProblemError {
  const firstLine = text.split(/\s{2,}/)[0] as string;
  return new ProblemError(
    'this is no statement; write a definition f(x, y) = x^2 + y^2, a constant a = 1, or minimize f',
    { start: range.start, end: range.start + Math.max(1, firstLine.length) },
  );
}

/**
 * Gathers what a step throws as a problem; anything but a ProblemError is a defect and goes on.
 *
 * @param range - Where the step may run out of stack: what is nested too deeply there.
 */
export function attempt<T>(problems: Problem[], step: () => T, range?: SourceRange): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof ProblemError) problems.push(error.toProblem());
    else if (range && error instanceof RangeError)
      problems.push({ range, message: TOO_DEEP, severity: 'error' });
    else throw error;
    return undefined;
  }
}
