import * as vscode from 'vscode';

/** Remembers what was computed from a document until its text or its language changes. */
export class VersionCache<Value> implements vscode.Disposable {
  readonly #entries = new Map<string, { version: number; languageId: string; value: Promise<Value> }>();
  readonly #compute: (document: vscode.TextDocument) => Promise<Value>;
  readonly #subscription: vscode.Disposable;

  constructor(compute: (document: vscode.TextDocument) => Promise<Value>) {
    this.#compute = compute;
    this.#subscription = vscode.workspace.onDidCloseTextDocument((document) =>
      this.#entries.delete(document.uri.toString()),
    );
  }

  /** The value for the document as it is now; computed at most once per version. */
  get(document: vscode.TextDocument): Promise<Value> {
    const key = document.uri.toString();
    const { version, languageId } = document;
    const known = this.#entries.get(key);
    if (known?.version === version && known.languageId === languageId) return known.value;
    const value = this.#compute(document);
    this.#entries.set(key, { version, languageId, value });
    // A failure is told to those who asked, and tried anew by the next.
    value.catch(() => {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key);
    });
    return value;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#entries.clear();
  }
}
