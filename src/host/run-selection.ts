import * as vscode from 'vscode';
import { sourceAtCursor } from './cursor.ts';
import { LANGUAGE } from './ownership.ts';
import type { Panels } from './panels.ts';
import { readSelectionOf } from './read-selection.ts';
import { LONGEST_TEXT, type Texts } from './texts.ts';

/** Runs what is selected; with nothing selected, the objective at the cursor. Says what was looked for if there is none. */
export async function runSelection(panels: Panels, texts: Texts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select a function, an expression or an equation in an editor first.'),
    );
    return;
  }
  const { document, selection } = editor;
  const text = document.getText();
  if (text.length > LONGEST_TEXT) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('This document is too long to be read; copy the objective into a .gd file.'),
    );
    return;
  }
  if (selection.isEmpty && document.languageId === LANGUAGE) return runAtCursor(panels, texts);
  const found = await readSelectionOf(document, offsetsOf(editor), texts);
  if ('message' in found) {
    void vscode.window.showWarningMessage(found.message);
    return;
  }
  const uri = document.uri.toString();
  if (await isDefinition(document, found.name, texts))
    return panels.show({ kind: 'gd', uri, name: found.name });
  panels.show({ kind: 'selection', uri, ...found });
}

/** Whether a name is that of an objective of a `.gd` document, whose experiment then counts as well. */
async function isDefinition(document: vscode.TextDocument, name: string, texts: Texts): Promise<boolean> {
  const module = document.languageId === LANGUAGE ? await texts.module(document) : undefined;
  return module?.objectives.some(({ objective }) => objective.name === name) ?? false;
}

/** Runs a source, or without one the objective at the cursor of the active editor. */
export async function runAtCursor(panels: Panels, texts: Texts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const source = editor && (await sourceAtCursor(editor, texts));
  if (source) return panels.show(source);
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'There is no objective in this document: a function of numbers whose value is one number, such as f(x, y) = x^2 + y^2.',
    ),
  );
}

function offsetsOf({ document, selection }: vscode.TextEditor) {
  return { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
}
