import type { SourceRange } from '../core/problem.ts';

/** The range without the blanks at its ends; all blanks become an empty range at its start. */
export function trimRange(text: string, { start, end }: SourceRange): SourceRange {
  const part = text.slice(start, end);
  if (part.trim() === '') return { start, end: start };
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}

/** The line around a place. */
export function lineAround(text: string, place: number): SourceRange {
  const start = text.lastIndexOf('\n', place - 1) + 1;
  const end = text.indexOf('\n', place);
  return trimRange(text, { start, end: end < 0 ? text.length : end });
}
