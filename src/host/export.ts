import * as vscode from 'vscode';
import type { ExportMessage, PageState } from '../protocol/page.ts';
import { runsCsv, runsJson } from './run-data.ts';

/** Long enough to be read, in milliseconds. */
const SHOWN = 4000;

/** Puts a picture or the runs' data where the user wants it: into a file that a dialog asks for, or onto the clipboard. */
export async function exportView(
  message: ExportMessage,
  state: PageState,
  beside: vscode.Uri,
): Promise<void> {
  const { format, to } = message;
  const content = contentOf(message, state);
  if (to === 'clipboard') {
    if (typeof content !== 'string') return;
    await vscode.env.clipboard.writeText(content);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as {0}', format.toUpperCase()), SHOWN);
    return;
  }
  const folder = beside.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
  const name = `${(state.objective?.name ?? 'descent').replace(/[^\p{L}\p{N}_-]+/gu, '-')}.${format}`;
  const suggested = folder
    ? vscode.Uri.joinPath(folder, name)
    : beside.scheme === 'untitled'
      ? undefined
      : vscode.Uri.joinPath(beside, '..', name);
  const file = await vscode.window.showSaveDialog({
    filters: { [format.toUpperCase()]: [format] },
    ...(suggested && { defaultUri: suggested }),
  });
  if (!file) return;
  await vscode.workspace.fs.writeFile(
    file,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  );
  vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}', vscode.workspace.asRelativePath(file)), SHOWN);
}

function contentOf({ format, content }: ExportMessage, state: PageState): string | Uint8Array {
  switch (format) {
    case 'csv':
      return runsCsv(state);
    case 'json':
      return runsJson(state);
    case 'svg':
      return content ?? '';
    case 'png':
      return Uint8Array.from(Buffer.from(content ?? '', 'base64'));
  }
}
