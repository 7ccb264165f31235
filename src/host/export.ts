import * as vscode from 'vscode';
import type { ExportMessage, PageState } from '../protocol/page.ts';
import { runFile, runsCsv, runsJson } from './run-data.ts';

/** Long enough to be read, in milliseconds. */
const SHOWN = 4000;

/** Puts a picture, data or the experiment where the user wants it: into a file that a dialog asks for, or onto the clipboard. */
export async function exportView(
  message: ExportMessage,
  state: PageState,
  beside: vscode.Uri,
): Promise<void> {
  const { format, to, what } = message;
  const content = contentOf(message, state);
  if (content === undefined) return;
  if (to === 'clipboard') {
    if (typeof content !== 'string') return;
    await vscode.env.clipboard.writeText(content);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as {0}', format.toUpperCase()), SHOWN);
    return;
  }
  const folder = beside.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
  // An experiment does not offer itself in the place of the file that it comes from.
  const last = what === 'view' ? [message.name] : what === 'experiment' ? [what] : [];
  const parts = [state.objective?.name ?? 'descent', ...last];
  const name = `${parts.join('-').replace(/[^\p{L}\p{N}_-]+/gu, '-')}.${format}`;
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

function contentOf(message: ExportMessage, state: PageState): string | Uint8Array | undefined {
  switch (message.what) {
    case 'view':
      return message.format === 'png' || message.format === 'webm'
        ? Uint8Array.from(Buffer.from(message.content, 'base64'))
        : message.content;
    case 'runs':
      return message.format === 'csv' ? runsCsv(state) : runsJson(state);
    case 'experiment':
      return runFile(state);
  }
}
