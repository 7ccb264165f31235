import type { SourceRange } from '../core/problem.ts';

/** Where something is missing, the character before or after the place: an empty range cannot be seen. */
export function visibleRange({ start, end }: SourceRange, text: string): SourceRange {
  if (start < end) return { start, end };
  if (start > 0 && /\S/.test(text[start - 1] as string)) return { start: start - 1, end };
  if (start < text.length && text[start] !== '\n') return { start, end: start + 1 };
  return { start: Math.max(0, start - 1), end };
}
