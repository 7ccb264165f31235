import { ProblemError, type SourceRange } from '../../core/problem.ts';
import { nearest } from '../nearest.ts';
import { closingBracket, type Piece, splitTop } from './split.ts';

/** A call as it is written: `gd(rate = 0.2)`; without parentheses there are no arguments. */
export interface Call {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly range: SourceRange;
  readonly arguments: readonly {
    readonly name: string;
    readonly nameRange: SourceRange;
    readonly value: Piece;
  }[];
}

/** The entries of a list `[a, b]`; anything else is its own only entry. */
export function listed(piece: Piece): Piece[] {
  const { text, range } = piece;
  if (!text.startsWith('[') || closingBracket(text, 0) !== text.length - 1) return [piece];
  return splitTop(text.slice(1, -1), range.start + 1, ',');
}

/**
 * Reads a call.
 *
 * @param what - What it is a call of, "a method".
 * @param example - One that is right.
 * @param argument - For a name an argument that it takes, as an example; undefined where it takes none.
 * @throws ProblemError where it is none.
 */
export function readCall(
  piece: Piece,
  what: string,
  example: string,
  argument: (name: string) => string | undefined,
): Call {
  const { text, range } = piece;
  // With a hyphen it is no name here, but many write CMA-ES so.
  const name = /^[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/u.exec(text)?.[0];
  if (!name) throw new ProblemError(`${what} begins with its name; write ${example}`, range);
  const nameRange = { start: range.start, end: range.start + name.length };
  const open = text.slice(name.length).search(/\S/) + name.length;
  if (open < name.length) return { name, nameRange, range, arguments: [] };
  const close = text[open] === '(' ? closingBracket(text, open) : -1;
  if (close !== text.length - 1) {
    throw new ProblemError(
      text[open] === '('
        ? close < 0
          ? `the arguments of ${name} are not closed; write the missing ")"`
          : `"${text.slice(close + 1).trim()}" follows ${name}(…); separate methods by commas`
        : `"${text.slice(open)}" follows ${name}; write its arguments in parentheses, ${name}(${argument(name) ?? ''})`,
      { start: range.start + (close < 0 ? open : close + 1), end: range.end },
    );
  }
  const inner = text.slice(open + 1, close);
  if (inner.trim() === '') return { name, nameRange, range, arguments: [] };
  const seen = new Set<string>();
  const found = splitTop(inner, range.start + open + 1, ',').map((given) => {
    const match = /^([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)\s*(.+)$/su.exec(given.text);
    if (!match) {
      const [taken] = argument(name)?.split(' = ') ?? [];
      throw new ProblemError(
        `arguments are written name = value; ${taken ? `write ${name}(${taken} = ${given.text || '…'})` : `${name} takes none`}`,
        given.range,
      );
    }
    const [, key, value] = match as unknown as [string, string, string];
    const keyRange = { start: given.range.start, end: given.range.start + key.length };
    if (seen.has(key)) throw new ProblemError(`${key} is there twice; take one away`, keyRange);
    seen.add(key);
    return {
      name: key,
      nameRange: keyRange,
      value: { text: value, range: { start: given.range.end - value.length, end: given.range.end } },
    };
  });
  return { name, nameRange, range, arguments: found };
}

/** There is no thing of that name (in `owner`): with the nearest that there is. */
export function unknown(
  what: string,
  name: string,
  range: SourceRange,
  names: readonly string[],
  owner?: string,
): ProblemError {
  const near = nearest(name, names) ?? nearest(name.replaceAll('-', ''), names);
  const hint = near
    ? `did you mean ${near}?`
    : names.length > 0
      ? `there is ${names.join(', ')}`
      : 'it takes none';
  return new ProblemError(
    `there is no ${what} ${name}${owner === undefined ? '' : ` of ${owner}`}; ${hint}`,
    range,
    near,
  );
}
