import type { Token } from './tokens.ts';

/** What mathjs is to read for tokens of a text that follow one another. */
export function spellForMathjs(text: string, tokens: readonly Token[]): string {
  const from = tokens[0]?.range.start ?? 0;
  const to = tokens.at(-1)?.range.end ?? text.length;
  if (tokens.every((token) => isLiteral(token) && text.startsWith(token.text, token.range.start)))
    return text.slice(from, to);
  let source = '';
  let done = from;
  for (const { range, text: spelled } of tokens) {
    source += text.slice(done, range.start) + spelled;
    done = range.end;
  }
  return source;
}

/** The place in the text of a character (or the end) of what mathjs reads for all of its tokens. */
export function originOf(at: number, text: string, tokens: readonly Token[]): number {
  // How much longer what mathjs reads is than the text, up to a token.
  let longer = -(tokens[0]?.range.start ?? 0);
  for (const token of tokens) {
    const { range, text: spelled } = token;
    if (at < range.start + longer) break;
    if (at < range.start + longer + spelled.length) {
      return isLiteral(token) ? at - longer : range.start;
    }
    longer += spelled.length - (range.end - range.start);
  }
  return Math.min(at - longer, text.length);
}

/** Whether what mathjs reads is as long as what is written. */
function isLiteral({ range, text }: Token): boolean {
  return text.length === range.end - range.start;
}
