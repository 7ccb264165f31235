import type { SourceRange } from '../core/problem.ts';
import type { Lifter } from './code/lifter.ts';
import type { CodeLanguage } from './lift.ts';
import { readCodeSelection } from './selection-code.ts';
import { readGdSelection } from './selection-gd.ts';
import { readProseSelection } from './selection-prose.ts';

/** A selection that is an objective. */
export interface SelectedObjective {
  /** `.gd` text: the definition with what it needs, and an experiment where a start is known. */
  readonly text: string;
  readonly name: string;
  /** What of the document was read. */
  readonly range: SourceRange;
}

/** A selection that is none. */
export interface SelectionRefusal {
  /** What was looked for and why it is not there, without a full stop. */
  readonly message: string;
  readonly range: SourceRange;
}

/** A document, and the part of it that the user points at; an empty selection is a cursor. */
export interface SelectionRequest {
  readonly text: string;
  readonly selection: SourceRange;
  /** The document's language as the editor names it; one that is not read as code is read as plain text. */
  readonly language: string;
  readonly lifter: Lifter;
}

const CODE: Readonly<Record<string, CodeLanguage>> = {
  python: 'python',
  py: 'python',
  javascript: 'javascript',
  js: 'javascript',
  javascriptreact: 'javascript',
  jsx: 'javascript',
  typescript: 'typescript',
  ts: 'typescript',
  typescriptreact: 'typescript',
  tsx: 'typescript',
};

/** The objective that a selection in any document means. Never throws for what a text says. */
export async function readSelection(
  request: SelectionRequest,
): Promise<SelectedObjective | SelectionRefusal> {
  const { text, selection, language, lifter } = request;
  if (language === 'gd') return readGdSelection(text, selection);
  const code = Object.hasOwn(CODE, language) ? CODE[language] : undefined;
  if (code) return readCodeSelection(text, selection, code, lifter);
  const fence = language === 'markdown' ? fenceAround(text, selection) : undefined;
  if (!fence) return readProseSelection(text, selection);
  const { start, end } = fence.range;
  const inner = { start: selection.start - start, end: selection.end - start };
  const found = await readSelection({
    text: text.slice(start, end),
    selection: inner,
    language: fence.language,
    lifter,
  });
  return { ...found, range: { start: found.range.start + start, end: found.range.end + start } };
}

/** The fenced block of Markdown around a selection, with its language; undefined where there is none. */
function fenceAround(
  text: string,
  selection: SourceRange,
): { language: string; range: SourceRange } | undefined {
  for (const match of text.matchAll(/^[ \t]*(`{3,}|~{3,})[ \t]*(\S*).*\n([\s\S]*?)^[ \t]*\1[ \t]*$/gm)) {
    const [whole, , language, content] = match as unknown as [string, string, string, string];
    const start = match.index + whole.indexOf('\n') + 1;
    const end = start + content.length;
    if (start <= selection.start && selection.end <= end)
      return { language: language.toLowerCase(), range: { start, end } };
  }
  return undefined;
}
