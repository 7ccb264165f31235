import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DescentApi, PanelView } from '../../../src/extension.ts';
import { makeFile } from './memory-files.ts';

/** Long enough for a first run on a busy machine, in milliseconds. */
const PATIENCE = 20_000;
const LOOK_AGAIN = 20;

/** The activated extension's interface for tests. */
export async function descent(): Promise<DescentApi> {
  const extension = vscode.extensions.getExtension<DescentApi>('descent.descent');
  assert.ok(extension, 'VS Code does not know the extension descent.descent');
  return extension.activate();
}

/**
 * Waits until `look` gives something other than `undefined` and `false`.
 * @throws after 20 s, with `what` was waited for.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Opens a text, in a file of its own, in the active editor. */
export async function open(content: string, language = 'descent'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(makeFile(content, language));
  assert.equal(document.languageId, language);
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await until('it is the active editor', () => vscode.window.activeTextEditor?.document === document);
  return editor;
}

/** The titles of the lenses above a document. */
export async function lensTitles({ uri }: vscode.TextDocument): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.flatMap(({ command }) => (command ? [command.title] : []));
}

/** The document's panel that has nothing more to do and shows at least one run that ended. */
export function settled(name: string): Promise<PanelView> {
  return until(`the panel of ${name} has run`, async () => {
    const { panels } = await descent();
    return panels().find(
      ({ state }) => state.objective?.name === name && !state.busy && state.runs[0]?.result !== undefined,
    );
  });
}

/** Replaces the whole text of a document. */
export async function replace(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
  edit.replace(document.uri, all, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Closes all editors and panels without asking, and waits until they are gone. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    if (!document.isUntitled) {
      assert.ok(await document.save());
      continue;
    }
    await vscode.window.showTextDocument(document);
    await until('it is the active editor', () => vscode.window.activeTextEditor?.document === document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const { panels } = await descent();
  await until(
    'everything is closed',
    () =>
      panels().length === 0 &&
      vscode.window.activeTextEditor === undefined &&
      vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0),
  );
}
