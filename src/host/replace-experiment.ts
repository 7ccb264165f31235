import * as vscode from 'vscode';
import type { Session } from './session.ts';
import type { Texts } from './texts.ts';

/** Puts the experiment as it was changed on the page in the place of the one in the text, as one undoable edit. */
export async function replaceExperiment({ current, source }: Session, texts: Texts): Promise<void> {
  if (!current || source.kind !== 'gd') return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri));
  const module = await texts.module(document);
  const { name } = current.resolved.objective;
  const all = module?.experiments.filter(({ experiment }) => experiment.objective === name) ?? [];
  const found = all[source.experiment ?? 0] ?? all[0];
  if (!found) return;
  const { start, end } = found.range;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, current.plan.trimEnd());
  await vscode.workspace.applyEdit(edit);
}
