import { ProblemError, type SourceRange } from '../core/problem.ts';

/** Throws where a name is written with separate accents that its letters have: it would be another name than the one that looks alike. */
export function checkSpelling(name: string, range: SourceRange): void {
  if (/^[\w$]*$/.test(name)) return;
  const composed = name.normalize('NFC');
  if (composed === name) return;
  throw new ProblemError(
    `${name} is written in another way than it looks; write ${composed}, its letters as one character each`,
    range,
    composed,
  );
}
