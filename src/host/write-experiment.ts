import * as vscode from 'vscode';
import { LANGUAGE } from './ownership.ts';
import type { Session } from './session.ts';

/**
 * Writes down the experiment that a session has filled in from defaults: below the definition, as one undoable edit,
 * or, for code, with the definition in a new untitled `.gd` document.
 */
export async function insertExperiment(session: Session): Promise<void> {
  const { current, source } = session;
  if (!current) return;
  const { resolved, plan } = current;
  if (source.kind !== 'gd') {
    const content = `${resolved.objective.text.trimEnd()}\n\n${plan.trimEnd()}\n`;
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri));
  const line = document.lineAt(document.positionAt(resolved.range.end).line);
  const next = line.lineNumber + 1 < document.lineCount ? document.lineAt(line.lineNumber + 1) : undefined;
  const after = !next ? '\n' : next.isEmptyOrWhitespace ? '' : '\n';
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, line.range.end, `\n\n${plan.trimEnd()}${after}`);
  await vscode.workspace.applyEdit(edit);
}
