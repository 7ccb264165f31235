import * as vscode from 'vscode';

interface Example extends vscode.QuickPickItem {
  readonly text: string;
  readonly extension: string;
}

const LANGUAGE_IDS: Readonly<Record<string, string>> = {
  gd: 'descent',
  py: 'python',
  js: 'javascript',
  ts: 'typescript',
};

/**
 * Lets the user choose an example and opens a copy of it as an untitled document, so that the extension's own files
 * stay as they are.
 * @param extension the folder of the extension.
 */
export async function openExamples(extension: vscode.Uri): Promise<void> {
  const chosen = await vscode.window.showQuickPick(readExamples(vscode.Uri.joinPath(extension, 'examples')), {
    title: vscode.l10n.t('Descent examples'),
    placeHolder: vscode.l10n.t('Choose an example to open a copy of it'),
    matchOnDetail: true,
  });
  if (!chosen) return;
  const language = LANGUAGE_IDS[chosen.extension] ?? 'plaintext';
  const document = await vscode.workspace.openTextDocument({ language, content: chosen.text });
  await vscode.window.showTextDocument(document);
}

async function readExamples(folder: vscode.Uri): Promise<Example[]> {
  const files = await vscode.workspace.fs.readDirectory(folder);
  const examples = files.flatMap(async ([label, type]) => {
    const extension = label.slice(label.lastIndexOf('.') + 1);
    if (type !== vscode.FileType.File || !(extension in LANGUAGE_IDS)) return [];
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, label));
    const text = new TextDecoder().decode(bytes);
    return [{ label, extension, text, detail: firstComment(text) }];
  });
  const order = (a: Example, b: Example) => rank(a) - rank(b) || a.label.localeCompare(b.label);
  return (await Promise.all(examples)).flat().sort(order);
}

/** `.gd` before code, and the simplest one first. */
const rank = ({ label, extension }: Example) => (label === 'bowl.gd' ? 0 : extension === 'gd' ? 1 : 2);

/** The first sentence or line of the first comment. */
function firstComment(text: string): string {
  return /^(?:#|\/\/)\s*(.+)$/m.exec(text)?.[1] ?? '';
}
