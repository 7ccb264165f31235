import type * as vscode from 'vscode';
import { LANGUAGE } from './ownership.ts';
import type { Source } from './source.ts';
import type { Texts } from './texts.ts';

type Found = Pick<Extract<Source, { kind: 'selection' }>, 'name' | 'text' | 'range'>;

/** What a part of a document says as an objective, or why it is none. */
export async function readSelectionOf(
  document: vscode.TextDocument,
  selection: { readonly start: number; readonly end: number },
  texts: Texts,
): Promise<Found | { readonly message: string }> {
  // Loaded on first use: activation does not wait for parsers.
  const { readSelection } = await import('../frontends/selection.ts');
  const lifter = await texts.lifter();
  const found = await readSelection({
    text: document.getText(),
    selection,
    language: document.languageId === LANGUAGE ? 'gd' : document.languageId,
    lifter,
  });
  if ('message' in found) return { message: found.message };
  const { name, text, range } = found;
  return { name, text, range: { start: range.start, end: range.end } };
}
