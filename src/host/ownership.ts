import * as vscode from 'vscode';
import { readsAsDescent, readsAsGdscript } from './gd-text.ts';

/** The language id of our `.gd` files. */
export const LANGUAGE = 'descent';

/** The id that Godot's extensions give to their `.gd` files. */
const GODOT_LANGUAGE = 'gdscript';

/** Answers whether a document is a `.gd` file of ours, and not one of Godot, whose files have the same extension. */
export class Ownership implements vscode.Disposable {
  readonly #godotFolders = new Map<string, Promise<boolean>>();
  readonly #recognized = new Set<string>();
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor() {
    // A folder may become a Godot project, or cease to be one.
    const watcher = vscode.workspace.createFileSystemWatcher('**/project.godot', false, true, false);
    const forget = () => this.#godotFolders.clear();
    this.#subscriptions.push(watcher, watcher.onDidCreate(forget), watcher.onDidDelete(forget));
    this.#subscriptions.push(vscode.workspace.onDidOpenTextDocument((document) => this.#recognize(document)));
    for (const document of vscode.workspace.textDocuments) void this.#recognize(document);
  }

  /** Whether we serve this document; false for GDScript and for all that lies under a `project.godot`. */
  async isOurs(document: vscode.TextDocument): Promise<boolean> {
    if (document.languageId !== LANGUAGE || readsAsGdscript(document.getText())) return false;
    return !(await this.#inGodotProject(document.uri));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /**
   * Takes over a file of ours that Godot's extension has claimed by its name. Once per file: whoever switches the
   * language back has the last word.
   */
  async #recognize(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (document.languageId !== GODOT_LANGUAGE || this.#recognized.has(key)) return;
    if (!readsAsDescent(document.getText()) || (await this.#inGodotProject(document.uri))) return;
    this.#recognized.add(key);
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  }

  #inGodotProject(uri: vscode.Uri): Promise<boolean> {
    if (uri.scheme === 'untitled') return Promise.resolve(false);
    return this.#isGodotFolder(vscode.Uri.joinPath(uri, '..'));
  }

  #isGodotFolder(folder: vscode.Uri): Promise<boolean> {
    const key = folder.toString();
    const known = this.#godotFolders.get(key);
    if (known) return known;
    const answer = this.#look(folder);
    this.#godotFolders.set(key, answer);
    return answer;
  }

  async #look(folder: vscode.Uri): Promise<boolean> {
    if (await exists(vscode.Uri.joinPath(folder, 'project.godot'))) return true;
    const parent = vscode.Uri.joinPath(folder, '..');
    return parent.path !== folder.path && this.#isGodotFolder(parent);
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
