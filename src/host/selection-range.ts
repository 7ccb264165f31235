import type * as vscode from 'vscode';
import type { Source } from './source.ts';

/** Keeps the range of a selected source on its text while the document is edited, and notes edits of that text itself. */
export function followEdits(source: Source, event: vscode.TextDocumentChangeEvent): Source {
  if (source.kind !== 'selection') return source;
  let { start, end } = source.range;
  let edited = source.edited ?? false;
  // The changes refer to the text before any of them, and come from the last to the first.
  for (const { rangeOffset, rangeLength, text } of event.contentChanges) {
    const grown = text.length - rangeLength;
    if (rangeOffset + rangeLength <= start) {
      start += grown;
      end += grown;
    } else if (rangeOffset <= end) {
      start = Math.min(start, rangeOffset);
      end = Math.max(end + grown, start);
      edited = true;
    }
  }
  return { ...source, range: { start, end }, edited };
}
