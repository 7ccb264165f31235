import type { SourceRange } from '../../core/problem.ts';

/** A statement of a `.gd` text. */
export interface Statement {
  /** Its text with comments and line ends blanked out: every character stands at `range.start` plus its place. */
  readonly text: string;
  readonly range: SourceRange;
  /** The comment lines directly above it, without `#`. */
  readonly documentation: string;
}

/**
 * Splits a `.gd` text into statements: one per line that begins in the first column, with the indented lines and the lines
 * inside open brackets that follow it. `#` begins a comment, outside quotes.
 */
export function splitStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  let open: { start: number; end: number; text: string; depth: number; documentation: string } | undefined;
  let comments: string[] = [];
  const close = () => {
    if (open) {
      statements.push({
        text: open.text.slice(0, open.end - open.start),
        range: { start: open.start, end: open.end },
        documentation: open.documentation,
      });
    }
    open = undefined;
  };
  for (const { start, content, code, comment, gap } of lines(text)) {
    const blank = code.trim() === '';
    const goesOn =
      open !== undefined && (open.depth > 0 ? !startsStatement(code) : /^[ \t]/.test(code) || blank);
    if (open && goesOn && !(blank && comment !== undefined && !/^[ \t]/.test(content))) {
      open.text += code + gap;
      if (!blank) open.end = start + code.trimEnd().length;
      open.depth += bracketDepth(code);
      continue;
    }
    if (blank) {
      if (comment === undefined || open?.depth) comments = [];
      else comments.push(comment);
      if (!open?.depth) close();
      continue;
    }
    close();
    const indent = code.length - code.trimStart().length;
    open = {
      start: start + indent,
      end: start + code.trimEnd().length,
      text: code.slice(indent) + gap,
      depth: bracketDepth(code),
      documentation: comments.join('\n'),
    };
    comments = [];
  }
  close();
  return statements;
}

/** Lines of a text; `code` is the line with its comment blanked out, `gap` blanks for its line end. */
function* lines(text: string) {
  const pattern = /[^\r\n]*(\r\n|\n|\r|$)/g;
  for (let match = pattern.exec(text); match && match[0] !== ''; match = pattern.exec(text)) {
    const gap = match[1] as string;
    const content = match[0].slice(0, match[0].length - gap.length);
    const hash = commentStart(content);
    yield {
      start: match.index,
      content,
      code: hash < 0 ? content : content.slice(0, hash) + ' '.repeat(content.length - hash),
      comment:
        hash < 0
          ? undefined
          : content
              .slice(hash + 1)
              .replace(/^ /, '')
              .trimEnd(),
      gap: ' '.repeat(gap.length),
    };
  }
}

function commentStart(line: string): number {
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (line[i] === '#' && !quoted) return i;
  }
  return -1;
}

function bracketDepth(code: string): number {
  let depth = 0;
  for (const [bracket] of code.matchAll(/[()[\]{}]/g)) depth += '([{'.includes(bracket) ? 1 : -1;
  return depth;
}

/** Inside open brackets a line that plainly begins a statement shows that the bracket was forgotten. */
function startsStatement(code: string): boolean {
  return /^(minimize|maximize)\b|^profile\s+\p{L}|^[\p{L}_][\p{L}\p{N}_]*(\([^()]*\))?\s*=[^=]/u.test(code);
}
