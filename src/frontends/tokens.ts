import type { SourceRange } from '../core/problem.ts';

/** A token of an expression: a name, a number, a string or a punctuation mark. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'mark';
  /** As mathjs spells it: a run of superscripts becomes the mark `^` and a number, `×` becomes `*`. */
  readonly text: string;
  readonly range: SourceRange;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** What people type or paste for an operator, and what mathjs calls it. */
const OPERATORS: Readonly<Record<string, string>> = {
  '·': '*',
  '⋅': '*',
  '×': '*',
  '÷': '/',
  '−': '-',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
};

const LETTER = /[\p{L}\p{Nl}\p{Mn}_$₀-₉]/u;
const NAME = /[\p{L}\p{Nl}_$][\p{L}\p{Nl}\p{Mn}_$\d₀-₉′]*/uy;
/** A name of ASCII alone. The classes of all scripts cost milliseconds when they are first used; most texts need none. */
const PLAIN_NAME = /[A-Za-z_$][\w$]*(?![\w$\u0080-\uffff])/y;
const PATTERNS: readonly [Token['kind'], RegExp][] = [
  ['number', /0[xXbBoO][0-9a-fA-F]+|(?:\d+(?:\.(?![*/^'])\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['mark', /\.\*|\.\/|\.\^|\.'|==|!=|<=|>=|<<|>>>|>>|\?\?|\?\.|[-+*/^%!~&|<>=?:,;.()[\]{}'\n]/y],
];

/** Whether a character may stand in a name, besides digits after the first place. */
export function isNameCharacter(character: string): boolean {
  return (character > '\x7f' ? LETTER : /[A-Za-z_$]/).test(character);
}

/** The name that begins at a place of a text; empty where none does. */
export function nameAt(text: string, at: number): string {
  const first = text.charAt(at);
  if (first <= '\x7f' && !/[A-Za-z_$]/.test(first)) return '';
  PLAIN_NAME.lastIndex = at;
  NAME.lastIndex = at;
  return (PLAIN_NAME.exec(text) ?? NAME.exec(text))?.[0] ?? '';
}

/** The tokens of a text in order; characters that belong to none are passed over, mathjs reports them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) at = readToken(text, at, tokens);
  return tokens;
}

/**
 * Reads on from a place of a text, and appends the token there to those before it; nothing for a blank, two for superscripts.
 *
 * @returns Where to read on.
 */
export function readToken(text: string, at: number, tokens: Token[]): number {
  const push = (kind: Token['kind'], spelled: string, start: number, end: number) => {
    tokens.push({ kind, text: spelled, range: { start, end } });
    return end;
  };
  const character = text[at] as string;
  if (character === ' ' || character === '\t' || character === '\r') return at + 1;
  if (character > '\x7f' && SUPERSCRIPTS.includes(character)) {
    let end = at;
    let digits = '';
    while (end < text.length && SUPERSCRIPTS.includes(text[end] as string)) {
      digits += SUPERSCRIPTS.indexOf(text[end] as string);
      end++;
    }
    push('mark', '^', at, at);
    return push('number', digits, at, end);
  }
  const operator = OPERATORS[character];
  if (operator !== undefined) return push('mark', operator, at, at + 1);
  if (character === '"' || (character === "'" && !endsValue(tokens.at(-1)))) {
    const close = text.indexOf(character, at + 1);
    const end = close < 0 ? text.length : close + 1;
    return push('string', text.slice(at, end), at, end);
  }
  return pushPattern(text, at, push);
}

function pushPattern(
  text: string,
  at: number,
  push: (kind: Token['kind'], spelled: string, start: number, end: number) => number,
): number {
  const name = nameAt(text, at);
  if (name !== '') return push('name', name, at, at + name.length);
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return push(kind, match[0], at, pattern.lastIndex);
  }
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  return push('mark', character, at, at + character.length);
}

/** After a value `'` transposes; anywhere else it opens a string. */
export function endsValue(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== 'mark' || /^[)\]}'!%]$/.test(token.text));
}
