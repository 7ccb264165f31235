import * as vscode from 'vscode';
import { LANGUAGE } from './ownership.ts';

const TEMPLATE = `# \${1:What it is.}
\${2:f}(\${3:x, y}) = \${4:(x - 1)^2 + 4*y^2}

minimize \${2:f}
  from  \${5:x = -1, y = 1}
  with  \${6:gd(rate = 0.1)}
  until \${7:decrease < 1e-6}
$0`;

/** Opens a new untitled `.gd` document with an experiment that runs, its parts ready to be typed over. */
export async function newFile(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(TEMPLATE));
}
