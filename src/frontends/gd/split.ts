import type { SourceRange } from '../../core/problem.ts';

/** A part of a text with its place. */
export interface Piece {
  readonly text: string;
  readonly range: SourceRange;
}

/** A piece without the blanks at its ends; an empty one keeps one place. */
export function trimmed(text: string, start: number): Piece {
  const lead = text.length - text.trimStart().length;
  const inner = text.trim();
  const from = inner === '' ? start : start + lead;
  return { text: inner, range: { start: from, end: from + inner.length } };
}

/** The parts of a text between separators outside brackets and quotes, trimmed. */
export function splitTop(text: string, start: number, separator: string): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    if (character !== undefined && '([{'.includes(character)) depth++;
    if (character !== undefined && ')]}'.includes(character)) depth--;
    if (i === text.length || (character === separator && depth <= 0 && !quoted)) {
      pieces.push(trimmed(text.slice(from, i), start + from));
      from = i + 1;
    }
  }
  return pieces;
}

/** The place of the bracket that closes the one at `open`; −1 where there is none. */
export function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if ('([{'.includes(text[i] as string)) depth++;
    if (')]}'.includes(text[i] as string) && --depth === 0) return i;
  }
  return -1;
}
